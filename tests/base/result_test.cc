#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace bsup::core {
namespace {

Result<int> Half(int number) {
  if (number % 2 != 0) return Error(Status::kBadInput, "number", "is odd; give an even one");
  return number / 2;
}

Result<void> CheckSmall(int number) {
  if (number > 100) return Error(Status::kUsage, "number", "is over 100");
  return {};
}

Result<int> Quarter(int number) {
  BSUP_TRY(CheckSmall(number));
  BSUP_TRY(const int half, Half(number));
  BSUP_TRY(const int quarter, Half(half));
  return quarter;
}

Result<std::unique_ptr<int>> Owned(int number) {
  BSUP_TRY(int half, Half(number));
  return std::make_unique<int>(half);
}

Result<int> OwnedQuarter(int number) {
  BSUP_TRY(const std::unique_ptr<int> half, Owned(number));
  return Half(*half);
}

TEST(Result, ATryGivesTheValueWhereThereIsOne) {
  EXPECT_EQ(Quarter(12).value(), 3);
  EXPECT_EQ(OwnedQuarter(12).value(), 3);
}

TEST(Result, ATryReturnsTheFirstErrorAsItIs) {
  EXPECT_EQ(Quarter(6).error().Message(), "number: is odd; give an even one");
  EXPECT_EQ(Quarter(101).error().status, Status::kUsage);
  EXPECT_EQ(OwnedQuarter(3).error().status, Status::kBadInput);
}

TEST(Result, AGuardIsNotDroppedByATryThatNamesNone) {
  EXPECT_TRUE(kHoldsAGuard<Result<std::unique_ptr<int>>>);
  EXPECT_FALSE(kHoldsAGuard<Result<int>>);
  EXPECT_FALSE(kHoldsAGuard<Result<void>>);
}

TEST(Result, DoneHasNoError) {
  EXPECT_TRUE(CheckSmall(1).ok());
  EXPECT_FALSE(CheckSmall(101).ok());
}

}  // namespace
}  // namespace bsup::core
