#include <gtest/gtest.h>

#include "intake/reading/next_appointment.h"
#include "small_policy.h"

namespace bsup::core {
namespace {

constexpr const char* kMappingOfLogs = R"toml(
[mapping]
id = "vendor"
version = "1"
case_number = "/crn"
ignore_suffixes = ["(NS)"]
[failed]
at_least = { "/status" = 400 }
[[part]]
id = "log"
at = "/log"
case_number = "/crn"
[[part.contacts]]
at = "/contacts"
as = "contact"
total = "/total"
[[part.start]]
at = "/sentences"
each = "/start"
where = { "/kind" = "COMMUNITY" }
[[part.took_over]]
at = "/officers"
each = "/from"
where = { "/responsible" = true }
pick = "latest"
[[part.year_end]]
at = "/package/year/end"
unless = "/package/over"
[[part]]
id = "diary"
at = "/diary"
[[part.contacts]]
at = "/contacts"
as = "contact"
[[part]]
id = "to come"
at = "/next"
[[part.contacts]]
at = ""
as = "contact"
next_only = true
[contacts.contact]
id = "/id"
day = "/on"
type = "/type"
types = "types"
outcome = "/outcome"
outcomes = "outcomes"
attendance = [
  { when = { "/rescheduled" = true }, is = "excused" },
  { when = { "/absent" = true }, is = "missed" },
  { when = { "/absent" = false }, is = "attended" },
]
[table.types]
entries = [
  { names = ["COAP", "Planned Office Visit (NS)"], mode = "office", purpose = "supervision meeting" },
  { names = ["COPT", "Phone call"], mode = "telephone" },
  { names = ["CTOA"], mode = "telephone", attendance = "attended" },
  { names = ["Initial appointment"], purpose = "initial appointment" },
]
nothing = ["Management Oversight"]
[table.outcomes]
entries = [{ names = ["ATTC"], attendance = "attended" }, { names = ["UAAB"], attendance = "missed" }, { names = ["AAME"], attendance = "excused" }]
)toml";

std::string Contacts(const Read& read) {
  constexpr const char* kSaid[] = {"attended", "missed", "excused", "open"};
  std::string text;
  for (const PastContact& contact : read.value.history.contacts) {
    text += contact.day.ToString() + " " +
            (!contact.mode                  ? "?"
             : contact.mode == ModeIndex(0) ? "office"
                                            : "telephone") +
            " " + kSaid[static_cast<int>(contact.attendance)] + "\n";
  }
  return text;
}

TEST(History, IsInOrderOfDayAndTimeWithModesAndAttendance) {
  const Read read(kMappingOfLogs, R"({"log":{"contacts":[
    {"id":3,"on":"2026-11-09T14:00:00Z[Europe/London]","type":"Phone call","absent":true},
    {"id":2,"on":"2026-11-09T09:00:00Z","type":"planned office visit","outcome":"ATTC"},
    {"id":1,"on":"2026-10-01","type":"COAP","rescheduled":true,"absent":false},
    {"id":4,"on":"2026-11-10","type":"Management Oversight"},
    {"id":5,"on":"2026-11-11","type":"CTOA"},
    {"id":6,"on":"2026-11-12","type":"COPT"}]}})");
  EXPECT_TRUE(read.value.history.given);
  EXPECT_EQ(Contacts(read),
            "2026-10-01 office excused\n2026-11-09 office attended\n2026-11-09 telephone "
            "missed\n2026-11-11 telephone attended\n2026-11-12 telephone open\n");
}

TEST(History, IsInOrderOfTheMinute) {
  const Read read(kMappingOfLogs, R"({"log":{"contacts":[
    {"id":1,"on":"2026-11-09T11:05:00Z","type":"COPT"},
    {"id":2,"on":"2026-11-09T10:15:00Z","type":"COAP"}]}})");
  EXPECT_EQ(Contacts(read), "2026-11-09 office open\n2026-11-09 telephone open\n");
}

TEST(History, AnEmptyListIsGivenAndNoListIsNot) {
  EXPECT_TRUE(Read(kMappingOfLogs, R"({"log":{"contacts":[]}})").value.history.given);
  EXPECT_FALSE(Read(kMappingOfLogs, R"({"log":{},"next":{"on":"2026-12-01","type":"COAP"}})")
                   .value.history.given);
}

TEST(History, OneContactInTwoListsIsCountedOnce) {
  const Read read(kMappingOfLogs, R"({"log":{"contacts":[{"id":7,"on":"2026-11-02","type":"COAP"}]},
    "diary":{"contacts":[{"id":"7","on":"2026-11-02T10:00:00Z","type":"COAP","outcome":"ATTC"},{"id":7,"on":"2026-11-03","type":"COPT"}]}})");
  EXPECT_EQ(Contacts(read), "2026-11-02 office attended\n2026-11-03 telephone open\n");
}

TEST(History, ListsThatContradictEachOtherLeaveAContactOpen) {
  const Read read(
      kMappingOfLogs,
      R"({"log":{"contacts":[{"id":7,"on":"2026-11-02","type":"COAP","outcome":"UAAB"}]},
    "diary":{"contacts":[{"id":7,"on":"2026-11-02","type":"COPT","outcome":"ATTC"}]}})");
  EXPECT_EQ(Contacts(read), "2026-11-02 ? open\n");
}

TEST(History, AnUnknownTypeIsAContactOfUnknownMode) {
  const Read read(kMappingOfLogs,
                  R"({"log":{"contacts":[{"on":"2026-11-02","type":"Hologram","absent":false}]}})");
  EXPECT_EQ(Contacts(read), "2026-11-02 ? attended\n");
  EXPECT_EQ(read.value.unmapped.at(0).value, "Hologram");
  EXPECT_EQ(read.value.unmapped.at(0).at, "/log/contacts/0");
}

// That somebody came is said by an outcome that is understood; that they did not, by whatever says it.
TEST(History, AnUnknownOutcomeIsListedAndIsNotAttended) {
  const auto contact = [](const std::string& told) {
    return Read(kMappingOfLogs,
                R"({"log":{"contacts":[{"on":"2026-11-02","type":"COAP")" + told + "}]}}");
  };
  const Read fine = contact(R"(,"outcome":"Fine","absent":false)");
  EXPECT_EQ(Contacts(fine), "2026-11-02 office open\n");
  EXPECT_EQ(fine.value.unmapped.at(0).value, "Fine");
  const Read alone = contact(R"(,"outcome":"Fine")");
  EXPECT_EQ(Contacts(alone), "2026-11-02 office open\n");
  EXPECT_EQ(alone.value.unmapped.at(0).table, "outcomes");
  const Read away = contact(R"(,"outcome":"Fine","absent":true)");
  EXPECT_EQ(Contacts(away), "2026-11-02 office missed\n");
  EXPECT_EQ(away.value.unmapped.size(), 1U);
  EXPECT_EQ(Contacts(contact(R"(,"absent":false)")), "2026-11-02 office attended\n");
}

TEST(History, WhatLiesBeforeTheFirstPageIsUnknown) {
  const Read read(
      kMappingOfLogs,
      R"({"log":{"total":54,"contacts":[{"on":"2026-11-02","type":"COPT","absent":false}]}})");
  EXPECT_EQ(Contacts(read), "2026-11-02 ? open\n2026-11-02 telephone attended\n");
}

TEST(History, IsNotGivenWhereOneOfItsListsFailedOrIsSomebodyElses) {
  const char* diary = R"("diary":{"contacts":[{"on":"2026-11-02","type":"COAP"}]})";
  EXPECT_FALSE(Read(kMappingOfLogs, std::string(R"({"log":{"status":503},)") + diary + "}")
                   .value.history.given);
  EXPECT_FALSE(
      Read(kMappingOfLogs,
           std::string(R"({"crn":"X100001","log":{"crn":"X100002","contacts":[]},)") + diary + "}")
          .value.history.given);
}

TEST(History, IsNotGivenWhereADayCannotBeRead) {
  const Read read(kMappingOfLogs, R"({"log":{"contacts":[{"on":"yesterday","type":"COAP"}]}})");
  EXPECT_FALSE(read.value.history.given);
  EXPECT_EQ(read.value.unmapped.at(0).table, "day");
}

TEST(History, SupervisionStartsWithTheEarliestCommunitySentenceAndTheLatestOfficerTookOver) {
  const Read read(kMappingOfLogs, R"({"log":{
    "sentences":[{"kind":"community","start":"2026-05-01"},{"kind":"COMMUNITY","start":"2026-03-01"},{"kind":"CUSTODY","start":"2024-01-01"}],
    "officers":[{"responsible":true,"from":"2026-06-01"},{"responsible":true,"from":"2026-09-01"},{"responsible":false,"from":"2026-10-01"}]}})");
  EXPECT_EQ(read.value.history.start, On("2026-03-01"));
  EXPECT_EQ(read.value.history.took_over, On("2026-09-01"));
}

TEST(History, TheHostStatesTheLastDayOfASentenceYear) {
  const auto year_end = [](const std::string& package) {
    return Read(kMappingOfLogs, R"({"log":{"package":)" + package + "}}").value.history.year_end;
  };
  EXPECT_EQ(year_end(R"({"year":{"end":"2027-05-31"}})"), On("2027-05-31"));
  EXPECT_EQ(year_end(R"({"year":{"end":"31/05/2027"}})"), std::nullopt);
  EXPECT_EQ(year_end(R"({"year":{"end":"2027-05-31"},"over":true})"), std::nullopt);
  EXPECT_EQ(year_end("{}"), std::nullopt);
}

std::string Next(const std::string& payload) {
  const Mapping mapping = Load(kMappingOfLogs);
  const auto document = JsonDocument::Parse(payload, "payload");
  const auto next =
      NextAppointment(mapping, FindParts(mapping, document->root()), On("2026-11-23"));
  if (!next) return "none";
  return next->date.ToString() + ", " + next->purpose + ", " + next->planned;
}

TEST(NextAppointment, IsTheEarliestOnOrAfterToday) {
  EXPECT_EQ(
      Next(
          R"({"log":{"contacts":[{"on":"2026-11-22","type":"COPT"},{"on":"2026-12-07","type":"COPT"}]},"next":{"on":"2026-11-30","type":"COAP"}})"),
      "2026-11-30, supervision meeting, office");
  EXPECT_EQ(Next("{}"), "none");
}

TEST(NextAppointment, IsNeitherCalledOffNorOver) {
  EXPECT_EQ(
      Next(
          R"({"log":{"contacts":[{"on":"2026-11-23","type":"COAP","outcome":"ATTC"},{"on":"2026-11-24","type":"COAP","rescheduled":true},
    {"on":"2026-11-25","type":"Management Oversight"},{"on":"2026-11-26","type":"Initial appointment","absent":true}]}})"),
      "2026-11-26, initial appointment, ");
}

TEST(NextAppointment, OfSomebodyElseIsNobodys) {
  EXPECT_EQ(
      Next(
          R"({"crn":"X100001","log":{"crn":"X100002","contacts":[{"on":"2026-12-07","type":"COPT"}]}})"),
      "none");
}

}  // namespace
}  // namespace bsup::core
