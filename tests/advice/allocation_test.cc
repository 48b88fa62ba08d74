// Deciding from typed facts allocates nothing once the policy is loaded, so that a host may do it
// at every key.
#include "allocations.h"

#include <gtest/gtest.h>

#include "advice/engine/advise.h"
#include "advice/engine/evaluate.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"

namespace bsup::core::oracle {
namespace {

TEST(Allocation, IsSeenByTheCounter) {
  const long before = allocations;
  const std::vector<int> some(100);
  EXPECT_GT(allocations, before);
  EXPECT_EQ(some.size(), 100u);
}

TEST(Allocation, ADecisionFromTypedFactsNeedsNone) {
  const auto policy = Shipped("", "2026-11-23");
  Dice dice(7);
  for (int i = 0; i < 200; ++i) {
    const RandomCase made = AnyCase(dice, policy->policy, 50);
    const Indexed<FactIndex, FactValue> facts =
        bsup::core::Advise(*policy, made.contact, made.a_case, made.as_of).facts;
    const long before = allocations;
    const Decision whole = DecideOn(policy->compiled, facts);
    const Classes classes(policy->compiled, facts);
    const Decision parts =
        bsup::core::Decide(policy->compiled, LiveBoxes(policy->compiled.deciding, classes));
    const long after = allocations;
    EXPECT_EQ(after, before);
    EXPECT_EQ(whole.outcome, parts.outcome);
  }
}

}  // namespace
}  // namespace bsup::core::oracle
