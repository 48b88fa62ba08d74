#include "advice/engine/evaluate.h"

#include <algorithm>

namespace bsup::core {
namespace {

// What acting rules add up to.
struct Sums {
  Decision decision;
  ByMode<std::int16_t> firm{};
  ByMode<std::int16_t> ease{};

  void Add(const DecidingRule& rule) {
    decision.Add(rule);
    if (rule.act != Act::kWeigh) return;
    auto& sum = rule.stands ? firm : ease;
    for (const ModeIndex mode : IndexRange<ModeIndex>(kMostModes))
      sum[mode] = static_cast<std::int16_t>(sum[mode] + rule.weigh[mode]);
  }
};

void Settle(const CompiledPolicy& policy, Decision& decision) {
  if (decision.no_advice) {
    decision.outcome = decision.refer ? kOutcomeReferSuspended : kOutcomeNoAdvice;
    decision.firmness = decision.refer ? Firmness::kRefer : Firmness::kNoAdvice;
    return;
  }
  const ModeSet usable = ModeSet::All(policy.mode_count) - decision.Unusable();
  if (usable.empty()) return;  // as it began: refer
  const ModeSet permitted = usable - decision.lacks_approval;
  const ModeSet best_class = permitted.empty() ? usable : permitted;
  const ModeIndex lead = decision.BestOf(best_class);
  decision.outcome = Outcome::Lead(lead);
  const int least = decision.score[lead] - policy.margin;
  for (const ModeIndex mode : best_class) {
    if (mode != lead && decision.score[mode] >= least) decision.alternatives.Add(mode);
  }
  if (usable == ModeSet{lead}) {
    decision.firmness = Firmness::kOnlyOption;
  } else {
    decision.firmness =
        decision.alternatives.empty() ? Firmness::kRecommended : Firmness::kAtDiscretion;
  }
}

}  // namespace

ModeIndex Decision::BestOf(ModeSet modes) const {
  ModeIndex best = modes.first();
  for (const ModeIndex mode : modes) {
    if (score[mode] > score[best]) best = mode;
  }
  return best;
}

Classes::Classes(const CompiledPolicy& policy, FactValues facts) {
  for (const FactIndex fact : facts.indexes()) {
    number_[fact.number()] =
        static_cast<std::uint8_t>(policy.classes[fact].ClassOf(facts[fact]).number());
  }
}

BoxBits LiveBoxes(const BoxTable& table, const Classes& classes) {
  BoxBits live = table.All();
  for (const FactIndex fact : table.tested()) live &= table.Mask(fact, classes[fact]);
  return live;
}

BoxBits LiveBoxesOn(const CompiledPolicy& policy, const BoxTable& table, FactValues facts) {
  BoxBits live = table.All();
  for (const BoxTable::Column& column : table.columns()) {
    const FactValue value = facts[column.fact];
    live &= table.Mask(column, column.count ? policy.classes[column.fact].ClassOf(value)
                                            : FactClasses::ClassOfNamed(value));
  }
  return live;
}

Decision Decide(const CompiledPolicy& policy, const BoxBits& live) {
  Sums sums;
  sums.firm = policy.base;
  ForEachLive(policy.deciding, live,
              [&](EntryIndex entry, BoxIndex) { sums.Add(policy.deciding_rules[entry]); });
  for (const ModeIndex mode : policy.modes()) {
    sums.decision.score[mode] = static_cast<std::int16_t>(CappedScore(
        sums.firm[mode], sums.ease[mode], sums.decision.stands_against.Has(mode), policy.suited));
  }
  Settle(policy, sums.decision);
  return sums.decision;
}

Decision DecideOn(const CompiledPolicy& policy, FactValues facts) {
  return Decide(policy, LiveBoxesOn(policy, policy.deciding, facts));
}

BoxBits ApprovedBoxes(const Policy& policy, const CompiledPolicy& compiled,
                      std::span<const Approval> approvals) {
  BoxBits approved = compiled.deciding.None();
  for (const EntryIndex entry : compiled.deciding_rules.indexes()) {
    const DecidingRule& rule = compiled.deciding_rules[entry];
    if (rule.act != Act::kNeedsApproval) continue;
    if (!RolesLacking(policy, rule.ref.index, approvals).empty()) continue;
    for (const BoxIndex box : compiled.deciding.BoxesOf(entry)) approved.Add(box);
  }
  return approved;
}

Acting ActingOf(const BoxTable& table, EntryIndex entry, BoxIndex first, RuleRef ref,
                const Classes& classes) {
  Acting acting{ref, {}};
  const auto& boxes = table.boxes();
  const auto holds_for_certain = [&](const Box& one) {
    for (std::size_t t = 0; t < one.tests.size(); ++t) {
      const BoxTest& test = one.tests[t];
      if (!test.passes.Has(classes[test.fact])) return false;
      if (!classes.IsKnown(test.fact) && !one.certain[t]) return false;
    }
    return true;
  };
  const IndexRange<BoxIndex> own = table.BoxesOf(entry);
  for (const BoxIndex box : own) {
    if (box >= first && holds_for_certain(boxes[box])) return acting;
  }
  for (const BoxIndex box : own) {
    for (const BoxTest& test : boxes[box].tests) {
      if (!classes.IsKnown(test.fact)) acting.unknown.push_back(test.fact);
    }
  }
  std::ranges::sort(acting.unknown);
  acting.unknown.erase(std::unique(acting.unknown.begin(), acting.unknown.end()),
                       acting.unknown.end());
  return acting;
}

std::vector<RoleIndex> RolesLacking(const Policy& policy, RuleIndex principle,
                                    std::span<const Approval> approvals) {
  std::vector<RoleIndex> lacking;
  for (const RoleIndex role : policy.principles[principle].roles) {
    const auto gives = [&](const Approval& approval) {
      if (approval.principle != principle) return false;
      if (approval.role == role) return true;
      const auto& outranks = policy.approvers[approval.role].outranks;
      return std::ranges::find(outranks, role) != outranks.end();
    };
    if (std::ranges::none_of(approvals, gives)) lacking.push_back(role);
  }
  return lacking;
}

}  // namespace bsup::core
