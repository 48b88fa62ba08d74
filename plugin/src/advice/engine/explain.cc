#include "advice/engine/explain.h"

#include <algorithm>
#include <cstdlib>

namespace bsup::core {
namespace {

Band BandOf(const Bands& bands, int score) {
  if (score >= bands.well_suited) return Band::kWellSuited;
  if (score >= bands.suited) return Band::kSuited;
  return score >= bands.use_with_care ? Band::kUseWithCare : Band::kPoorlySuited;
}

WhyNot WhyNotLead(const Decision& decision, ModeIndex mode) {
  if (decision.no_advice) return decision.refer ? WhyNot::kRefer : WhyNot::kNoAdvice;
  const Standing standing = decision.StandingOf(mode);
  if (standing.permission == Permission::kCannot) return WhyNot::kCannot;
  if (standing.permission == Permission::kNotPermitted) return WhyNot::kNotPermitted;
  if (!standing.counts) return WhyNot::kSupplementsOnly;
  const ModeIndex lead = decision.outcome.lead;  // there is one, since this mode is usable
  if (mode == lead) return WhyNot::kLead;
  if (standing.permission != decision.PermissionOf(lead)) return WhyNot::kNeedsApproval;
  return decision.score[mode] < decision.score[lead] ? WhyNot::kScoresLower : WhyNot::kLaterInOrder;
}

class Explainer {
 public:
  Explainer(const PolicyInForce& in_force, const Holding& holding, const Case& a_case,
            const Indexed<RuleIndex, CadenceClock>& clocks, Advice& advice)
      : policy_(in_force.policy),
        compiled_(in_force.compiled),
        holding_(holding),
        case_(a_case),
        clocks_(clocks),
        advice_(advice) {}

  void Modes() {
    advice_.modes.resize(policy_.modes.size());
    for (const ModeIndex m : policy_.modes.indexes()) {
      ModeAdvice& mode = advice_.modes[m];
      mode.standing = advice_.decision.StandingOf(m);
      mode.score = advice_.decision.score[m];
      mode.band = BandOf(policy_.bands, mode.score);
      mode.why_not = WhyNotLead(advice_.decision, m);
    }
    if (const ModeIndex lead = advice_.decision.outcome.lead)
      advice_.base_decides = BaseDecides(lead);
  }

  void Deciding() {
    ForEachLive(compiled_.deciding, holding_.deciding,
                [this](EntryIndex entry, BoxIndex box) { Decides(entry, box); });
    for (const ModeIndex m : advice_.modes.indexes()) {
      const auto heavier = [this, m](const Acting& a, const Acting& b) {
        return std::abs(Weight(a.ref, m)) > std::abs(Weight(b.ref, m));
      };
      std::ranges::stable_sort(advice_.modes[m].in_favour, heavier);
      std::ranges::stable_sort(advice_.modes[m].against, heavier);
    }
  }

  void Attending() {
    ForEachLive(compiled_.attending, holding_.attending, [this](EntryIndex entry, BoxIndex box) {
      const RuleRef ref = compiled_.attending_rules[entry];
      Attends(ActingOf(compiled_.attending, entry, box, ref, holding_.classes));
    });
  }

 private:
  // Whether, with its base taken off each score, another mode of its class would lead.
  [[nodiscard]] bool BaseDecides(ModeIndex lead) const {
    const Decision& decision = advice_.decision;
    const auto without = [&](ModeIndex mode) {
      return decision.score[mode] - compiled_.base[mode];
    };
    for (const ModeIndex mode : advice_.modes.indexes()) {
      const Standing standing = decision.StandingOf(mode);
      if (!standing.usable() || standing.permission != decision.PermissionOf(lead)) continue;
      if (without(mode) > without(lead) || (without(mode) == without(lead) && mode < lead))
        return true;
    }
    return false;
  }

  void Decides(EntryIndex entry, BoxIndex box) {
    const DecidingRule& rule = compiled_.deciding_rules[entry];
    if (rule.act == Act::kRefer) return;  // its no_advice speaks for it
    const Acting acting = ActingOf(compiled_.deciding, entry, box, rule.ref, holding_.classes);
    if (IsBehindOutcome(rule)) advice_.outcome_rules.push_back(acting);
    for (const ModeIndex m : advice_.modes.indexes()) {
      ModeAdvice& mode = advice_.modes[m];
      if (rule.act == Act::kWeigh) {
        if (rule.weigh[m] != 0)
          (rule.weigh[m] > 0 ? mode.in_favour : mode.against).push_back(acting);
      } else if (rule.modes.Has(m)) {
        (rule.act == Act::kCannot ? mode.cannot : mode.restrictions).push_back(acting);
        if (rule.act == Act::kNeedsApproval) AddRoles(rule.ref.index, mode);
      }
    }
  }

  [[nodiscard]] bool IsBehindOutcome(const DecidingRule& rule) const {
    if (advice_.decision.outcome != kOutcomeReferNothing) return rule.act == Act::kNoAdvice;
    return (rule.act == Act::kCannot || Closes(rule.act)) && !rule.modes.empty();
  }

  void AddRoles(RuleIndex principle, ModeAdvice& mode) const {
    for (const RoleIndex role : RolesLacking(policy_, principle, case_.approvals)) {
      const auto at = std::ranges::lower_bound(mode.roles, role);
      if (at == mode.roles.end() || *at != role) mode.roles.insert(at, role);
    }
  }

  void Attends(const Acting& acting) {
    const RuleIndex index = acting.ref.index;
    const ModeIndex lead = advice_.decision.outcome.lead;
    if (acting.ref.kind == RuleKind::kSafeguard) {
      for (const ModeIndex mode : policy_.safeguards[index].modes) {
        ModeAdvice& of = advice_.modes[mode];
        if (lead || of.standing.usable()) of.safeguards.push_back(acting);
      }
    } else if (!lead) {
      return;
    } else if (acting.ref.kind == RuleKind::kResource) {
      if (policy_.resources[index].modes.Has(lead)) advice_.resources.push_back(acting);
    } else {
      const Cadence& rule = policy_.cadence[index];
      CadenceAdvice told;
      told.rule = index;
      told.reaches_in_spite = !acting.unknown.empty();
      if (rule.kind != CadenceKind::kNotPublished) {
        const CadenceClock& clock = clocks_[index];
        told.state = advice_.facts[rule.fact];
        told.last = clock.last;
        told.due = clock.due;
        told.suspended_until = clock.suspended_until;
      }
      advice_.cadence.push_back(told);
    }
  }

  [[nodiscard]] int Weight(RuleRef ref, ModeIndex mode) const {
    return policy_.factors[ref.index].weigh[mode];
  }

  const Policy& policy_;
  const CompiledPolicy& compiled_;
  const Holding& holding_;
  const Case& case_;
  const Indexed<RuleIndex, CadenceClock>& clocks_;
  Advice& advice_;
};

}  // namespace

void Explain(const PolicyInForce& in_force, const Holding& holding, const Case& a_case,
             const Indexed<RuleIndex, CadenceClock>& clocks, Advice& advice) {
  Explainer explainer(in_force, holding, a_case, clocks, advice);
  explainer.Modes();
  explainer.Deciding();
  explainer.Attending();
}

}  // namespace bsup::core
