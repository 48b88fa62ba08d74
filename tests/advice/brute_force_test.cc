// `provisional`, `planned_safe`, `ask` and `together` against every completion tried one by one,
// where at most ten facts are unknown.
#include <gtest/gtest.h>

#include "oracle/agreement.h"
#include "oracle/packs.h"
#include "oracle/random_policy.h"

namespace bsup::core::oracle {
namespace {

constexpr std::int64_t kMostCompletions = 60'000;

void AgreeOn(const PolicyInForce& policy, Dice& dice, int unknown, const std::string& which,
             int& exact) {
  const RandomCase made = NearlyKnownCase(dice, policy.policy, unknown);
  const Agreement agreement = Compare(policy, made, dice, kMostCompletions);
  if (agreement.exact) ++exact;
  ASSERT_EQ(agreement.difference, "") << which;
}

TEST(BruteForce, AgreesOnTheShippedPacksWithUpToTenFactsUnknown) {
  const auto& all = ShippedPacks().all();
  const int cases = Cases(2'000);
  int exact = 0;
  for (int i = 0; i < cases; ++i) {
    Dice dice(static_cast<std::uint64_t>(i) + 1'000'000);
    const auto& policy = dice.Pick(all);
    AgreeOn(*policy, dice, i % 11, "case " + std::to_string(i), exact);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(exact, cases / 2);
}

TEST(BruteForce, AgreesOnSmallPoliciesWithUpToTenFactsUnknown) {
  const int cases = Cases(8'000);
  int exact = 0;
  for (int i = 0; i < cases; ++i) {
    Dice dice(static_cast<std::uint64_t>(i) + 2'000'000);
    const auto policy = RandomPolicy(dice);
    AgreeOn(*policy, dice, i % 11, "policy " + std::to_string(i), exact);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(exact, cases / 2);
}

}  // namespace
}  // namespace bsup::core::oracle
