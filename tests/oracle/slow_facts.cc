#include "oracle/slow_facts.h"

#include <algorithm>

#include "oracle/slow_history.h"

namespace bsup::core::oracle {
namespace {

void FillIn(SettledFacts& settled, FactIndex fact, FactValue value, ContactFrom from) {
  if (!fact || value == kUnknown) return;
  settled.facts[fact] = value;
  settled.from[fact] = from == ContactFrom::kAssumed ? "assumed" : "contact";
}

FactValue Worse(const Fact& fact, FactValue a, FactValue b) {
  if (fact.worse == Worse::kHigh) return a > b ? a : b;
  if (fact.worse == Worse::kLow) return a < b ? a : b;
  return kUnknown;
}

// Merges what the history says with what is stated.
void Merge(SettledFacts& settled, const Policy& policy, FactIndex fact, FactValue counted) {
  if (counted == kUnknown) return;
  FactValue& value = settled.facts[fact];
  std::string& from = settled.from[fact];
  const auto earlier = std::find_if(
      settled.conflicts.begin(), settled.conflicts.end(),
      [&](const Conflict& conflict) { return conflict.fact == fact && !conflict.integrity; });
  const bool disagreed = earlier != settled.conflicts.end();
  if (value == kUnknown && !disagreed) {
    value = counted;
    from = "history";
    return;
  }
  if (value == counted && !disagreed) return;
  const FactValue taken = value == kUnknown ? kUnknown : Worse(policy.facts[fact], value, counted);
  if (disagreed) {
    earlier->sources.push_back({counted, "history"});
    earlier->taken = taken;
  } else {
    settled.conflicts.push_back({fact, {{value, from}, {counted, "history"}}, taken, {}});
  }
  if (taken != value) from = taken == kUnknown ? "" : "history";
  value = taken;
}

// A flag nobody tells of is as it ordinarily is.
void Presume(SettledFacts& settled, const Policy& policy) {
  for (const FactIndex f : policy.facts.indexes()) {
    if (!policy.facts[f].presume || settled.facts[f] != kUnknown) continue;
    bool disagreed = false;
    for (const Conflict& conflict : settled.conflicts) {
      if (conflict.fact == f) disagreed = true;
    }
    if (disagreed) continue;
    settled.facts[f] = *policy.facts[f].presume;
    settled.from[f] = "presumed";
  }
}

void Doubt(SettledFacts& settled, const Policy& policy) {
  for (const RuleIndex i : policy.integrity.indexes()) {
    const Integrity& integrity = policy.integrity[i];
    if (TruthOf(integrity.never, settled.facts) != Truth::kTrue) continue;
    for (const FactIndex index : integrity.doubt) {
      if (settled.facts[index] == kUnknown) continue;
      settled.conflicts.push_back(
          {index, {{settled.facts[index], settled.from[index]}}, kUnknown, i});
      settled.facts[index] = kUnknown;
      settled.from[index].clear();
    }
  }
}

}  // namespace

SettledFacts SettleFacts(const Policy& policy, const Contact& contact, const Case& a_case,
                         Day as_of) {
  SettledFacts settled{a_case.facts, a_case.from, a_case.conflicts};
  FillIn(settled, policy.contact.purpose, contact.purpose, contact.from);
  FillIn(settled, policy.contact.scheduled, contact.scheduled, contact.from);
  FillIn(settled, policy.contact.with, contact.with, contact.from);
  FillIn(settled, policy.contact.role, contact.role, contact.from);
  for (const FactIndex f : policy.facts.indexes()) {
    const Fact& fact = policy.facts[f];
    if (fact.derive) {
      FactValue counted = SlowDerive(*fact.derive, policy, contact, a_case.history, as_of);
      if (counted != kUnknown) counted = std::clamp(counted, fact.min, fact.max);
      Merge(settled, policy, f, counted);
    }
    if (fact.cadence) {
      const Cadence& rule = policy.cadence[fact.cadence];
      Merge(settled, policy, f, SlowClock(rule, policy, contact, a_case.history, as_of).state);
    }
  }
  Presume(settled, policy);
  Doubt(settled, policy);
  std::stable_sort(settled.conflicts.begin(), settled.conflicts.end(),
                   [](const Conflict& a, const Conflict& b) { return a.fact < b.fact; });
  return settled;
}

}  // namespace bsup::core::oracle
