#include "policy/compile/box_bits.h"

#include <gtest/gtest.h>

#include <vector>

namespace bsup::core {
namespace {

std::vector<std::size_t> Numbers(const BoxBits& boxes) {
  std::vector<std::size_t> numbers;
  boxes.ForEach([&](BoxIndex box) { numbers.push_back(box.number()); });
  return numbers;
}

BoxBits Of(std::size_t size, std::initializer_list<int> numbers) {
  BoxBits boxes(size);
  for (const int number : numbers) boxes.Add(BoxIndex(number));
  return boxes;
}

TEST(BoxBits, AllAreSoManyAndNoMore) {
  for (const std::size_t size : {0U, 1U, 63U, 64U, 65U, 128U, 1024U}) {
    const std::vector<std::size_t> all = Numbers(BoxBits::All(size));
    ASSERT_EQ(all.size(), size);
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(all[i], i);
    EXPECT_EQ(BoxBits::All(size).any(), size > 0);
    EXPECT_TRUE(BoxBits(size).none());
  }
}

TEST(BoxBits, HoldsWhatWasAddedAcrossWords) {
  const BoxBits boxes = Of(130, {0, 63, 64, 129});
  EXPECT_EQ(Numbers(boxes), (std::vector<std::size_t>{0, 63, 64, 129}));
  EXPECT_TRUE(boxes.Has(BoxIndex(64)));
  EXPECT_FALSE(boxes.Has(BoxIndex(65)));
}

TEST(BoxBits, AndOrAndWithout) {
  const BoxBits one = Of(130, {0, 64, 129});
  const BoxBits other = Of(130, {64, 100});
  BoxBits both = one;
  both &= other;
  EXPECT_EQ(both, Of(130, {64}));
  BoxBits either = one;
  either |= other;
  EXPECT_EQ(either, Of(130, {0, 64, 100, 129}));
  BoxBits only = one;
  only -= other;
  EXPECT_EQ(only, Of(130, {0, 129}));
  EXPECT_TRUE(both.Within(one));
  EXPECT_FALSE(one.Within(both));
  EXPECT_NE(one, other);
}

TEST(BoxBits, AMaskCutsASet) {
  const std::vector<std::uint64_t> words{1, 0, ~std::uint64_t{0}};
  BoxBits boxes = Of(130, {0, 64, 129});
  boxes &= BoxMask{words.data()};
  EXPECT_EQ(boxes, Of(130, {0, 129}));
}

}  // namespace
}  // namespace bsup::core
