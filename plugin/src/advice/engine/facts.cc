#include "advice/engine/facts.h"

#include <algorithm>

#include "advice/engine/history.h"

namespace bsup::core {
namespace {

// Whether what is known is what an integrity rule says cannot be.
bool Met(const Row& never, std::span<const FactValue> facts) {
  return std::all_of(never.begin(), never.end(), [facts](const Test& test) {
    const FactValue value = facts[static_cast<std::size_t>(test.fact)];
    return value != kUnknown && test.PassesKnown(value);
  });
}

class Settler {
 public:
  Settler(const Policy& policy, const Case& a_case)
      : policy_(policy),
        settled_{a_case.facts, a_case.from, a_case.conflicts,
                 std::vector<CadenceClock>(policy.cadence.size())} {}

  // The contact's own facts come from nowhere else.
  void FromContact(int fact, FactValue value) {
    if (fact >= 0 && value != kUnknown) Set(fact, value, "contact");
  }

  void FromHistory(const Contact& contact, const History& history, Day as_of) {
    for (std::size_t f = 0; f < policy_.facts.size(); ++f) {
      const Fact& fact = policy_.facts[f];
      if (fact.derive != Derivation::kNone) {
        const FactValue counted = Derive(fact.derive, policy_, contact, history, as_of);
        if (counted != kUnknown)
          Merge(static_cast<int>(f), std::clamp(counted, fact.min, fact.max));
      } else if (fact.cadence >= 0) {
        const auto rule = static_cast<std::size_t>(fact.cadence);
        settled_.clocks[rule] = ReadClock(policy_.cadence[rule], policy_, contact, history, as_of);
        if (settled_.clocks[rule].state != kUnknown)
          Merge(static_cast<int>(f), settled_.clocks[rule].state);
      }
    }
  }

  void Presume() {
    for (std::size_t f = 0; f < policy_.facts.size(); ++f) {
      const int fact = static_cast<int>(f);
      if (policy_.facts[f].presume && settled_.facts[f] == kUnknown &&
          Disagreement(fact) == nullptr) {
        Set(fact, *policy_.facts[f].presume, "presumed");
      }
    }
  }

  void Doubt() {
    for (std::size_t i = 0; i < policy_.integrity.size(); ++i) {
      const Integrity& rule = policy_.integrity[i];
      if (!Met(rule.never, settled_.facts)) continue;
      for (const int fact : rule.doubt) {
        const auto f = static_cast<std::size_t>(fact);
        if (settled_.facts[f] == kUnknown) continue;
        settled_.conflicts.push_back(
            {fact, {{settled_.facts[f], settled_.from[f]}}, kUnknown, static_cast<int>(i)});
        Set(fact, kUnknown, "");
      }
    }
  }

  SettledFacts Done() {
    std::stable_sort(settled_.conflicts.begin(), settled_.conflicts.end(),
                     [](const Conflict& a, const Conflict& b) { return a.fact < b.fact; });
    return std::move(settled_);
  }

 private:
  void Set(int fact, FactValue value, std::string_view from) {
    settled_.facts[static_cast<std::size_t>(fact)] = value;
    settled_.from[static_cast<std::size_t>(fact)] = from;
  }

  Conflict* Disagreement(int fact) {
    for (Conflict& conflict : settled_.conflicts) {
      if (conflict.fact == fact) return &conflict;
    }
    return nullptr;
  }

  // What the history says of a fact, beside what is stated of it.
  void Merge(int fact, FactValue counted) {
    const auto f = static_cast<std::size_t>(fact);
    const FactValue stated = settled_.facts[f];
    Conflict* conflict = Disagreement(fact);
    if (conflict == nullptr) {
      if (stated == counted) return;
      if (stated == kUnknown) return Set(fact, counted, "history");
      settled_.conflicts.push_back({fact, {{stated, settled_.from[f]}}, stated, -1});
      conflict = &settled_.conflicts.back();
    }
    conflict->sources.push_back({counted, "history"});
    // Where sources disagree and neither way is worse, no further one settles it.
    conflict->taken = stated == kUnknown ? kUnknown : policy_.facts[f].WorseOf(stated, counted);
    if (conflict->taken != stated)
      Set(fact, conflict->taken, conflict->taken == kUnknown ? "" : "history");
  }

  const Policy& policy_;
  SettledFacts settled_;
};

}  // namespace

SettledFacts SettleFacts(const Policy& policy, const Contact& contact, const Case& a_case,
                         Day as_of) {
  Settler settler(policy, a_case);
  settler.FromContact(policy.contact.purpose, contact.purpose);
  settler.FromContact(policy.contact.scheduled, contact.scheduled);
  settler.FromContact(policy.contact.with, contact.with);
  settler.FromContact(policy.contact.role, contact.role);
  settler.FromHistory(contact, a_case.history, as_of);
  settler.Presume();
  settler.Doubt();
  return settler.Done();
}

StatedFacts::StatedFacts(const Policy& policy) : policy_(policy) {
  for (std::size_t f = 0; f < policy.facts.size(); ++f) {
    const Fact& fact = policy.facts[f];
    if (fact.presume) presumed_.push_back({f, *fact.presume});
    if (fact.cadence < 0) continue;
    Suspended suspended{f, {}};
    for (const Suspension& suspension : policy.suspensions) {
      if (Suspends(suspension, policy.cadence[static_cast<std::size_t>(fact.cadence)]))
        suspended.by.push_back(&suspension);
    }
    if (!suspended.by.empty()) suspended_.push_back(std::move(suspended));
  }
}

void StatedFacts::Settle(Day date, std::span<FactValue> facts) const {
  constexpr auto kKept = static_cast<FactValue>(CadenceState::kKept);
  for (const Suspended& suspended : suspended_) {
    const auto covers = [date](const Suspension* by) {
      return by->from <= date && date <= by->until;
    };
    if (!std::any_of(suspended.by.begin(), suspended.by.end(), covers)) continue;
    FactValue& value = facts[suspended.fact];
    value = value == kUnknown ? kKept : policy_.facts[suspended.fact].WorseOf(value, kKept);
  }
  for (const Presumed& presumed : presumed_) {
    if (facts[presumed.fact] == kUnknown) facts[presumed.fact] = presumed.value;
  }
  for (const Integrity& rule : policy_.integrity) {
    if (!Met(rule.never, facts)) continue;
    for (const int fact : rule.doubt) facts[static_cast<std::size_t>(fact)] = kUnknown;
  }
}

}  // namespace bsup::core
