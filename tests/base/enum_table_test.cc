#include "base/enum_table.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace bsup::core {
namespace {

enum class Colour : std::uint8_t { kRed, kGreen };

struct Row {
  Colour member;
  const char* word;
};

constexpr std::array kWhole{Row{Colour::kRed, "red"}, Row{Colour::kGreen, "green"}};
constexpr std::array kShort{Row{Colour::kRed, "red"}};
constexpr std::array kCrossed{Row{Colour::kGreen, "green"}, Row{Colour::kRed, "red"}};

TEST(EnumTable, ATableHasARowForEachMemberInOrder) {
  EXPECT_TRUE(IsTable(kWhole));
  EXPECT_STREQ(RowOf(kWhole, Colour::kGreen).word, "green");
}

TEST(EnumTable, AMemberWithoutARowIsNoticed) { EXPECT_FALSE(IsTable(kShort)); }

TEST(EnumTable, RowsOutOfOrderAreNoticed) { EXPECT_FALSE(IsTable(kCrossed)); }

TEST(EnumTable, ListsOfNamesAreCounted) {
  EXPECT_TRUE(HasMembers<Colour>(2));
  EXPECT_FALSE(HasMembers<Colour>(1));
  EXPECT_FALSE(HasMembers<Colour>(3));
}

}  // namespace
}  // namespace bsup::core
