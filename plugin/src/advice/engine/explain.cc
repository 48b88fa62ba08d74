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

WhyNot WhyNotLead(const Decision& decision, int mode) {
  if (decision.no_advice) return decision.refer ? WhyNot::kRefer : WhyNot::kNoAdvice;
  const Standing standing = decision.StandingOf(mode);
  if (standing.permission == Permission::kCannot) return WhyNot::kCannot;
  if (standing.permission == Permission::kNotPermitted) return WhyNot::kNotPermitted;
  if (!standing.counts) return WhyNot::kSupplementsOnly;
  const int lead = decision.outcome;  // there is one, since this mode is usable
  if (mode == lead) return WhyNot::kLead;
  if (standing.permission != decision.StandingOf(lead).permission) return WhyNot::kNeedsApproval;
  const auto score = [&](int m) { return decision.score[static_cast<std::size_t>(m)]; };
  return score(mode) < score(lead) ? WhyNot::kScoresLower : WhyNot::kLaterInOrder;
}

// The rule's acting: for certain, or in spite of unknown facts. `box` is the first of its boxes
// that holds.
Acting ActingOf(const BoxTable& table, std::size_t box, RuleRef ref, const Classes& classes) {
  Acting acting{ref, {}};
  const auto& boxes = table.boxes();
  const std::int32_t rule = boxes[box].rule;
  const auto holds_for_certain = [&](const Box& one) {
    for (std::size_t t = 0; t < one.tests.size(); ++t) {
      const int c = classes[static_cast<std::size_t>(one.tests[t].fact)];
      if ((one.tests[t].passes >> c & 1) == 0 || (c == 0 && !one.certain[t])) return false;
    }
    return true;
  };
  std::size_t first = box;
  while (first > 0 && boxes[first - 1].rule == rule) --first;
  std::size_t end = box;
  while (end < boxes.size() && boxes[end].rule == rule) ++end;
  for (std::size_t b = box; b < end; ++b) {
    if (holds_for_certain(boxes[b])) return acting;
  }
  for (std::size_t b = first; b < end; ++b) {
    for (const BoxTest& test : boxes[b].tests) {
      if (classes[static_cast<std::size_t>(test.fact)] == 0) acting.unknown.push_back(test.fact);
    }
  }
  std::sort(acting.unknown.begin(), acting.unknown.end());
  acting.unknown.erase(std::unique(acting.unknown.begin(), acting.unknown.end()),
                       acting.unknown.end());
  return acting;
}

class Explainer {
 public:
  Explainer(const PolicyInForce& in_force, const Holding& holding, const Case& a_case,
            const std::vector<CadenceClock>& clocks, Advice& advice)
      : policy_(in_force.policy),
        compiled_(in_force.compiled),
        holding_(holding),
        case_(a_case),
        clocks_(clocks),
        advice_(advice) {}

  void Modes() {
    advice_.modes.resize(policy_.modes.size());
    for (std::size_t m = 0; m < policy_.modes.size(); ++m) {
      ModeAdvice& mode = advice_.modes[m];
      mode.standing = advice_.decision.StandingOf(static_cast<int>(m));
      mode.score = advice_.decision.score[m];
      mode.band = BandOf(policy_.bands, mode.score);
      mode.why_not = WhyNotLead(advice_.decision, static_cast<int>(m));
    }
  }

  void Deciding() {
    ForEachLive(compiled_.deciding, holding_.deciding, [this](std::size_t rule, std::size_t box) {
      Decides(compiled_.deciding_rules[rule], box);
    });
    for (std::size_t m = 0; m < advice_.modes.size(); ++m) {
      const auto heavier = [this, m](const Acting& a, const Acting& b) {
        return std::abs(Weight(a.rule, m)) > std::abs(Weight(b.rule, m));
      };
      std::stable_sort(advice_.modes[m].in_favour.begin(), advice_.modes[m].in_favour.end(),
                       heavier);
      std::stable_sort(advice_.modes[m].against.begin(), advice_.modes[m].against.end(), heavier);
    }
  }

  void Attending() {
    ForEachLive(compiled_.attending, holding_.attending, [this](std::size_t rule, std::size_t box) {
      const RuleRef ref = compiled_.attending_rules[rule].rule;
      Attends(ActingOf(compiled_.attending, box, ref, holding_.classes));
    });
  }

 private:
  void Decides(const DecidingRule& rule, std::size_t box) {
    using Act = DecidingRule::Act;
    if (rule.act == Act::kRefer) return;  // its no_advice says it
    const Acting acting = ActingOf(compiled_.deciding, box, rule.rule, holding_.classes);
    const Outcome outcome = advice_.decision.outcome;
    const bool closes = rule.act == Act::kCannot || Closes(rule.act);
    if (outcome == kOutcomeReferNothing ? closes && rule.modes != 0 : rule.act == Act::kNoAdvice)
      advice_.outcome_rules.push_back(acting);
    for (std::size_t m = 0; m < advice_.modes.size(); ++m) {
      ModeAdvice& mode = advice_.modes[m];
      if (rule.act == Act::kWeigh) {
        if (rule.weigh[m] != 0)
          (rule.weigh[m] > 0 ? mode.in_favour : mode.against).push_back(acting);
      } else if ((rule.modes >> m & 1) != 0) {
        (rule.act == Act::kCannot ? mode.cannot : mode.restrictions).push_back(acting);
        if (rule.act == Act::kNeedsApproval) AddRoles(rule.rule.index, mode);
      }
    }
  }

  void AddRoles(int principle, ModeAdvice& mode) const {
    for (const int role : RolesLacking(policy_, principle, case_.approvals)) {
      const auto at = std::lower_bound(mode.roles.begin(), mode.roles.end(), role);
      if (at == mode.roles.end() || *at != role) mode.roles.insert(at, role);
    }
  }

  void Attends(const Acting& acting) {
    const auto index = static_cast<std::size_t>(acting.rule.index);
    if (acting.rule.kind == RuleKind::kSafeguard) {
      for (std::size_t m = 0; m < advice_.modes.size(); ++m) {
        if ((policy_.safeguards[index].modes >> m & 1) != 0)
          advice_.modes[m].safeguards.push_back(acting);
      }
    } else if (acting.rule.kind == RuleKind::kResource) {
      const int lead = advice_.decision.outcome;
      if (lead < 0 || (policy_.resources[index].modes >> lead & 1) != 0)
        advice_.resources.push_back(acting);
    } else {
      const Cadence& rule = policy_.cadence[index];
      CadenceAdvice told;
      told.rule = acting.rule.index;
      told.reaches_in_spite = !acting.unknown.empty();
      if (rule.kind != CadenceKind::kNotPublished) {
        const CadenceClock& clock = clocks_[index];
        told.state = advice_.facts[static_cast<std::size_t>(rule.fact)];
        told.last = clock.last;
        told.due = clock.due;
        told.suspended_until = clock.suspended_until;
      }
      advice_.cadence.push_back(told);
    }
  }

  [[nodiscard]] int Weight(RuleRef rule, std::size_t mode) const {
    return policy_.factors[static_cast<std::size_t>(rule.index)].weigh[mode];
  }

  const Policy& policy_;
  const CompiledPolicy& compiled_;
  const Holding& holding_;
  const Case& case_;
  const std::vector<CadenceClock>& clocks_;
  Advice& advice_;
};

// The boxes of one rule stand side by side, in order of rule.
void AddTested(const BoxTable& table, std::size_t rule, std::vector<int>& facts) {
  const auto less = [](const Box& box, std::size_t number) {
    return static_cast<std::size_t>(box.rule) < number;
  };
  const auto& boxes = table.boxes();
  for (auto box = std::lower_bound(boxes.begin(), boxes.end(), rule, less);
       box != boxes.end() && static_cast<std::size_t>(box->rule) == rule; ++box) {
    for (const BoxTest& test : box->tests) facts.push_back(test.fact);
  }
}

}  // namespace

void Explain(const PolicyInForce& in_force, const Holding& holding, const Case& a_case,
             const std::vector<CadenceClock>& clocks, Advice& advice) {
  Explainer explainer(in_force, holding, a_case, clocks, advice);
  explainer.Modes();
  explainer.Deciding();
  explainer.Attending();
}

std::vector<int> TestedFacts(const CompiledPolicy& policy, RuleRef rule) {
  std::vector<int> facts;
  for (std::size_t r = 0; r < policy.deciding_rules.size(); ++r) {
    const DecidingRule& deciding = policy.deciding_rules[r];
    if (deciding.rule == rule && deciding.act != DecidingRule::Act::kRefer) {
      AddTested(policy.deciding, r, facts);
    }
  }
  for (std::size_t r = 0; r < policy.attending_rules.size(); ++r) {
    if (policy.attending_rules[r].rule == rule) AddTested(policy.attending, r, facts);
  }
  std::ranges::sort(facts);
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

}  // namespace bsup::core
