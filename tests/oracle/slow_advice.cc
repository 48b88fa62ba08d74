#include "oracle/slow_advice.h"

#include <algorithm>
#include <cstdlib>

#include "oracle/slow_facts.h"
#include "oracle/slow_history.h"
#include "oracle/slow_notice.h"
#include "oracle/slow_unknown.h"

namespace bsup::core::oracle {
namespace {

constexpr std::size_t kMostQuestions = 3;

Band BandOf(const Bands& bands, int score) {
  if (score >= bands.well_suited) return Band::kWellSuited;
  if (score >= bands.suited) return Band::kSuited;
  if (score >= bands.use_with_care) return Band::kUseWithCare;
  return Band::kPoorlySuited;
}

WhyNot WhyNotLead(const Decision& decision, ModeIndex mode) {
  if (decision.outcome == kOutcomeNoAdvice) return WhyNot::kNoAdvice;
  if (decision.outcome == kOutcomeReferSuspended) return WhyNot::kRefer;
  const Standing standing = SlowStanding(decision, mode);
  if (standing.permission == Permission::kCannot) return WhyNot::kCannot;
  if (standing.permission == Permission::kNotPermitted) return WhyNot::kNotPermitted;
  if (!standing.counts) return WhyNot::kSupplementsOnly;
  const ModeIndex lead = decision.outcome.lead;
  if (mode == lead) return WhyNot::kLead;
  if (standing.permission != SlowStanding(decision, lead).permission) return WhyNot::kNeedsApproval;
  const auto score = [&](ModeIndex m) { return decision.score[m]; };
  return score(mode) < score(lead) ? WhyNot::kScoresLower : WhyNot::kLaterInOrder;
}

class Writer {
 public:
  Writer(const Policy& policy, const SlowRules& rules, const Case& a_case, Advice& advice)
      : policy_(policy), rules_(rules), case_(a_case), advice_(advice) {}

  void Modes() {
    for (const ModeIndex m : policy_.modes.indexes()) advice_.modes.push_back(OfMode(m));
  }

  // Whether another mode as permitted as the lead would lead if each score were without its base.
  void Base() {
    const Decision& decision = advice_.decision;
    const ModeIndex lead = decision.outcome.lead;
    if (!lead) return;
    const auto without = [&](ModeIndex mode) {
      return decision.score[mode] - policy_.modes[mode].base;
    };
    for (const ModeIndex mode : policy_.modes.indexes()) {
      const Standing standing = SlowStanding(decision, mode);
      if (standing.permission != SlowStanding(decision, lead).permission || !standing.counts)
        continue;
      const bool before = mode < lead;
      if (before ? without(mode) >= without(lead) : without(mode) > without(lead))
        advice_.base_decides = true;
    }
  }

  // Without a lead there is nothing to time, and no material to choose.
  void Cadence(Day as_of) {
    if (!advice_.decision.outcome.lead) return;
    for (const SlowRule& rule : rules_.reach) {
      if (!rule.ActsIn(advice_.facts)) continue;
      const bsup::core::Cadence& cadence = policy_.cadence[rule.ref.index];
      CadenceAdvice said;
      said.rule = rule.ref.index;
      said.reaches_in_spite = rule.TruthIn(advice_.facts) == Truth::kUnknown;
      if (cadence.kind != CadenceKind::kNotPublished) {
        const CadenceClock clock =
            SlowClock(cadence, policy_, advice_.contact, case_.history, as_of);
        said.state = advice_.facts[cadence.fact];
        said.last = clock.last;
        said.due = clock.due;
        said.suspended_until = clock.suspended_until;
      }
      advice_.cadence.push_back(said);
    }
  }

  void OutcomeRules() {
    const Outcome outcome = advice_.decision.outcome;
    if (outcome == kOutcomeNoAdvice || outcome == kOutcomeReferSuspended) {
      for (const SlowRule& rule : rules_.principles) {
        if (EffectOf(rule) == Effect::kNoAdvice) AddIfActing(rule, advice_.outcome_rules);
      }
    }
    if (outcome != kOutcomeReferNothing) return;
    for (const SlowRule& rule : rules_.cannot) AddIfActing(rule, advice_.outcome_rules);
    for (const SlowRule& rule : rules_.principles) {
      const Effect effect = EffectOf(rule);
      if (effect == Effect::kRuleOut || effect == Effect::kSupplementOnly) {
        AddIfActing(rule, advice_.outcome_rules);
      }
    }
    for (const SlowRule& rule : rules_.cadence) {
      if (!ModesOf(policy_, rule.ref).empty()) AddIfActing(rule, advice_.outcome_rules);
    }
  }

  void Resources() {
    for (const SlowRule& rule : rules_.resources) {
      const ModeSet modes = policy_.resources[rule.ref.index].modes;
      const ModeIndex lead = advice_.decision.outcome.lead;
      if (lead && Has(modes, lead)) AddIfActing(rule, advice_.resources);
    }
  }

 private:
  ModeAdvice OfMode(ModeIndex mode) {
    ModeAdvice said;
    said.standing = SlowStanding(advice_.decision, mode);
    said.score = advice_.decision.score[mode];
    said.band = BandOf(policy_.bands, said.score);
    said.why_not = WhyNotLead(advice_.decision, mode);
    for (const SlowRule& rule : rules_.cannot) {
      if (Has(ModesOf(policy_, rule.ref), mode)) AddIfActing(rule, said.cannot);
    }
    for (const SlowRule& rule : rules_.principles) {
      if (EffectOf(rule) != Effect::kNoAdvice && Has(ModesOf(policy_, rule.ref), mode)) {
        AddPrinciple(rule, said);
      }
    }
    std::sort(said.roles.begin(), said.roles.end());
    said.roles.erase(std::unique(said.roles.begin(), said.roles.end()), said.roles.end());
    for (const SlowRule& rule : rules_.cadence) {
      if (!policy_.modes[mode].in_person) AddIfActing(rule, said.restrictions);
    }
    for (const SlowRule& rule : rules_.factors) {
      const int weight = WeightOf(rule.ref, mode);
      if (weight > 0) AddIfActing(rule, said.in_favour);
      if (weight < 0) AddIfActing(rule, said.against);
    }
    const auto heavier = [&](const Acting& a, const Acting& b) {
      return std::abs(WeightOf(a.ref, mode)) > std::abs(WeightOf(b.ref, mode));
    };
    std::stable_sort(said.in_favour.begin(), said.in_favour.end(), heavier);
    std::stable_sort(said.against.begin(), said.against.end(), heavier);
    for (const SlowRule& rule : rules_.safeguards) {
      const ModeSet modes = policy_.safeguards[rule.ref.index].modes;
      const bool told = advice_.decision.outcome.lead || said.standing.usable();
      if (told && Has(modes, mode)) AddIfActing(rule, said.safeguards);
    }
    return said;
  }

  void AddPrinciple(const SlowRule& rule, ModeAdvice& said) {
    if (!rule.ActsIn(advice_.facts)) return;
    if (EffectOf(rule) == Effect::kNeedsApproval) {
      const std::vector<RoleIndex> lacking = RolesLacking(policy_, rule.ref.index, case_.approvals);
      if (lacking.empty()) return;
      said.roles.insert(said.roles.end(), lacking.begin(), lacking.end());
    }
    said.restrictions.push_back(rule.ActingIn(advice_.facts));
  }

  void AddIfActing(const SlowRule& rule, std::vector<Acting>& to) const {
    if (rule.ActsIn(advice_.facts)) to.push_back(rule.ActingIn(advice_.facts));
  }

  [[nodiscard]] Effect EffectOf(const SlowRule& rule) const {
    return policy_.principles[rule.ref.index].effect;
  }
  [[nodiscard]] int WeightOf(RuleRef rule, ModeIndex mode) const {
    return policy_.factors[rule.index].weigh[mode];
  }

  const Policy& policy_;
  const SlowRules& rules_;
  const Case& case_;
  Advice& advice_;
};

// Tries every completion.
void TryCompletions(const Situation& situation, Advice& advice) {
  bool safe = true;
  ForEachCompletion(situation, [&](const Facts& facts) {
    const Change change = Compare(situation, advice.decision, situation.Decide(facts));
    if (change.outcome) advice.provisional = true;
    if (change.standing) safe = false;
    return !advice.provisional || (situation.planned && safe);
  });
  const bool advised =
      advice.decision.outcome.lead || advice.decision.outcome == kOutcomeReferNothing;
  if (situation.planned && advised) advice.planned_safe = safe;
}

void AskQuestions(const Situation& situation, Advice& advice) {
  const std::vector<Question> all = Questions(situation);
  advice.in_contact = OnlyInContact(situation);
  for (const Question& question : all) {
    if (question.rank < Rank::kNothing) advice.ask.push_back(question);
  }
  std::stable_sort(advice.ask.begin(), advice.ask.end(),
                   [](const Question& a, const Question& b) { return a.rank < b.rank; });
  const bool settled = !advice.provisional && advice.planned_safe.value_or(true);
  const bool one_does = !advice.ask.empty() && advice.ask.front().rank < Rank::kAlternatives;
  if (!settled && !one_does && advice.in_contact.empty()) {
    std::optional<Question> pair = FirstPair(situation, all);
    advice.together = pair ? 2 : 3;
    if (pair) advice.ask.insert(advice.ask.begin(), *pair);
  }
  if (advice.decision.outcome.lead) {
    for (Question& question : SafeguardQuestions(situation))
      advice.ask.push_back(std::move(question));
  }
  if (advice.ask.size() > kMostQuestions) advice.ask.resize(kMostQuestions);
}

}  // namespace

SlowAdvice SlowAdvise(const PolicyInForce& in_force, const Contact& contact, const Case& a_case,
                      Day as_of, std::int64_t most_completions, const Advice* believed) {
  const Policy& policy = in_force.policy;
  const SlowRules rules(policy);
  SlowAdvice slow;
  Advice& advice = slow.advice;
  SettledFacts settled = SettleFacts(policy, contact, a_case, as_of);
  advice.contact = contact;
  advice.as_of = as_of;
  advice.facts = std::move(settled.facts);
  advice.from = std::move(settled.from);
  advice.conflicts = std::move(settled.conflicts);
  advice.decision = SlowDecide(policy, rules, advice.facts, a_case.approvals);

  Writer writer(policy, rules, a_case, advice);
  writer.Modes();
  writer.Base();
  writer.Cadence(as_of);
  writer.OutcomeRules();
  writer.Resources();

  const Situation situation{policy,          rules,        a_case.approvals,
                            contact.planned, advice.facts, Representatives(policy)};
  slow.exact = Completions(situation, most_completions) <= most_completions;
  if (slow.exact) {
    TryCompletions(situation, advice);
  } else if (believed != nullptr) {
    advice.provisional = believed->provisional;
    advice.planned_safe = believed->planned_safe;
  }
  AskQuestions(situation, advice);
  advice.notice = SlowNotice(policy, rules, advice, a_case);
  return slow;
}

}  // namespace bsup::core::oracle
