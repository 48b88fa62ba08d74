#include "intake/mapping/dates.h"

#include <gtest/gtest.h>

namespace bsup::core::dates_test {
namespace {

// `2026-12-01 10:00`, or nothing.
std::string Said(const std::optional<HostTime>& time) {
  if (!time) return "nothing";
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return time->day.ToString() + " " + two(time->minute / 60) + ":" + two(time->minute % 60);
}

std::string In(DateForm form, std::string_view text) {
  DateRules rules;
  rules.Allow(form);
  return Said(rules.Read(text));
}

std::string InZone(const char* zone, std::string_view text) {
  DateRules rules;
  rules.zone = Zone::Named(zone);
  EXPECT_TRUE(rules.zone) << zone;
  return Said(rules.Read(text));
}

TEST(Dates, AFormSaysTheOrder) {
  EXPECT_EQ(In(DateForm::kDayMonthYear, "01/12/2026"), "2026-12-01 00:00");
  EXPECT_EQ(In(DateForm::kMonthDayYear, "01/12/2026"), "2026-01-12 00:00");
  EXPECT_EQ(In(DateForm::kYearMonthDay, "2026/12/1"), "2026-12-01 00:00");
  EXPECT_EQ(In(DateForm::kDayMonthYear, "1.12.2026 09:05"), "2026-12-01 09:05");
  EXPECT_EQ(In(DateForm::kMonthDayYear, "12-01-2026T2:30 PM"), "2026-12-01 14:30");
  EXPECT_EQ(In(DateForm::kCompact, "20261201"), "2026-12-01 00:00");
  EXPECT_EQ(In(DateForm::kNamed, "1 Dec 2026"), "2026-12-01 00:00");
  EXPECT_EQ(In(DateForm::kNamed, "01-DECEMBER-2026 10:00"), "2026-12-01 10:00");
}

TEST(Dates, WhatTheFormDoesNotSayIsNothing) {
  for (const char* text : {"32/01/2026", "29/02/2026", "01/13/2026", "01/12/26", "01/12-2026",
                           "01/12/2026 ", "01/12/2026 25:00", "01/12/2026x", "", "/", "1//2026",
                           "001/12/2026", "01/12/20266", "0١/12/2026"})
    EXPECT_EQ(In(DateForm::kDayMonthYear, text), "nothing") << text;
  EXPECT_EQ(In(DateForm::kCompact, "2026120"), "nothing");
  EXPECT_EQ(In(DateForm::kCompact, "202612011"), "nothing");
  EXPECT_EQ(In(DateForm::kNamed, "1 Ju 2026"), "nothing");
  EXPECT_EQ(In(DateForm::kNamed, "1 Smarch 2026"), "nothing");
  EXPECT_EQ(Said(DateRules().Read("01/12/2026")), "nothing") << "a form must be allowed";
}

TEST(Dates, AnIsoDateIsAlwaysRead) {
  EXPECT_EQ(In(DateForm::kDayMonthYear, "2026-12-01"), "2026-12-01 00:00");
  EXPECT_EQ(Said(DateRules().Read("2026-10-19T23:00:00Z")), "2026-10-19 23:00")
      << "without a zone the day is the one written";
}

TEST(Dates, AnInstantIsTheDayOfItsUsers) {
  EXPECT_EQ(InZone("Europe/London", "2026-10-19T23:00:00Z"), "2026-10-20 00:00");
  EXPECT_EQ(InZone("Europe/London", "2026-12-19T23:00:00Z"), "2026-12-19 23:00");
  EXPECT_EQ(InZone("Europe/London", "2026-07-01T00:30:00+02:00"), "2026-06-30 23:30");
  EXPECT_EQ(InZone("Europe/London", "2026-07-01T00:30:00.5-0430[X/Y]"), "2026-07-01 06:00");
  EXPECT_EQ(InZone("+05:30", "2026-07-01T20:00:00Z"), "2026-07-02 01:30");
  EXPECT_EQ(InZone("-05:00", "2026-07-01T02:00:00+00"), "2026-06-30 21:00");
  EXPECT_EQ(InZone("Europe/London", "2026-07-01T20:00:00"), "2026-07-01 20:00")
      << "a time without an offset is as the users see it";
}

TEST(Dates, AnInstantBeyondTheYearsThereAreIsNothing) {
  EXPECT_EQ(InZone("UTC", "9999-12-31T23:00:00-12:00"), "nothing");
  EXPECT_EQ(InZone("UTC", "1000-01-01T00:00:00+12:00"), "nothing");
  EXPECT_EQ(InZone("UTC", "9999-12-31T23:00:00Z"), "9999-12-31 23:00");
}

TEST(Dates, SummerBeginsAndEndsOnTheLastSundayAtOneInTheMorning) {
  EXPECT_EQ(InZone("Europe/London", "2026-03-29T00:59:00Z"), "2026-03-29 00:59");
  EXPECT_EQ(InZone("Europe/London", "2026-03-29T01:00:00Z"), "2026-03-29 02:00");
  EXPECT_EQ(InZone("Europe/London", "2026-10-25T00:59:00Z"), "2026-10-25 01:59");
  EXPECT_EQ(InZone("Europe/London", "2026-10-25T01:00:00Z"), "2026-10-25 01:00");
  EXPECT_EQ(InZone("Europe/London", "2027-03-28T01:00:00Z"), "2027-03-28 02:00");
}

TEST(Dates, ANumberCountsFromTheEpochWhereTheMappingSaysSo) {
  DateRules rules;
  const JsonNode millis(std::int64_t{1792450800000});  // 2026-10-19T23:00:00Z
  EXPECT_EQ(Said(rules.Read(millis)), "nothing");
  rules.epoch = Epoch::kMilliseconds;
  EXPECT_EQ(Said(rules.Read(millis)), "2026-10-19 23:00");
  rules.zone = Zone::Named("Europe/London");
  EXPECT_EQ(Said(rules.Read(millis)), "2026-10-20 00:00");
  EXPECT_EQ(Said(rules.Read(JsonNode(std::string_view("1792450800000")))), "2026-10-20 00:00");
  EXPECT_EQ(Said(rules.Read(JsonNode(1792450800000.0))), "2026-10-20 00:00");
  EXPECT_EQ(Said(rules.Read(JsonNode(std::int64_t{-1}))), "1969-12-31 23:59");
  EXPECT_EQ(Said(rules.Read(JsonNode(INT64_MIN))), "nothing");
  EXPECT_EQ(Said(rules.Read(JsonNode(INT64_MAX))), "nothing");
  rules.epoch = Epoch::kSeconds;
  EXPECT_EQ(Said(rules.Read(JsonNode(std::int64_t{1792450800}))), "2026-10-20 00:00");
  EXPECT_EQ(Said(rules.Read(JsonNode(INT64_MAX))), "nothing");
}

TEST(Dates, ZonesAreAClosedSet) {
  for (const char* zone : {"Europe/Paris", "BST", "+1", "+25:00", "01:00", ""})
    EXPECT_FALSE(Zone::Named(zone)) << zone;
}

TEST(Dates, ATimeOfDayMayStandApart) {
  EXPECT_EQ(ReadTimeOfDay("14:30"), 870);
  EXPECT_EQ(ReadTimeOfDay("2:30pm"), 870);
  EXPECT_EQ(ReadTimeOfDay("12:05 am"), 5);
  EXPECT_EQ(ReadTimeOfDay("09:00:15"), 540);
  for (const char* text : {"", "14", "14:3", "14:60", "13:00 pm", "14:30 o'clock"})
    EXPECT_FALSE(ReadTimeOfDay(text)) << text;
}

}  // namespace
}  // namespace bsup::core::dates_test
