#include "oracle/slow_decision.h"

#include <algorithm>

namespace bsup::core::oracle {
namespace {

ModeSet RemoteModes(const Policy& policy) {
  ModeSet remote;
  for (const ModeIndex m : policy.modes.indexes()) {
    if (!policy.modes[m].in_person) remote.Add(m);
  }
  return remote;
}

bool Covers(const Policy& policy, const Approval& approval, RuleIndex principle, RoleIndex role) {
  if (approval.principle != principle) return false;
  if (approval.role == role) return true;
  const auto& outranks = policy.approvers[approval.role].outranks;
  return std::find(outranks.begin(), outranks.end(), role) != outranks.end();
}

void Restrict(const Policy& policy, const SlowRules& rules, const Facts& facts,
              const std::vector<Approval>& approvals, Decision& decision) {
  const auto add = [](ModeSet& to, ModeSet modes) { to |= modes; };
  for (const SlowRule& rule : rules.cannot) {
    if (rule.ActsIn(facts)) add(decision.cannot, ModesOf(policy, rule.ref));
  }
  for (const SlowRule& rule : rules.principles) {
    if (!rule.ActsIn(facts)) continue;
    const Principle& principle = policy.principles[rule.ref.index];
    switch (principle.effect) {
      case Effect::kRuleOut: add(decision.ruled_out, principle.modes); break;
      case Effect::kNeedsApproval:
        if (!RolesLacking(policy, rule.ref.index, approvals).empty()) {
          add(decision.lacks_approval, principle.modes);
        }
        break;
      case Effect::kSupplementOnly: add(decision.supplements, principle.modes); break;
      case Effect::kNoAdvice:
        decision.no_advice = true;
        if (principle.refer_when && TruthOf(policy, *principle.refer_when, facts) == Truth::kTrue) {
          decision.refer = true;
        }
        break;
    }
  }
  for (const SlowRule& rule : rules.cadence) {
    if (rule.ActsIn(facts)) add(decision.supplements, RemoteModes(policy));
  }
}

int ScoreOf(const Policy& policy, const SlowRules& rules, const Facts& facts, ModeIndex mode) {
  int firm = policy.modes[mode].base;
  int ease = 0;
  bool stands_against = false;
  for (const SlowRule& rule : rules.factors) {
    if (!rule.ActsIn(facts)) continue;
    const Factor& factor = policy.factors[rule.ref.index];
    const int weight = factor.weigh[mode];
    const bool convenience =
        factor.kind == FactorKind::kAccess || factor.kind == FactorKind::kPractice;
    if (!convenience) {
      firm += weight;
      if (weight < 0) stands_against = true;
    } else {
      ease += weight;
    }
  }
  if (!stands_against || ease <= 0) return firm + ease;
  return std::max(firm, std::min(firm + ease, policy.bands.suited - 1));
}

// Whether `a` leads before `b`; both usable.
bool Before(const Decision& decision, ModeIndex a, ModeIndex b) {
  const Permission of_a = SlowStanding(decision, a).permission;
  const Permission of_b = SlowStanding(decision, b).permission;
  if (of_a != of_b) return of_a < of_b;
  const int score_a = decision.score[a];
  const int score_b = decision.score[b];
  if (score_a != score_b) return score_a > score_b;
  return a < b;
}

void Choose(const Policy& policy, Decision& decision) {
  if (decision.no_advice) {
    decision.outcome = decision.refer ? kOutcomeReferSuspended : kOutcomeNoAdvice;
    decision.firmness = decision.refer ? Firmness::kRefer : Firmness::kNoAdvice;
    return;
  }
  std::vector<ModeIndex> usable;
  for (const ModeIndex m : policy.modes.indexes()) {
    const Standing standing = SlowStanding(decision, m);
    const bool may = standing.permission == Permission::kPermitted ||
                     standing.permission == Permission::kNeedsApproval;
    if (may && standing.counts) usable.push_back(m);
  }
  if (usable.empty()) {
    decision.outcome = kOutcomeReferNothing;
    decision.firmness = Firmness::kRefer;
    return;
  }
  ModeIndex lead = usable.front();
  for (const ModeIndex m : usable) {
    if (Before(decision, m, lead)) lead = m;
  }
  decision.outcome = Outcome::Lead(lead);
  const int least = decision.score[lead] - policy.margin;
  for (const ModeIndex m : usable) {
    if (m == lead) continue;
    if (SlowStanding(decision, m).permission != SlowStanding(decision, lead).permission) continue;
    if (decision.score[m] < least) continue;
    decision.alternatives.Add(m);
  }
  decision.firmness = usable.size() == 1              ? Firmness::kOnlyOption
                      : decision.alternatives.empty() ? Firmness::kRecommended
                                                      : Firmness::kAtDiscretion;
}

}  // namespace

std::vector<RoleIndex> RolesLacking(const Policy& policy, RuleIndex principle,
                                    const std::vector<Approval>& approvals) {
  std::vector<RoleIndex> lacking;
  for (const RoleIndex role : policy.principles[principle].roles) {
    bool covered = false;
    for (const Approval& approval : approvals) {
      if (Covers(policy, approval, principle, role)) covered = true;
    }
    if (!covered) lacking.push_back(role);
  }
  return lacking;
}

ModeSet ModesOf(const Policy& policy, RuleRef rule) {
  if (rule.kind == RuleKind::kCannot) return policy.cannot[rule.index].modes;
  if (rule.kind == RuleKind::kPrinciple) return policy.principles[rule.index].modes;
  return RemoteModes(policy);
}

Standing SlowStanding(const Decision& decision, ModeIndex mode) {
  Standing standing;
  standing.counts = !Has(decision.supplements, mode);
  if (Has(decision.cannot, mode)) {
    standing.permission = Permission::kCannot;
  } else if (Has(decision.ruled_out, mode)) {
    standing.permission = Permission::kNotPermitted;
  } else if (Has(decision.lacks_approval, mode)) {
    standing.permission = Permission::kNeedsApproval;
  }
  return standing;
}

Decision SlowDecide(const Policy& policy, const SlowRules& rules, const Facts& facts,
                    const std::vector<Approval>& approvals) {
  Decision decision;
  Restrict(policy, rules, facts, approvals, decision);
  for (const ModeIndex m : policy.modes.indexes()) {
    decision.score[m] = static_cast<std::int16_t>(ScoreOf(policy, rules, facts, m));
  }
  Choose(policy, decision);
  return decision;
}

}  // namespace bsup::core::oracle
