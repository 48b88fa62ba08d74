#include "oracle/slow_rules.h"

#include <algorithm>
#include <cstdlib>

namespace bsup::core::oracle {
namespace {

Test ValueIs(const Policy& policy, FactIndex fact, const std::vector<std::string>& wanted) {
  Test test;
  test.fact = fact;
  const auto& values = policy.facts[fact].values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::find(wanted.begin(), wanted.end(), values[i]) == wanted.end()) continue;
    const auto value = static_cast<FactValue>(i);
    test.passes.push_back({value, value});
  }
  return test;
}

// Who takes part and what the contact counts for bind while they are not said.
Test OrUnknown(Test test) {
  test.names_unknown = true;
  return test;
}

Row PersonTakesPart(const Policy& policy, const Rule& rule) {
  if (rule.binds_every_contact) return {};
  return {OrUnknown(ValueIs(policy, policy.contact.with, {"person", "both"}))};
}

Test ContactCounts(const Policy& policy) {
  return OrUnknown(ValueIs(policy, policy.contact.role, {"counts"}));
}

template <class R>
std::vector<SlowRule> Read(const Policy& policy, const Indexed<RuleIndex, R>& rules,
                           RuleKind kind) {
  std::vector<SlowRule> read;
  for (const RuleIndex i : rules.indexes()) {
    SlowRule rule;
    rule.ref = {kind, i};
    rule.policy = &policy;
    rule.rule = &rules[i];
    rule.implied = PersonTakesPart(policy, rules[i]);
    if constexpr (std::is_same_v<R, Principle>) {
      if (rules[i].effect == Effect::kSupplementOnly) rule.implied.push_back(ContactCounts(policy));
    }
    read.push_back(std::move(rule));
  }
  return read;
}

// Cadence rules as they restrict: once they are due, and where the contact counts.
std::vector<SlowRule> Restricting(const Policy& policy, const std::vector<SlowRule>& reach) {
  std::vector<SlowRule> restricting;
  for (const SlowRule& rule : reach) {
    const Cadence& cadence = policy.cadence[rule.ref.index];
    if (!cadence.restricts()) continue;
    restricting.push_back(rule);
    restricting.back().implied.push_back(ContactCounts(policy));
    restricting.back().implied.push_back(ValueIs(policy, cadence.fact, {"due", "overdue"}));
  }
  return restricting;
}

}  // namespace

Truth SlowRule::TruthIn(const Facts& facts) const {
  return And(TruthOf(*policy, rule->when, facts), TruthOf(implied, facts));
}

bool SlowRule::ActsIn(const Facts& facts) const {
  const Truth truth = TruthIn(facts);
  return truth == Truth::kTrue || (truth == Truth::kUnknown && rule->apply_if_unknown);
}

std::vector<FactIndex> SlowRule::Tested() const {
  std::vector<FactIndex> tested;
  AddTested(*policy, rule->when, tested);
  for (const Test& test : implied) tested.push_back(test.fact);
  return Sorted(std::move(tested));
}

Acting SlowRule::ActingIn(const Facts& facts) const {
  Acting acting;
  acting.ref = ref;
  if (TruthIn(facts) != Truth::kUnknown) return acting;
  for (const FactIndex fact : Tested()) {
    if (facts[fact] == kUnknown) acting.unknown.push_back(fact);
  }
  return acting;
}

SlowRules::SlowRules(const Policy& policy)
    : cannot(Read(policy, policy.cannot, RuleKind::kCannot)),
      principles(Read(policy, policy.principles, RuleKind::kPrinciple)),
      factors(Read(policy, policy.factors, RuleKind::kFactor)),
      reach(Read(policy, policy.cadence, RuleKind::kCadence)),
      cadence(Restricting(policy, reach)),
      safeguards(Read(policy, policy.safeguards, RuleKind::kSafeguard)),
      resources(Read(policy, policy.resources, RuleKind::kResource)) {}

const SlowRule& SlowRules::Of(RuleRef ref) const {
  for (const auto* kind :
       {&cannot, &principles, &factors, &cadence, &reach, &safeguards, &resources}) {
    for (const SlowRule& rule : *kind) {
      if (rule.ref == ref) return rule;
    }
  }
  std::abort();
}

void AddTested(const Policy& policy, const Condition& condition, std::vector<FactIndex>& tested) {
  const auto add = [&](const Row& row) {
    for (const Test& test : row) {
      tested.push_back(test.fact);
      for (const Test& carried : policy.facts[test.fact].only_when) tested.push_back(carried.fact);
    }
  };
  add(condition.base);
  for (const Row& row : condition.any) add(row);
}

std::vector<FactIndex> Sorted(std::vector<FactIndex> facts) {
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

}  // namespace bsup::core::oracle
