#include "base/small_set.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <vector>

#include "base/index.h"

namespace bsup::core {
namespace {

using Paint = Index<struct OfColours>;
using Colours = SmallSet<Paint, std::uint8_t>;

std::vector<std::size_t> Numbers(Colours colours) {
  std::vector<std::size_t> numbers;
  for (const Paint colour : colours) numbers.push_back(colour.number());
  return numbers;
}

TEST(SmallSet, IsEmptyAtFirst) {
  EXPECT_TRUE(Colours().empty());
  EXPECT_EQ(Colours().count(), 0U);
  EXPECT_EQ(Colours().begin(), Colours().end());
}

TEST(SmallSet, AllIsSoManyFromTheFirst) {
  EXPECT_TRUE(Colours::All(0).empty());
  EXPECT_EQ(Numbers(Colours::All(3)), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(Colours::All(8).count(), 8U);
}

TEST(SmallSet, MembersComeAndGo) {
  const Colours two{Paint(1), Paint(7)};
  EXPECT_TRUE(two.Has(Paint(7)));
  EXPECT_FALSE(two.Has(Paint(0)));
  EXPECT_EQ(two.With(Paint(0)).count(), 3U);
  EXPECT_EQ(two.With(Paint(1)), two);
  EXPECT_EQ(two.Without(Paint(1)), Colours{Paint(7)});
  EXPECT_EQ(two.Without(Paint(3)), two);
  EXPECT_EQ(two.first(), Paint(1));
}

// Against std::set, for every pair of sets.
TEST(SmallSet, IsASet) {
  const auto slow = [](unsigned bits) {
    std::set<std::size_t> members;
    for (std::size_t i = 0; i < 8; ++i) {
      if ((bits >> i & 1) != 0) members.insert(i);
    }
    return members;
  };
  for (unsigned a = 0; a < 256; ++a) {
    for (unsigned b = 0; b < 256; ++b) {
      const auto one = Colours::FromBits(static_cast<std::uint8_t>(a));
      const auto other = Colours::FromBits(static_cast<std::uint8_t>(b));
      std::vector<std::size_t> either, both, only;
      const auto in_one = slow(a), in_other = slow(b);
      for (std::size_t i = 0; i < 8; ++i) {
        if (in_one.contains(i) || in_other.contains(i)) either.push_back(i);
        if (in_one.contains(i) && in_other.contains(i)) both.push_back(i);
        if (in_one.contains(i) && !in_other.contains(i)) only.push_back(i);
      }
      ASSERT_EQ(Numbers(one | other), either);
      ASSERT_EQ(Numbers(one & other), both);
      ASSERT_EQ(Numbers(one - other), only);
      ASSERT_EQ(one.Meets(other), !both.empty());
      ASSERT_EQ(one.Within(other), only.empty());
      ASSERT_EQ(one == other, a == b);
    }
  }
}

}  // namespace
}  // namespace bsup::core
