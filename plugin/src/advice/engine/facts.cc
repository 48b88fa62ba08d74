#include "advice/engine/facts.h"

#include <algorithm>

#include "advice/engine/history.h"

namespace bsup::core {
namespace {

constexpr std::string_view kFromHistory = "history";

// How facts settle: alike for one case and for a row of a batch, which differ in what `Ledger`
// keeps of it. FromContact and Merge for what speaks of a fact, then Presume, then Doubt.
//
// A ledger has the values and
//   IsDisputed(fact)           whether sources disagree about it
//   Set(fact, value, from)
//   Dispute(fact, said, taken) what the history says besides, and what is taken
//   Reject(fact, rule)         an integrity rule doubts it, before it becomes unknown
template <class Ledger>
class Settler {
 public:
  Settler(const Policy& policy, Ledger& ledger) : policy_(policy), ledger_(ledger) {}

  // The contact's own facts come from nowhere else.
  void FromContact(FactIndex fact, FactValue value, ContactFrom from) {
    if (!fact || value == kUnknown) return;
    ledger_.Set(fact, value, from == ContactFrom::kAssumed ? "assumed" : "contact");
  }

  // What the history says of a fact, beside what is stated of it. Where sources disagree and
  // neither way is worse, no further one settles it.
  void Merge(FactIndex fact, FactValue counted) {
    const FactValue stated = ledger_.ValueOf(fact);
    if (!ledger_.IsDisputed(fact)) {
      if (stated == counted) return;
      if (stated == kUnknown) return ledger_.Set(fact, counted, kFromHistory);
    }
    const FactValue taken =
        stated == kUnknown ? kUnknown : policy_.facts[fact].WorseOf(stated, counted);
    ledger_.Dispute(fact, counted, taken);
    if (taken != stated) ledger_.Set(fact, taken, taken == kUnknown ? "" : kFromHistory);
  }

  // `facts` are those that may be presumed.
  template <class Facts>
  void Presume(const Facts& facts) {
    for (const FactIndex fact : facts) {
      const std::optional<FactValue> presumed = policy_.facts[fact].presume;
      if (presumed && ledger_.ValueOf(fact) == kUnknown && !ledger_.IsDisputed(fact))
        ledger_.Set(fact, *presumed, "presumed");
    }
  }

  void Doubt() {
    for (const RuleIndex rule : policy_.integrity.indexes()) {
      if (!IsMet(policy_.integrity[rule].never)) continue;
      for (const FactIndex fact : policy_.integrity[rule].doubt) {
        if (ledger_.ValueOf(fact) == kUnknown) continue;
        ledger_.Reject(fact, rule);
        ledger_.Set(fact, kUnknown, "");
      }
    }
  }

 private:
  // Whether what is known is what an integrity rule says cannot be.
  [[nodiscard]] bool IsMet(const Row& never) const {
    return std::ranges::all_of(never, [this](const Test& test) {
      const FactValue value = ledger_.ValueOf(test.fact);
      return value != kUnknown && test.PassesKnown(value);
    });
  }

  const Policy& policy_;
  Ledger& ledger_;
};

// Values, where each came from, and what disagreed.
class FullLedger {
 public:
  explicit FullLedger(SettledFacts& settled) : settled_(settled) {}

  [[nodiscard]] FactValue ValueOf(FactIndex fact) const { return settled_.facts[fact]; }
  [[nodiscard]] bool IsDisputed(FactIndex fact) const {
    return std::ranges::find(settled_.conflicts, fact, &Conflict::fact) != settled_.conflicts.end();
  }
  void Set(FactIndex fact, FactValue value, std::string_view from) {
    settled_.facts[fact] = value;
    settled_.from[fact] = from;
  }
  void Dispute(FactIndex fact, FactValue said, FactValue taken) {
    auto conflict = std::ranges::find(settled_.conflicts, fact, &Conflict::fact);
    if (conflict == settled_.conflicts.end()) {
      conflict = settled_.conflicts.insert(
          conflict, {fact, {{settled_.facts[fact], settled_.from[fact]}}, kUnknown, {}});
    }
    conflict->sources.push_back({said, std::string(kFromHistory)});
    conflict->taken = taken;
  }
  void Reject(FactIndex fact, RuleIndex rule) {
    settled_.conflicts.push_back(
        {fact, {{settled_.facts[fact], settled_.from[fact]}}, kUnknown, rule});
  }

 private:
  SettledFacts& settled_;
};

// Values alone, each from one source.
class ValuesOnly {
 public:
  explicit ValuesOnly(std::span<FactValue> facts) : facts_(facts) {}

  [[nodiscard]] FactValue ValueOf(FactIndex fact) const { return facts_[fact]; }
  [[nodiscard]] static bool IsDisputed(FactIndex) { return false; }
  void Set(FactIndex fact, FactValue value, std::string_view) { facts_[fact] = value; }
  static void Dispute(FactIndex, FactValue, FactValue) {}
  static void Reject(FactIndex, RuleIndex) {}

 private:
  IndexedSpan<FactIndex, FactValue> facts_;
};

void MergeHistory(const Policy& policy, const PastRecord& record, Settler<FullLedger>& settler,
                  Indexed<RuleIndex, CadenceClock>& clocks) {
  for (const FactIndex index : policy.facts.indexes()) {
    const Fact& fact = policy.facts[index];
    if (fact.derive) {
      const FactValue counted = record.Derive(*fact.derive);
      if (counted != kUnknown) settler.Merge(index, std::clamp(counted, fact.min, fact.max));
    } else if (fact.cadence) {
      CadenceClock& clock = clocks[fact.cadence];
      clock = record.ReadClock(policy.cadence[fact.cadence]);
      if (clock.state != kUnknown) settler.Merge(index, clock.state);
    }
  }
}

}  // namespace

SettledFacts SettleFacts(const Policy& policy, const Contact& contact, const Case& a_case,
                         Day as_of) {
  SettledFacts settled{a_case.facts, a_case.from, a_case.conflicts,
                       Indexed<RuleIndex, CadenceClock>(policy.cadence.size())};
  FullLedger ledger(settled);
  Settler settler(policy, ledger);
  settler.FromContact(policy.contact.purpose, contact.purpose, contact.from);
  settler.FromContact(policy.contact.scheduled, contact.scheduled, contact.from);
  settler.FromContact(policy.contact.with, contact.with, contact.from);
  settler.FromContact(policy.contact.role, contact.role, contact.from);
  MergeHistory(policy, PastRecord(policy, contact, a_case.history, as_of), settler, settled.clocks);
  settler.Presume(policy.facts.indexes());
  settler.Doubt();
  std::ranges::stable_sort(settled.conflicts, {}, &Conflict::fact);
  return settled;
}

StatedFacts::StatedFacts(const Policy& policy) : policy_(policy) {
  for (const FactIndex index : policy.facts.indexes()) {
    const Fact& fact = policy.facts[index];
    if (fact.presume) presumed_.push_back(index);
    if (!fact.cadence) continue;
    Suspended suspended{index, {}};
    for (const Suspension& suspension : policy.suspensions) {
      if (suspension.Suspends(policy.cadence[fact.cadence])) suspended.by.push_back(&suspension);
    }
    if (!suspended.by.empty()) suspended_.push_back(std::move(suspended));
  }
}

void StatedFacts::Settle(Day date, std::span<FactValue> facts) const {
  ValuesOnly ledger(facts);
  Settler settler(policy_, ledger);
  const auto covers = [date](const Suspension* by) { return by->Covers(date); };
  for (const Suspended& suspended : suspended_) {
    if (std::ranges::any_of(suspended.by, covers))
      settler.Merge(suspended.fact, ValueOf(CadenceState::kKept));
  }
  settler.Presume(presumed_);
  settler.Doubt();
}

}  // namespace bsup::core
