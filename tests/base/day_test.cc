#include "base/day.h"

#include <gtest/gtest.h>

namespace bsup::core {
namespace {

TEST(Day, IsReadAndWritten) {
  for (const char* text :
       {"1000-01-01", "1970-01-01", "2026-10-01", "2028-02-29", "2000-02-29", "9999-12-31"}) {
    const auto day = Day::Parse(text);
    ASSERT_TRUE(day) << text;
    EXPECT_EQ(day->ToString(), text);
  }
  EXPECT_EQ(Day::Parse("1970-01-01")->number(), 0);
  EXPECT_EQ(Day::Parse("2026-10-01")->number(), 20'727);
}

TEST(Day, ThatDoesNotExistIsNone) {
  for (const char* text : {"2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
                           "2026-01-00", "2026-01-32", "0999-12-31", "0000-00-00"}) {
    EXPECT_FALSE(Day::Parse(text)) << text;
  }
}

TEST(Day, WrittenOtherwiseIsNone) {
  for (const char* text : {"", "2026", "2026-1-01", "2026-01-1", "26-01-01", "01/02/2026",
                           "2026/01/02", "2026-01-01 ", " 2026-01-01", "+026-01-01", "-026-01-01",
                           "2026-0a-01", "2026-01-01T", "20260101", "2026-01-011"}) {
    EXPECT_FALSE(Day::Parse(text)) << text;
  }
}

TEST(Day, CountsAcrossMonthsYearsAndLeapDays) {
  const Day day = *Day::Parse("2028-02-28");
  EXPECT_EQ((day + 1).ToString(), "2028-02-29");
  EXPECT_EQ((day + 2).ToString(), "2028-03-01");
  EXPECT_EQ(*Day::Parse("2027-01-01") - *Day::Parse("2026-12-31"), 1);
  EXPECT_EQ(*Day::Parse("2029-01-01") - *Day::Parse("2028-01-01"), 366);
  EXPECT_EQ((*Day::Parse("2026-03-01") - 1).ToString(), "2026-02-28");
}

TEST(Day, OfADateTimeIsTheDayWritten) {
  for (const char* text :
       {"2024-02-21", "2024-02-21T10:15:00.382936Z[Europe/London]", "2024-02-21T23:59:59-11:00",
        "2024-02-21T00:00:00+14:00", "2024-02-21T10:15", "2024-02-21 10:15:00",
        "2024-02-21T10:15:00Z", "2024-02-21T10:15:00+0100", "2024-02-21T10:15:00+01",
        "2024-02-21T10:15:60Z", "2024-02-21T24:00:00", "2024-02-21T10:15:00+01:00[Europe/London]",
        "2024-02-21T10:15:00.1"}) {
    const auto day = Day::ParseDateTime(text);
    ASSERT_TRUE(day) << text;
    EXPECT_EQ(day->ToString(), "2024-02-21") << text;
  }
}

TEST(Day, OfADateTimeThatIsNotOneIsNone) {
  for (const char* text : {"2024-02-30T10:15:00Z",
                           "2024-02-21T",
                           "2024-02-21T10",
                           "2024-02-21T10:",
                           "2024-02-21T25:00:00",
                           "2024-02-21T10:60:00",
                           "2024-02-21T10:15:61",
                           "2024-02-21T10:15:00.",
                           "2024-02-21T10:15:00X",
                           "2024-02-21T10:15:00+",
                           "2024-02-21T10:15:00+1",
                           "2024-02-21T10:15:00+01:0",
                           "2024-02-21T10:15:00+01:60",
                           "2024-02-21T10:15:00+19:00",
                           "2024-02-21T10:15:00Z[",
                           "2024-02-21T10:15:00Z[]",
                           "2024-02-21T10:15:00[Europe",
                           "2024-02-21x10:15:00",
                           "2024-02-21T1a:15:00",
                           "2024-02-21T10:15:00ZZ",
                           "2024-02-21T10:15:00+01:00:00"}) {
    EXPECT_FALSE(Day::ParseDateTime(text)) << text;
  }
}

TEST(Day, OfADateTimeCutOffAnywhereIsNoneOrTheSameDay) {
  const std::string whole = "2024-02-21T10:15:00.382936Z[Europe/London]";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto day = Day::ParseDateTime(std::string_view(whole).substr(0, length));
    if (day) {
      EXPECT_EQ(day->ToString(), "2024-02-21") << length;
    }
  }
}

Day Same(std::string_view day, std::string_view until) {
  return Day::Parse(day)->SameDayUntil(*Day::Parse(until));
}

TEST(Day, IsTheSameDayOfAYearOnItselfAndAYearLater) {
  EXPECT_EQ(Same("2026-03-14", "2026-03-14").ToString(), "2026-03-14");
  EXPECT_EQ(Same("2026-03-14", "2027-03-13").ToString(), "2026-03-14");
  EXPECT_EQ(Same("2026-03-14", "2027-03-14").ToString(), "2027-03-14");
  EXPECT_EQ(Same("2026-03-14", "2031-12-31").ToString(), "2031-03-14");
}

TEST(Day, HasASameDayInEarlierYearsToo) {
  EXPECT_EQ(Same("2026-03-14", "2026-03-13").ToString(), "2025-03-14");
  EXPECT_EQ(Same("2026-12-31", "2024-06-01").ToString(), "2023-12-31");
}

TEST(Day, OfTheTwentyNinthOfFebruaryIsTheFirstOfMarchInOtherYears) {
  EXPECT_EQ(Same("2024-02-29", "2025-02-28").ToString(), "2024-02-29");
  EXPECT_EQ(Same("2024-02-29", "2025-03-01").ToString(), "2025-03-01");
  EXPECT_EQ(Same("2024-02-29", "2028-02-28").ToString(), "2027-03-01");
  EXPECT_EQ(Same("2024-02-29", "2028-02-29").ToString(), "2028-02-29");
}

}  // namespace
}  // namespace bsup::core
