#include "oracle/slow_unknown.h"

#include <algorithm>
#include <set>

namespace bsup::core::oracle {
namespace {

void AddRows(const Condition& condition, std::vector<const Row*>& rows) {
  rows.push_back(&condition.base);
  for (const Row& row : condition.any) rows.push_back(&row);
}

template <class R>
void AddRowsOf(const std::vector<R>& rules, std::vector<const Row*>& rows) {
  for (const R& rule : rules) AddRows(rule.when, rows);
}

// Every row of tests in the policy as it is written.
std::vector<const Row*> AllRows(const Policy& policy) {
  std::vector<const Row*> rows;
  AddRowsOf(policy.cannot, rows);
  AddRowsOf(policy.principles, rows);
  AddRowsOf(policy.factors, rows);
  AddRowsOf(policy.safeguards, rows);
  AddRowsOf(policy.cadence, rows);
  AddRowsOf(policy.resources, rows);
  for (const Principle& principle : policy.principles) {
    if (principle.refer_when) AddRows(*principle.refer_when, rows);
  }
  for (const Integrity& integrity : policy.integrity) rows.push_back(&integrity.never);
  for (const Fact& fact : policy.facts) {
    rows.push_back(&fact.only_when);
    AddRows(fact.ask_when, rows);
  }
  return rows;
}

std::vector<FactValue> ValuesOf(const Fact& fact) {
  if (fact.type == FactType::kFlag) return {0, 1};
  std::vector<FactValue> values;
  for (std::size_t i = 0; i < fact.values.size(); ++i) values.push_back(static_cast<FactValue>(i));
  return values;
}

// Kinds of outcome that belong to a planned mode's standing.
int Suspended(const Decision& decision) {
  if (decision.outcome == kOutcomeNoAdvice) return 1;
  if (decision.outcome == kOutcomeReferSuspended) return 2;
  return 0;
}

// One answer to a question: a class for each of its facts, and what it would give.
struct Answer {
  std::vector<ClassIndex> classes;
  Decision decision;
};

// Facts that rules which decide test, in order.
std::vector<FactIndex> DecidingFacts(const Situation& situation) {
  std::vector<FactIndex> read;
  const auto add = [&](const std::vector<SlowRule>& rules) {
    for (const SlowRule& rule : rules) {
      for (const FactIndex fact : rule.Tested()) read.push_back(fact);
    }
  };
  add(situation.rules.cannot);
  add(situation.rules.principles);
  add(situation.rules.factors);
  add(situation.rules.cadence);
  for (const Principle& principle : situation.policy.principles) {
    if (principle.refer_when) AddTested(situation.policy, *principle.refer_when, read);
  }
  return Sorted(std::move(read));
}

std::vector<FactIndex> UnknownThatDecide(const Situation& situation) {
  std::vector<FactIndex> facts = DecidingFacts(situation);
  std::erase_if(facts, [&](FactIndex fact) { return situation.facts[fact] != kUnknown; });
  return facts;
}

// Facts that a rule which closes the planned mode acts in spite of, where none closes it for
// certain.
std::vector<FactIndex> HeldBack(const Situation& situation, const Decision& now) {
  if (!situation.planned || !now.outcome.lead) return {};
  bool certain = false;
  std::vector<FactIndex> facts;
  const auto see = [&](const SlowRule& rule) {
    if (!Has(ModesOf(situation.policy, rule.ref), situation.planned)) return;
    if (!rule.ActsIn(situation.facts)) return;
    const Acting acting = rule.ActingIn(situation.facts);
    if (acting.unknown.empty()) certain = true;
    facts.insert(facts.end(), acting.unknown.begin(), acting.unknown.end());
  };
  if (Has(now.cannot, situation.planned)) return {};
  for (const SlowRule& rule : situation.rules.principles) {
    const Effect effect = situation.policy.principles[rule.ref.index].effect;
    if (effect == Effect::kRuleOut || effect == Effect::kSupplementOnly) see(rule);
  }
  for (const SlowRule& rule : situation.rules.cadence) see(rule);
  return certain ? std::vector<FactIndex>{} : Sorted(std::move(facts));
}

// Every answer to questions about `facts` that can be: a class for each.
std::vector<std::vector<ClassIndex>> Choices(const Situation& situation,
                                             const std::vector<FactIndex>& facts) {
  std::vector<std::vector<ClassIndex>> choices{{}};
  for (const FactIndex fact : facts) {
    std::vector<std::vector<ClassIndex>> longer;
    const auto classes = static_cast<int>(situation.representatives[fact].size());
    for (const auto& choice : choices) {
      for (int c = 1; c <= classes; ++c) {
        longer.push_back(choice);
        longer.back().push_back(ClassIndex(c));
      }
    }
    choices = std::move(longer);
  }
  return choices;
}

Facts Answered(const Situation& situation, const std::vector<FactIndex>& facts,
               const std::vector<ClassIndex>& choice) {
  Facts answered = situation.facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    answered[facts[i]] = situation.representatives[facts[i]][choice[i].number() - 1];
  }
  return answered;
}

void AddAnswer(Question& question, const std::vector<ClassIndex>& choice, AnswerGroup group) {
  const auto same =
      std::find_if(question.answers.begin(), question.answers.end(), [&](const AnswerGroup& other) {
        return other.outcome == group.outcome && other.alternatives == group.alternatives &&
               other.planned == group.planned && other.safeguards == group.safeguards;
      });
  if (same != question.answers.end()) {
    same->classes.push_back(choice);
  } else {
    group.classes.push_back(choice);
    question.answers.push_back(std::move(group));
  }
}

AnswerGroup GroupOf(const Situation& situation, const Decision& then) {
  AnswerGroup group;
  group.outcome = then.outcome;
  group.alternatives = then.alternatives;
  if (situation.planned) group.planned = SlowStanding(then, situation.planned);
  return group;
}

// The question on `facts`, with every answer that can be; its rank is kNothing where none of them
// changes anything.
Question Ask(const Situation& situation, const Decision& now, const std::vector<FactIndex>& facts) {
  Question question;
  question.facts = facts;
  question.rank = Rank::kNothing;
  const std::vector<FactIndex> held_back = HeldBack(situation, now);
  for (const FactIndex fact : facts) {
    if (std::find(held_back.begin(), held_back.end(), fact) != held_back.end())
      question.rank = Rank::kHeldBack;
  }
  for (const auto& choice : Choices(situation, facts)) {
    const Facts answered = Answered(situation, facts, choice);
    if (situation.Impossible(answered)) continue;
    const Decision then = situation.Decide(answered);
    question.rank = std::min(question.rank, Compare(situation, now, then).RankOf());
    AddAnswer(question, choice, GroupOf(situation, then));
  }
  return question;
}

bool IsAskable(const Situation& situation, FactIndex fact) {
  return TruthOfAsked(situation.policy.facts[fact].ask_when, situation.facts) == Truth::kTrue;
}

}  // namespace

Indexed<FactIndex, std::vector<FactValue>> Representatives(const Policy& policy) {
  Indexed<FactIndex, std::set<FactValue>> begins(policy.facts.size());
  for (const Row* row : AllRows(policy)) {
    for (const Test& test : *row) {
      for (const Range& range : test.passes) {
        begins[test.fact].insert(range.low);
        begins[test.fact].insert(range.high + 1);
      }
    }
  }
  Indexed<FactIndex, std::vector<FactValue>> representatives;
  for (const FactIndex f : policy.facts.indexes()) {
    const Fact& fact = policy.facts[f];
    if (fact.type != FactType::kCount) {
      representatives.push_back(ValuesOf(fact));
      continue;
    }
    std::vector<FactValue> values{fact.min};
    for (FactValue begin : begins[f]) {
      if (begin > fact.min && begin <= fact.max) values.push_back(begin);
    }
    representatives.push_back(std::move(values));
  }
  return representatives;
}

Decision Situation::Decide(const Facts& with) const {
  return SlowDecide(policy, rules, with, approvals);
}

bool Situation::Impossible(const Facts& with) const {
  return std::any_of(
      policy.integrity.begin(), policy.integrity.end(),
      [&](const Integrity& integrity) { return TruthOf(integrity.never, with) == Truth::kTrue; });
}

Rank Change::RankOf() const {
  if (!advised) return outcome ? Rank::kOutcome : Rank::kNothing;
  if (needs) return Rank::kNeeds;
  if (unusable) return Rank::kUnusable;
  if (standing) return Rank::kStanding;
  if (outcome) return Rank::kOutcome;
  return alternatives ? Rank::kAlternatives : Rank::kNothing;
}

Change Compare(const Situation& situation, const Decision& now, const Decision& then) {
  Change change;
  change.outcome = now.outcome != then.outcome;
  change.alternatives = now.alternatives != then.alternatives;
  change.advised = static_cast<bool>(now.outcome.lead);
  for (const ModeIndex mode : {situation.planned, now.outcome.lead}) {
    if (mode && Has(then.cannot, mode) && !Has(now.cannot, mode)) change.needs = true;
  }
  if (!situation.planned) return change;
  change.alternatives = false;
  Standing before = SlowStanding(now, situation.planned);
  Standing after = SlowStanding(then, situation.planned);
  for (Standing* standing : {&before, &after}) {
    if (standing->permission >= Permission::kNotPermitted) standing->counts = true;
  }
  change.unusable = before.usable() && !after.usable();
  change.standing = !(before == after) || Suspended(now) != Suspended(then);
  return change;
}

std::vector<FactIndex> OpenFacts(const Situation& situation) {
  std::vector<FactIndex> read = DecidingFacts(situation);
  for (const Integrity& integrity : situation.policy.integrity) {
    for (const Test& test : integrity.never) read.push_back(test.fact);
  }
  std::vector<FactIndex> open;
  for (const FactIndex fact : Sorted(std::move(read))) {
    if (situation.facts[fact] == kUnknown) open.push_back(fact);
  }
  return open;
}

std::int64_t Completions(const Situation& situation, std::int64_t most) {
  std::int64_t count = 1;
  for (const FactIndex fact : OpenFacts(situation)) {
    count *= static_cast<std::int64_t>(situation.representatives[fact].size());
    if (count > most) return count;
  }
  return count;
}

void ForEachCompletion(const Situation& situation, const std::function<bool(const Facts&)>& see) {
  const std::vector<FactIndex> open = OpenFacts(situation);
  Facts facts = situation.facts;
  std::vector<std::size_t> choice(open.size(), 0);
  while (true) {
    for (std::size_t i = 0; i < open.size(); ++i) {
      const FactIndex fact = open[i];
      facts[fact] = situation.representatives[fact][choice[i]];
    }
    if (!situation.Impossible(facts) && !see(facts)) return;
    std::size_t i = 0;
    while (i < open.size() && ++choice[i] == situation.representatives[open[i]].size()) {
      choice[i++] = 0;
    }
    if (i == open.size()) return;
  }
}

std::vector<Question> Questions(const Situation& situation) {
  const Decision now = situation.Decide(situation.facts);
  const std::vector<FactIndex> open = UnknownThatDecide(situation);
  std::vector<Question> questions;
  std::vector<JointIndex> asked;
  for (const FactIndex fact : open) {
    if (!IsAskable(situation, fact)) continue;
    const JointIndex joint = situation.policy.facts[fact].joint;
    if (joint && std::find(asked.begin(), asked.end(), joint) != asked.end()) continue;
    std::vector<FactIndex> facts;
    for (const FactIndex other : open) {
      const bool together = joint && situation.policy.facts[other].joint == joint;
      if (other == fact || (together && IsAskable(situation, other))) facts.push_back(other);
    }
    if (joint) asked.push_back(joint);
    questions.push_back(Ask(situation, now, facts));
  }
  return questions;
}

std::optional<Question> FirstPair(const Situation& situation,
                                  const std::vector<Question>& in_pack_order) {
  const Decision now = situation.Decide(situation.facts);
  for (std::size_t i = 0; i < in_pack_order.size(); ++i) {
    for (std::size_t j = i + 1; j < in_pack_order.size(); ++j) {
      std::vector<FactIndex> facts = in_pack_order[i].facts;
      facts.insert(facts.end(), in_pack_order[j].facts.begin(), in_pack_order[j].facts.end());
      Question question = Ask(situation, now, facts);
      if (question.rank < Rank::kAlternatives) return question;
    }
  }
  return std::nullopt;
}

std::vector<FactIndex> OnlyInContact(const Situation& situation) {
  const Decision now = situation.Decide(situation.facts);
  std::vector<FactIndex> facts;
  for (const FactIndex fact : UnknownThatDecide(situation)) {
    if (IsAskable(situation, fact)) continue;
    if (Ask(situation, now, {fact}).rank < Rank::kNothing) facts.push_back(fact);
  }
  return facts;
}

std::vector<Question> SafeguardQuestions(const Situation& situation) {
  const Decision now = situation.Decide(situation.facts);
  const ModeIndex mode = situation.planned ? situation.planned : now.outcome.lead;
  std::vector<FactIndex> tested;
  for (const auto* rules :
       {&situation.rules.safeguards, &situation.rules.resources, &situation.rules.reach}) {
    for (const SlowRule& rule : *rules) {
      for (const FactIndex fact : rule.Tested()) tested.push_back(fact);
    }
  }
  const std::vector<FactIndex> decides = DecidingFacts(situation);
  std::vector<Question> questions;
  for (const FactIndex fact : Sorted(std::move(tested))) {
    if (situation.facts[fact] != kUnknown || !IsAskable(situation, fact)) continue;
    if (std::find(decides.begin(), decides.end(), fact) != decides.end()) continue;
    Question question;
    question.facts = {fact};
    question.rank = Rank::kNothing;
    for (const auto& choice : Choices(situation, {fact})) {
      const Facts answered = Answered(situation, {fact}, choice);
      if (situation.Impossible(answered)) continue;
      AnswerGroup group = GroupOf(situation, now);
      for (const SlowRule& rule : situation.rules.safeguards) {
        if (!mode || !Has(situation.policy.safeguards[rule.ref.index].modes, mode)) continue;
        if (rule.ActsIn(answered) && !rule.ActsIn(situation.facts))
          group.safeguards.push_back(rule.ref.index);
      }
      if (!group.safeguards.empty()) question.rank = Rank::kSafeguards;
      AddAnswer(question, choice, std::move(group));
    }
    if (question.rank == Rank::kSafeguards) questions.push_back(std::move(question));
  }
  return questions;
}

}  // namespace bsup::core::oracle
