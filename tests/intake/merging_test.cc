// What stays certain when a source that spoke of a fact was not understood: only the worst value
// that the fact can have, since nothing that was missed can be worse.
#include "intake/reading/merging.h"

#include <gtest/gtest.h>

#include "intake/small_policy.h"

namespace bsup::core {
namespace {

const std::vector<std::string> kLevels{"low", "medium", "high"};

// What a fact is once a source said `value` and another that spoke of it was not understood.
FactValue AfterDoubt(const Fact& fact, FactValue value) {
  Policy policy;
  policy.facts = {fact};
  Case made;
  Merging merging(policy, made);
  merging.Say(FactIndex(0), value, {"payload", "/a"});
  merging.NotUnderstood(FactIndex(0));
  merging.Settle();
  EXPECT_EQ(made.from[0].empty(), made.facts[0] == kUnknown);
  return made.facts[0];
}

TEST(Settle, KeepsOnlyTheWorstOfWhatWasSaidBesideWhatWasNotUnderstood) {
  const Fact level = Choice("risk", FactType::kLevel, kLevels, Worse::kHigh);
  EXPECT_EQ(AfterDoubt(level, 2), 2);
  EXPECT_EQ(AfterDoubt(level, 1), kUnknown);
  EXPECT_EQ(AfterDoubt(Flag("safe_to_call", Worse::kLow), 0), 0);
  Fact count;
  count.id = "minutes";
  count.type = FactType::kCount;
  count.worse = Worse::kHigh;
  count.max = 20;
  EXPECT_EQ(AfterDoubt(count, 19), kUnknown);
  EXPECT_EQ(AfterDoubt(count, 20), 20);
}

}  // namespace
}  // namespace bsup::core
