#include "oracle/random_case.h"

#include <algorithm>
#include <string>

#include "oracle/slow_facts.h"
#include "oracle/slow_unknown.h"

namespace bsup::core::oracle {
namespace {

class CaseMaker {
 public:
  CaseMaker(Dice& dice, const Policy& policy)
      : dice_(dice), policy_(policy), representatives_(Representatives(policy)) {
    constexpr int kMostDays = 450;
    Day first = std::max(policy.from, *Day::Parse("2026-10-01"));
    if (policy.until && *policy.until < first)
      first = std::max(policy.from, *policy.until - kMostDays);
    const Day last = std::min(policy.until.value_or(first + kMostDays), first + kMostDays);
    made_.contact.date = first + dice_.Below(std::max(last - first, 0) + 1);
    made_.as_of = made_.contact.date - dice_.Below(20);
    if (dice_.Percent(10)) made_.as_of = made_.contact.date + dice_.Below(10);
    made_.contact.from = static_cast<ContactFrom>(dice_.Below(3));
    if (dice_.Percent(50)) made_.contact.next = made_.contact.date + dice_.Between(1, 40);
    made_.contact.planned = dice_.Percent(20) ? ModeIndex() : ModeIndex(dice_.Below(Modes()));
    made_.a_case.region = policy.region ? policy.region->id : "";
    made_.a_case.facts.assign(policy.facts.size(), kUnknown);
    made_.a_case.from.assign(policy.facts.size(), "");
    MakeHistory();
    MakeApprovals();
    for (const RuleIndex safeguard : policy.safeguards.indexes()) {
      if (dice_.Percent(40)) made_.a_case.confirmed.push_back(safeguard);
    }
    if (dice_.Percent(3)) made_.a_case.others.push_back({"risk", "/risk", "name"});
    if (dice_.Percent(3) && policy.region)
      made_.a_case.other_regions.push_back({"Elsewhere", "/staff/0/provider"});
    if (dice_.Percent(3)) made_.a_case.failed.push_back({"risk", "/risk"});
    if (dice_.Percent(50)) made_.a_case.read = dice_.Below(40);
    if (dice_.Percent(3)) made_.a_case.unmapped.push_back({"modes", "XX", "/contacts/0/type"});
  }

  // A value of a class chosen at random, and often not the class's first.
  FactValue Value(FactIndex f) {
    const auto& classes = representatives_[f];
    const int chosen = dice_.Below(static_cast<int>(classes.size()));
    const FactValue value = classes[static_cast<std::size_t>(chosen)];
    const Fact& fact = policy_.facts[f];
    if (fact.type != FactType::kCount) return value;
    const bool last = static_cast<std::size_t>(chosen) + 1 == classes.size();
    return dice_.Between(value,
                         last ? fact.max : classes[static_cast<std::size_t>(chosen) + 1] - 1);
  }

  void State(FactIndex fact) {
    const FactValue value = Value(fact);
    if (fact == policy_.contact.purpose) {
      made_.contact.purpose = value;
    } else if (fact == policy_.contact.scheduled) {
      made_.contact.scheduled = value;
    } else if (fact == policy_.contact.with) {
      made_.contact.with = value;
    } else if (fact == policy_.contact.role) {
      made_.contact.role = value;
    } else {
      made_.a_case.facts[fact] = value;
      made_.a_case.from[fact] = "/stated/" + std::to_string(fact.number());
    }
  }

  [[nodiscard]] bool Counted(FactIndex f) const {
    return policy_.facts[f].derive.has_value() || policy_.facts[f].cadence;
  }

  // Sources that disagreed already at intake.
  void Disagree() {
    for (const FactIndex f : policy_.facts.indexes()) {
      if (made_.a_case.facts[f] == kUnknown || !dice_.Percent(4)) continue;
      const FactValue other = Value(f);
      FactValue& value = made_.a_case.facts[f];
      if (other == value) continue;
      const FactValue taken = policy_.facts[f].worse == Worse::kHigh  ? std::max(value, other)
                              : policy_.facts[f].worse == Worse::kLow ? std::min(value, other)
                                                                      : kUnknown;
      made_.a_case.conflicts.push_back(
          {f, {{value, made_.a_case.from[f]}, {other, "answers"}}, taken, {}});
      if (taken != value) made_.a_case.from[f] = taken == kUnknown ? "" : "answers";
      value = taken;
    }
  }

  RandomCase& made() { return made_; }

 private:
  int Modes() { return static_cast<int>(policy_.modes.size()); }

  void MakeHistory() {
    History& history = made_.a_case.history;
    history.given = dice_.Percent(80);
    if (dice_.Percent(80)) history.start = made_.contact.date - dice_.Below(200);
    if (dice_.Percent(50)) history.took_over = made_.contact.date - dice_.Below(150);
    if (dice_.Percent(40)) history.final_third = made_.contact.date + dice_.Between(-60, 20);
    if (dice_.Percent(40)) history.year_end = made_.contact.date + dice_.Between(-500, 500);
    if (!history.given) return;
    const bool untidy = dice_.Percent(40);
    const int count = dice_.Below(9);
    std::vector<int> days;
    for (int i = 0; i < count; ++i) days.push_back(dice_.Between(-10, 120));
    std::sort(days.rbegin(), days.rend());
    for (int day : days) {
      PastContact past;
      past.day = made_.contact.date - day;
      past.mode = dice_.Percent(untidy ? 15 : 0) ? ModeIndex() : ModeIndex(dice_.Below(Modes()));
      const int kind = dice_.Below(untidy ? 10 : 8);
      past.attendance = kind < 5   ? Attendance::kAttended
                        : kind < 7 ? Attendance::kMissed
                        : kind < 8 ? Attendance::kExcused
                                   : Attendance::kNotRecorded;
      history.contacts.push_back(past);
    }
  }

  void MakeApprovals() {
    for (const RuleIndex p : policy_.principles.indexes()) {
      if (policy_.principles[p].effect != Effect::kNeedsApproval) continue;
      const int count = dice_.Below(3);
      for (int i = 0; i < count; ++i) {
        Approval approval;
        approval.principle = p;
        approval.role = RoleIndex(dice_.Below(static_cast<int>(policy_.approvers.size())));
        approval.day = made_.as_of - dice_.Below(30);
        approval.until = made_.contact.date + dice_.Below(30);
        made_.a_case.approvals.push_back(approval);
      }
    }
  }

  Dice& dice_;
  const Policy& policy_;
  Indexed<FactIndex, std::vector<FactValue>> representatives_;
  RandomCase made_;
};

}  // namespace

RandomCase AnyCase(Dice& dice, const Policy& policy, int unknown) {
  CaseMaker maker(dice, policy);
  for (const FactIndex f : policy.facts.indexes()) {
    const bool left_to_history = maker.Counted(f) && !dice.Percent(10);
    if (!left_to_history && !dice.Percent(unknown)) maker.State(f);
  }
  maker.Disagree();
  return std::move(maker.made());
}

RandomCase NearlyKnownCase(Dice& dice, const Policy& policy, int unknown) {
  CaseMaker maker(dice, policy);
  const auto count = static_cast<int>(policy.facts.size());
  const std::vector<int> open = dice.Some(std::min(unknown, count), count);
  const SettledFacts counted =
      SettleFacts(policy, maker.made().contact, maker.made().a_case, maker.made().as_of);
  for (int f = 0; f < count; ++f) {
    const FactIndex fact(f);
    const bool left_open = std::find(open.begin(), open.end(), f) != open.end();
    if (!left_open && counted.facts[fact] == kUnknown) maker.State(fact);
  }
  return std::move(maker.made());
}

}  // namespace bsup::core::oracle
