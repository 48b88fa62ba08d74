// What stays certain when a source that spoke of a fact was not understood: only the worst value
// that the fact can have, since nothing that was missed can be worse.
#include "intake/reading/merging.h"

#include <gtest/gtest.h>

#include "intake/small_policy.h"

namespace bsup::core {
namespace {

Fact Count(Worse worse, FactValue min, FactValue max) {
  Fact fact;
  fact.id = "minutes";
  fact.type = FactType::kCount;
  fact.worse = worse;
  fact.min = min;
  fact.max = max;
  return fact;
}

const std::vector<std::string> kLevels{"low", "medium", "high"};

// The values of a fact from `low` to `high` that are the worst it can have.
std::vector<FactValue> Worst(const Fact& fact, FactValue low, FactValue high) {
  std::vector<FactValue> worst;
  for (FactValue value = low; value <= high; ++value) {
    if (fact.IsWorst(value)) worst.push_back(value);
  }
  return worst;
}

using Values = std::vector<FactValue>;

TEST(IsWorst, OfAFlagItIsTheOneThatThePolicyCallsWorse) {
  EXPECT_EQ(Worst(Flag("at_risk", Worse::kHigh), 0, 1), Values{1});
  EXPECT_EQ(Worst(Flag("safe_to_call", Worse::kLow), 0, 1), Values{0});
}

TEST(IsWorst, OfALevelOrAChoiceItIsTheValueAtTheEnd) {
  for (const FactType type : {FactType::kLevel, FactType::kChoice}) {
    EXPECT_EQ(Worst(Choice("risk", type, kLevels, Worse::kHigh), 0, 2), Values{2});
    EXPECT_EQ(Worst(Choice("risk", type, kLevels, Worse::kLow), 0, 2), Values{0});
  }
}

TEST(IsWorst, OfACountItIsTheMostOrTheLeastThereCanBe) {
  EXPECT_EQ(Worst(Count(Worse::kHigh, 5, 20), 0, 25), Values{20});
  EXPECT_EQ(Worst(Count(Worse::kLow, 5, 20), 0, 25), Values{5});
}

TEST(IsWorst, IsNoValueWhereNoneIsWorse) {
  EXPECT_EQ(Worst(Flag("scheduled", Worse::kNeither), 0, 1), Values{});
  EXPECT_EQ(Worst(Choice("purpose", FactType::kChoice, kLevels, Worse::kNeither), 0, 2), Values{});
  EXPECT_EQ(Worst(Count(Worse::kNeither, 5, 20), 0, 25), Values{});
}

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
  EXPECT_EQ(AfterDoubt(Count(Worse::kHigh, 0, 20), 19), kUnknown);
}

}  // namespace
}  // namespace bsup::core
