#include "base/index.h"

#include <gtest/gtest.h>

#include <string>
#include <type_traits>

namespace bsup::core {
namespace {

using DayIndex = Index<struct OfDays>;
using TideIndex = Index<struct OfTides>;

static_assert(!std::is_convertible_v<int, DayIndex> && !std::is_convertible_v<DayIndex, int>);
static_assert(!std::is_convertible_v<TideIndex, DayIndex>);
static_assert(!std::is_constructible_v<DayIndex, TideIndex>);
static_assert(!std::is_constructible_v<DayIndex, bool>);

TEST(Index, IsNoneUntilAPlaceIsGiven) {
  EXPECT_FALSE(DayIndex());
  EXPECT_TRUE(DayIndex(0));
  EXPECT_EQ(DayIndex(3).number(), 3U);
  EXPECT_EQ(DayIndex(3).Next(), DayIndex(4));
}

TEST(Index, IsInOrderOfPlaceAndNoneIsBeforeAll) {
  EXPECT_LT(DayIndex(), DayIndex(0));
  EXPECT_LT(DayIndex(0), DayIndex(1));
  EXPECT_NE(DayIndex(), DayIndex(0));
}

TEST(Index, OfOneListSaysWhichThingIsMeant) {
  Indexed<DayIndex, std::string> days{"Monday", "Tuesday"};
  EXPECT_EQ(days[DayIndex(1)], "Tuesday");
  EXPECT_EQ(days.next(), DayIndex(2));
  EXPECT_EQ(days.IndexOf(days.back()), DayIndex(1));
  days[DayIndex(0)] = "Sunday";
  std::string all;
  for (const DayIndex day : days.indexes()) all += days[day];
  EXPECT_EQ(all, "SundayTuesday");
}

TEST(Index, OfAnArrayAndOfASpan) {
  IndexedArray<DayIndex, int, 2> numbers{{4, 5}};
  numbers[DayIndex(0)] = 7;
  const IndexedSpan<DayIndex, const int> span(numbers);
  int sum = 0;
  for (const DayIndex day : span.indexes()) sum += span[day];
  EXPECT_EQ(sum, 12);
}

TEST(Index, ARangeMayBeginAnywhereAndMayBeEmpty) {
  const IndexRange<DayIndex> range(DayIndex(2), DayIndex(4));
  std::vector<DayIndex> seen;
  for (const DayIndex day : range) seen.push_back(day);
  EXPECT_EQ(seen, (std::vector<DayIndex>{DayIndex(2), DayIndex(3)}));
  EXPECT_EQ(range.front(), DayIndex(2));
  EXPECT_FALSE(range.empty());
  EXPECT_TRUE(IndexRange<DayIndex>(0).empty());
}

}  // namespace
}  // namespace bsup::core
