#include "advice/engine/evaluate.h"

#include <algorithm>
#include <bit>

namespace bsup::core {
namespace {

// What acting rules add up to.
struct Sums {
  Decision decision;
  std::array<std::int16_t, kMostModes> safety{};
  std::array<std::int16_t, kMostModes> ease{};
  ModeSet risk_against = 0;

  void Act(const DecidingRule& rule) {
    switch (rule.act) {
      case DecidingRule::Act::kCannot: decision.cannot |= rule.modes; break;
      case DecidingRule::Act::kRuleOut: decision.ruled_out |= rule.modes; break;
      case DecidingRule::Act::kNeedsApproval: decision.lacks_approval |= rule.modes; break;
      case DecidingRule::Act::kSupplementOnly: decision.supplements |= rule.modes; break;
      case DecidingRule::Act::kNoAdvice: decision.no_advice = true; break;
      case DecidingRule::Act::kRefer: decision.refer = true; break;
      case DecidingRule::Act::kWeigh: Weigh(rule); break;
    }
  }

  void Weigh(const DecidingRule& rule) {
    auto& sum = rule.kind == FactorKind::kRisk ? safety : ease;
    for (std::size_t m = 0; m < kMostModes; ++m)
      sum[m] = static_cast<std::int16_t>(sum[m] + rule.weigh[m]);
    risk_against |= rule.against;
  }
};

void Settle(const CompiledPolicy& policy, Decision& decision) {
  const auto all = static_cast<ModeSet>((1u << policy.mode_count) - 1);
  if (decision.no_advice) {
    decision.outcome = decision.refer ? kOutcomeReferSuspended : kOutcomeNoAdvice;
    decision.firmness = decision.refer ? Firmness::kRefer : Firmness::kNoAdvice;
    return;
  }
  const auto usable =
      static_cast<ModeSet>(all & ~(decision.cannot | decision.ruled_out | decision.supplements));
  if (usable == 0) return;  // as it began: refer
  const auto permitted = static_cast<ModeSet>(usable & ~decision.lacks_approval);
  const ModeSet best_class = permitted != 0 ? permitted : usable;
  int lead = -1;
  for (ModeSet rest = best_class; rest != 0; rest &= static_cast<ModeSet>(rest - 1)) {
    const int m = std::countr_zero(rest);
    if (lead < 0 || decision.score[static_cast<std::size_t>(m)] >
                        decision.score[static_cast<std::size_t>(lead)])
      lead = m;
  }
  decision.outcome = lead;
  const int least = decision.score[static_cast<std::size_t>(lead)] - policy.margin;
  for (ModeSet rest = best_class; rest != 0; rest &= static_cast<ModeSet>(rest - 1)) {
    const int m = std::countr_zero(rest);
    if (m != lead && decision.score[static_cast<std::size_t>(m)] >= least)
      decision.alternatives |= static_cast<ModeSet>(1u << m);
  }
  if ((usable & (usable - 1)) == 0) {
    decision.firmness = Firmness::kOnlyOption;
  } else {
    decision.firmness =
        decision.alternatives == 0 ? Firmness::kRecommended : Firmness::kAtDiscretion;
  }
}

}  // namespace

Standing Decision::StandingOf(int mode) const {
  Standing standing;
  if ((cannot >> mode & 1) != 0) {
    standing.permission = Permission::kCannot;
  } else if ((ruled_out >> mode & 1) != 0) {
    standing.permission = Permission::kNotPermitted;
  } else if ((lacks_approval >> mode & 1) != 0) {
    standing.permission = Permission::kNeedsApproval;
  }
  standing.counts = (supplements >> mode & 1) == 0;
  return standing;
}

void ClassesOf(const CompiledPolicy& policy, std::span<const FactValue> facts, Classes& classes) {
  for (std::size_t i = 0; i < facts.size(); ++i)
    classes[i] = static_cast<std::uint8_t>(policy.classes[i].ClassOf(facts[i]));
}

BoxBits LiveBoxes(const BoxTable& table, const Classes& classes) {
  BoxBits live;
  const std::size_t words = table.words();
  for (std::size_t w = 0; w < words; ++w) live[w] = table.All(w);
  for (const std::int32_t fact : table.tested()) {
    const std::uint64_t* mask = table.Mask(fact, classes[static_cast<std::size_t>(fact)]);
    for (std::size_t w = 0; w < words; ++w) live[w] &= mask[w];
  }
  return live;
}

Decision Decide(const CompiledPolicy& policy, const BoxBits& live) {
  Sums sums;
  sums.safety = policy.base;
  const std::int32_t* rule_of = policy.deciding.rule_of().data();
  std::int32_t last = -1;  // the boxes of one rule stand side by side
  for (std::size_t w = 0; w < policy.deciding.words(); ++w) {
    for (std::uint64_t rest = live[w]; rest != 0; rest &= rest - 1) {
      const std::int32_t rule = rule_of[w * 64 + static_cast<std::size_t>(std::countr_zero(rest))];
      if (rule == last) continue;
      last = rule;
      sums.Act(policy.deciding_rules[static_cast<std::size_t>(rule)]);
    }
  }
  for (std::size_t m = 0; m < policy.mode_count; ++m) {
    sums.decision.score[m] = static_cast<std::int16_t>(CappedScore(
        sums.safety[m], sums.ease[m], (sums.risk_against >> m & 1) != 0, policy.suited));
  }
  Settle(policy, sums.decision);
  return sums.decision;
}

BoxBits LiveBoxesOn(const CompiledPolicy& policy, const BoxTable& table,
                    std::span<const FactValue> facts) {
  BoxBits live;
  const std::size_t words = table.words();
  for (std::size_t w = 0; w < words; ++w) live[w] = table.All(w);
  for (const BoxTable::Column& column : table.columns()) {
    const auto f = static_cast<std::size_t>(column.fact);
    const FactValue value = facts[f];
    // Of all but counts each value is a class of its own.
    const int own = value == kUnknown ? 0 : value + 1;
    const int number = column.count ? policy.classes[f].ClassOf(value) : own;
    const std::uint64_t* mask = table.MaskAt(column.first + static_cast<std::size_t>(number));
    for (std::size_t w = 0; w < words; ++w) live[w] &= mask[w];
  }
  return live;
}

Decision DecideOn(const CompiledPolicy& policy, std::span<const FactValue> facts) {
  return Decide(policy, LiveBoxesOn(policy, policy.deciding, facts));
}

BoxBits ApprovedBoxes(const Policy& policy, const CompiledPolicy& compiled,
                      std::span<const Approval> approvals) {
  BoxBits approved{};
  for (std::size_t r = 0; r < compiled.deciding_rules.size(); ++r) {
    const DecidingRule& rule = compiled.deciding_rules[r];
    if (rule.act != DecidingRule::Act::kNeedsApproval) continue;
    if (!RolesLacking(policy, rule.rule.index, approvals).empty()) continue;
    for (std::int32_t b = compiled.first_box[r]; b < compiled.first_box[r + 1]; ++b) {
      approved[static_cast<std::size_t>(b) / 64] |= std::uint64_t{1} << (b % 64);
    }
  }
  return approved;
}

std::vector<int> RolesLacking(const Policy& policy, int principle,
                              std::span<const Approval> approvals) {
  std::vector<int> lacking;
  for (int role : policy.principles[static_cast<std::size_t>(principle)].roles) {
    const bool given =
        std::any_of(approvals.begin(), approvals.end(), [&](const Approval& approval) {
          if (approval.principle != principle) return false;
          if (approval.role == role) return true;
          const auto& outranks = policy.approvers[static_cast<std::size_t>(approval.role)].outranks;
          return std::find(outranks.begin(), outranks.end(), role) != outranks.end();
        });
    if (!given) lacking.push_back(role);
  }
  return lacking;
}

}  // namespace bsup::core
