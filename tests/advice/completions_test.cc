// The search over what is still unknown; what it answers is checked by oracle_test.cc and
// brute_force_test.cc.
#include "advice/engine/completions.h"

#include <gtest/gtest.h>

#include "advice/engine/facts.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"

namespace bsup::core {
namespace {

TEST(Completions, AreSettledForEveryCaseOfTheShippedPacksWithoutGivingUp) {
  oracle::Dice dice(20261123);
  const auto in_force = oracle::Shipped("Wales", "2026-11-30");
  for (int i = 0; i < 5'000; ++i) {
    const oracle::RandomCase random = oracle::AnyCase(dice, in_force->policy, i % 101);
    const SettledFacts settled =
        SettleFacts(in_force->policy, random.contact, random.a_case, random.as_of);
    const Classes classes(in_force->compiled, settled.facts);
    const BoxBits approved =
        ApprovedBoxes(in_force->policy, in_force->compiled, random.a_case.approvals);
    BoxBits live = LiveBoxes(in_force->compiled.deciding, classes);
    live -= approved;
    const Decision decision = Decide(in_force->compiled, live);
    Completions completions(in_force->compiled, classes, approved);
    static_cast<void>(completions.OutcomeCanChange(decision));
    for (const ModeIndex mode : in_force->policy.modes.indexes()) {
      static_cast<void>(completions.StandingCanChange(decision, mode));
    }
    ASSERT_FALSE(completions.gave_up()) << "case " << i;
  }
}

}  // namespace
}  // namespace bsup::core
