#include "oracle/slow_facts.h"

#include <algorithm>

#include "oracle/slow_history.h"

namespace bsup::core::oracle {
namespace {

void FillIn(SettledFacts& settled, int fact, FactValue value) {
  if (fact < 0 || value == kUnknown) return;
  settled.facts[static_cast<std::size_t>(fact)] = value;
  settled.from[static_cast<std::size_t>(fact)] = "contact";
}

FactValue Worse(const Fact& fact, FactValue a, FactValue b) {
  if (fact.worse == Worse::kHigh) return a > b ? a : b;
  if (fact.worse == Worse::kLow) return a < b ? a : b;
  return kUnknown;
}

// Merges what the history says with what is stated.
void Merge(SettledFacts& settled, const Policy& policy, int fact, FactValue counted) {
  if (counted == kUnknown) return;
  const auto index = static_cast<std::size_t>(fact);
  FactValue& value = settled.facts[index];
  std::string& from = settled.from[index];
  const auto earlier = std::find_if(
      settled.conflicts.begin(), settled.conflicts.end(),
      [&](const Conflict& conflict) { return conflict.fact == fact && conflict.integrity < 0; });
  const bool disagreed = earlier != settled.conflicts.end();
  if (value == kUnknown && !disagreed) {
    value = counted;
    from = "history";
    return;
  }
  if (value == counted && !disagreed) return;
  const FactValue taken = value == kUnknown ? kUnknown : Worse(policy.facts[index], value, counted);
  if (disagreed) {
    earlier->sources.push_back({counted, "history"});
    earlier->taken = taken;
  } else {
    settled.conflicts.push_back({fact, {{value, from}, {counted, "history"}}, taken, -1});
  }
  if (taken != value) from = taken == kUnknown ? "" : "history";
  value = taken;
}

// A flag nobody tells of is as it ordinarily is.
void Presume(SettledFacts& settled, const Policy& policy) {
  for (std::size_t f = 0; f < policy.facts.size(); ++f) {
    if (!policy.facts[f].presume || settled.facts[f] != kUnknown) continue;
    bool disagreed = false;
    for (const Conflict& conflict : settled.conflicts) {
      if (conflict.fact == static_cast<int>(f)) disagreed = true;
    }
    if (disagreed) continue;
    settled.facts[f] = *policy.facts[f].presume;
    settled.from[f] = "presumed";
  }
}

void Doubt(SettledFacts& settled, const Policy& policy) {
  for (std::size_t i = 0; i < policy.integrity.size(); ++i) {
    const Integrity& integrity = policy.integrity[i];
    if (TruthOf(integrity.never, settled.facts) != Truth::kTrue) continue;
    for (int fact : integrity.doubt) {
      const auto index = static_cast<std::size_t>(fact);
      if (settled.facts[index] == kUnknown) continue;
      settled.conflicts.push_back(
          {fact, {{settled.facts[index], settled.from[index]}}, kUnknown, static_cast<int>(i)});
      settled.facts[index] = kUnknown;
      settled.from[index].clear();
    }
  }
}

}  // namespace

SettledFacts SettleFacts(const Policy& policy, const Contact& contact, const Case& a_case,
                         Day as_of) {
  SettledFacts settled{a_case.facts, a_case.from, a_case.conflicts};
  FillIn(settled, policy.contact.purpose, contact.purpose);
  FillIn(settled, policy.contact.scheduled, contact.scheduled);
  FillIn(settled, policy.contact.with, contact.with);
  FillIn(settled, policy.contact.role, contact.role);
  for (std::size_t f = 0; f < policy.facts.size(); ++f) {
    const Fact& fact = policy.facts[f];
    if (fact.derive != Derivation::kNone) {
      FactValue counted = SlowDerive(fact.derive, policy, contact, a_case.history, as_of);
      if (counted != kUnknown) counted = std::clamp(counted, fact.min, fact.max);
      Merge(settled, policy, static_cast<int>(f), counted);
    }
    if (fact.cadence >= 0) {
      const Cadence& rule = policy.cadence[static_cast<std::size_t>(fact.cadence)];
      Merge(settled, policy, static_cast<int>(f),
            SlowClock(rule, policy, contact, a_case.history, as_of).state);
    }
  }
  Presume(settled, policy);
  Doubt(settled, policy);
  std::stable_sort(settled.conflicts.begin(), settled.conflicts.end(),
                   [](const Conflict& a, const Conflict& b) { return a.fact < b.fact; });
  return settled;
}

}  // namespace bsup::core::oracle
