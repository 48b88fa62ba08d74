#include "advice/engine/questions.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "advice/engine/completions.h"
#include "advice/engine/leave_one_out.h"

namespace bsup::core {
namespace {

using Facts = std::vector<FactIndex>;

bool Contains(const Facts& facts, FactIndex fact) {
  return std::ranges::find(facts, fact) != facts.end();
}

// Some facts given classes, while the rest stay as they are.
struct Given {
  std::span<const FactIndex> facts;
  std::span<const ClassIndex> answer;  // beside `facts`

  [[nodiscard]] ClassIndex ClassIn(const Classes& classes, FactIndex of) const {
    auto given = answer.begin();
    for (const FactIndex fact : facts) {
      if (fact == of) return *given;
      ++given;
    }
    return classes[of];
  }
};

class Asker {
 public:
  Asker(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved,
        const Decision& now, ModeIndex planned)
      : policy_(policy),
        classes_(classes),
        approved_(approved),
        now_(now),
        planned_(planned),
        live_(LiveBoxes(policy.deciding, classes)) {
    live_ -= approved_;
    if (!planned_) return;
    standing_ = FullStandingOf(now_, planned_);
    if (now_.outcome.lead) FindHeldBack();
  }

  // The best rank that an answer to this unknown fact has.
  [[nodiscard]] Rank RankOf(const LeftOut& unknown) const {
    Rank rank = RankInSpite(unknown.fact);
    for (const ClassIndex answer : policy_.classes[unknown.fact].known()) {
      BoxBits live = unknown.others;
      live &= policy_.deciding.Mask(unknown.fact, answer);
      if (live != live_ && !IsExcluded({{&unknown.fact, 1}, {&answer, 1}}))
        rank = std::min(rank, RankOf(Decide(policy_, live)));
    }
    return rank;
  }

  // The best rank that answers to all of them have together.
  [[nodiscard]] Rank RankOf(const Facts& facts) const {
    Rank rank = Rank::kNothing;
    for (const FactIndex fact : facts) rank = std::min(rank, RankInSpite(fact));
    ForEachAnswer(facts,
                  [&](const Given&, const Decision& then) { rank = std::min(rank, RankOf(then)); });
    return rank;
  }

  // The question with what each answer would give.
  [[nodiscard]] Question Ask(Rank rank, const Facts& facts) const {
    Question question;
    question.rank = rank;
    question.facts = facts;
    ForEachAnswer(facts, [&](const Given& given, const Decision& then) {
      AddAnswer(question, given.answer, GroupOf(then));
    });
    return question;
  }

  // The question about a fact that nothing but safeguards test, if an answer to it would have one
  // of them act on the planned mode or, without one, on the lead.
  [[nodiscard]] std::optional<Question> AskForSafeguards(const LeftOut& unknown,
                                                         const BoxBits& attending) const {
    Question question;
    question.rank = Rank::kSafeguards;
    question.facts = {unknown.fact};
    bool matters = false;
    for (const ClassIndex answer : policy_.classes[unknown.fact].known()) {
      if (IsExcluded({question.facts, {&answer, 1}})) continue;
      BoxBits live = unknown.others;
      live &= policy_.attending.Mask(unknown.fact, answer);
      AnswerGroup group = GroupOf(now_);
      group.safeguards = NewSafeguards(live, attending);
      matters = matters || !group.safeguards.empty();
      AddAnswer(question, {&answer, 1}, std::move(group));
    }
    return matters ? std::optional(std::move(question)) : std::nullopt;
  }

  // Whether it is to be asked beforehand.
  [[nodiscard]] bool IsAskable(FactIndex fact) const {
    const auto& rows = policy_.ask_when[fact];
    const auto holds = [this](const std::vector<BoxTest>& row) {
      return std::ranges::all_of(
          row, [this](const BoxTest& test) { return test.passes.Has(classes_[test.fact]); });
    };
    return rows.empty() || std::ranges::any_of(rows, holds);
  }

 private:
  // The unknown facts in spite of which rules close the planned mode, where no rule closes it for
  // certain.
  void FindHeldBack() {
    bool certain = now_.cannot.Has(planned_);
    ForEachLive(policy_.deciding, live_, [&](EntryIndex entry, BoxIndex box) {
      const DecidingRule& rule = policy_.deciding_rules[entry];
      if (!Closes(rule.act) || !rule.modes.Has(planned_)) return;
      const Acting acting = ActingOf(policy_.deciding, entry, box, rule.ref, classes_);
      certain = certain || acting.unknown.empty();
      held_back_.insert(held_back_.end(), acting.unknown.begin(), acting.unknown.end());
    });
    if (certain) held_back_.clear();
  }

  [[nodiscard]] Rank RankInSpite(FactIndex fact) const {
    return Contains(held_back_, fact) ? Rank::kHeldBack : Rank::kNothing;
  }

  // Calls `see` with every answer that integrity allows, and the decision under it.
  template <class See>
  void ForEachAnswer(const Facts& facts, See see) const {
    BoxBits others = policy_.deciding.All();
    others -= approved_;
    for (const FactIndex fact : policy_.deciding.tested()) {
      if (!Contains(facts, fact)) others &= policy_.deciding.Mask(fact, classes_[fact]);
    }
    std::vector<ClassIndex> answer;
    Extend(facts, answer, others, see);
  }

  template <class See>
  void Extend(const Facts& facts, std::vector<ClassIndex>& answer, const BoxBits& live,
              See& see) const {
    if (answer.size() == facts.size()) {
      const Given given{facts, answer};
      if (!IsExcluded(given)) see(given, Decide(policy_, live));
      return;
    }
    const FactIndex fact = facts[answer.size()];
    for (const ClassIndex of : policy_.classes[fact].known()) {
      BoxBits narrower = live;
      narrower &= policy_.deciding.Mask(fact, of);
      answer.push_back(of);
      Extend(facts, answer, narrower, see);
      answer.pop_back();
    }
  }

  // Whether the answer, with what is known, makes an integrity row true.
  [[nodiscard]] bool IsExcluded(const Given& given) const {
    const auto passes = [&](const BoxTest& test) {
      const ClassIndex of = given.ClassIn(classes_, test.fact);
      return of != kUnknownClass && test.passes.Has(of);
    };
    return std::ranges::any_of(policy_.never, [&](const std::vector<BoxTest>& row) {
      return std::ranges::all_of(row, passes);
    });
  }

  [[nodiscard]] Rank RankOf(const Decision& then) const {
    const Rank outcome = then.outcome != now_.outcome ? Rank::kOutcome : Rank::kNothing;
    if (!now_.outcome.lead) return outcome;
    const auto needs = [&](ModeIndex mode) {
      return mode && then.cannot.Has(mode) && !now_.cannot.Has(mode);
    };
    if (needs(planned_) || needs(now_.outcome.lead)) return Rank::kNeeds;
    if (planned_) {
      const FullStanding standing = FullStandingOf(then, planned_);
      if (standing_.mode.usable() && !standing.mode.usable()) return Rank::kUnusable;
      if (standing != standing_) return Rank::kStanding;
    }
    if (outcome != Rank::kNothing || planned_) return outcome;
    return then.alternatives != now_.alternatives ? Rank::kAlternatives : Rank::kNothing;
  }

  [[nodiscard]] AnswerGroup GroupOf(const Decision& then) const {
    AnswerGroup group{{}, then.outcome, then.alternatives, std::nullopt, {}};
    if (planned_) group.planned = then.StandingOf(planned_);
    return group;
  }

  // Joins the answer to those that come to the same.
  static void AddAnswer(Question& question, std::span<const ClassIndex> given, AnswerGroup group) {
    std::vector<ClassIndex> answer(given.begin(), given.end());
    for (AnswerGroup& known : question.answers) {
      if (known.outcome == group.outcome && known.alternatives == group.alternatives &&
          known.planned == group.planned && known.safeguards == group.safeguards)
        return known.classes.push_back(std::move(answer));
    }
    group.classes.push_back(std::move(answer));
    question.answers.push_back(std::move(group));
  }

  // Safeguards of the mode that matters that act under `live` and not under `now`.
  [[nodiscard]] std::vector<RuleIndex> NewSafeguards(const BoxBits& live,
                                                     const BoxBits& now) const {
    const ModeIndex mode = planned_ ? planned_ : now_.outcome.lead;
    std::vector<RuleIndex> safeguards;
    ForEachLive(policy_.attending, live, [&](EntryIndex entry, BoxIndex) {
      if (!mode || !policy_.safeguard_modes[entry].Has(mode)) return;
      const auto boxes = policy_.attending.BoxesOf(entry);
      const bool acts = std::ranges::any_of(boxes, [&](BoxIndex box) { return now.Has(box); });
      if (!acts) safeguards.push_back(policy_.attending_rules[entry].index);
    });
    return safeguards;
  }

  const CompiledPolicy& policy_;
  const Classes& classes_;
  const BoxBits& approved_;
  const Decision& now_;
  ModeIndex planned_;
  FullStanding standing_;
  BoxBits live_;
  Facts held_back_;
};

// A question that could be asked.
struct Candidate {
  Facts facts;
  Rank rank = Rank::kNothing;
};

// A candidate for each unknown fact that decides, where those of a joint question are one; and the
// facts that matter but can only be found out in the contact.
std::vector<Candidate> FindCandidates(const Asker& asker, const CompiledPolicy& policy,
                                      const std::vector<LeftOut>& unknown, Facts& in_contact) {
  std::vector<Candidate> candidates;
  for (const LeftOut& one : unknown) {
    const Rank rank = asker.RankOf(one);
    if (!asker.IsAskable(one.fact)) {
      if (rank < Rank::kNothing) in_contact.push_back(one.fact);
      continue;
    }
    const JointIndex joint = policy.joint[one.fact];
    const auto same = std::ranges::find_if(candidates, [&](const Candidate& candidate) {
      return joint && policy.joint[candidate.facts.front()] == joint;
    });
    if (same == candidates.end()) {
      candidates.push_back({{one.fact}, rank});
    } else {
      same->facts.push_back(one.fact);
    }
  }
  for (Candidate& candidate : candidates) {
    if (candidate.facts.size() > 1) candidate.rank = asker.RankOf(candidate.facts);
  }
  return candidates;
}

// The first pair of candidates whose answers together change the standing or the outcome.
std::optional<Candidate> FindPair(const Asker& asker, const std::vector<Candidate>& candidates) {
  for (auto first = candidates.begin(); first != candidates.end(); ++first) {
    for (auto second = first + 1; second != candidates.end(); ++second) {
      Candidate pair = *first;
      pair.facts.insert(pair.facts.end(), second->facts.begin(), second->facts.end());
      pair.rank = asker.RankOf(pair.facts);
      if (pair.rank < Rank::kAlternatives) return pair;
    }
  }
  return std::nullopt;
}

}  // namespace

Asked FindQuestions(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved,
                    const Decision& now, ModeIndex planned, bool unsettled) {
  const Asker asker(policy, classes, approved, now, planned);
  Asked asked;
  const std::vector<LeftOut> unknown = LeaveOneOut(policy.deciding, classes, approved);
  const std::vector<Candidate> candidates =
      FindCandidates(asker, policy, unknown, asked.in_contact);
  std::vector<Candidate> found;
  std::ranges::copy_if(candidates, std::back_inserter(found),
                       [](const Candidate& one) { return one.rank < Rank::kNothing; });
  std::ranges::stable_sort(found, {}, &Candidate::rank);
  if (unsettled && asked.in_contact.empty() &&
      (found.empty() || found.front().rank == Rank::kAlternatives)) {
    const std::optional<Candidate> pair = FindPair(asker, candidates);
    asked.together = pair ? 2 : 3;
    if (pair) found.insert(found.begin(), *pair);
  }
  if (found.size() > kMostQuestions) found.resize(kMostQuestions);
  for (const Candidate& one : found) asked.ask.push_back(asker.Ask(one.rank, one.facts));
  if (asked.ask.size() == kMostQuestions || !now.outcome.lead) return asked;

  const BoxBits attending = LiveBoxes(policy.attending, classes);
  for (const LeftOut& one : LeaveOneOut(policy.attending, classes, policy.attending.None())) {
    if (asked.ask.size() == kMostQuestions) break;
    if (std::ranges::binary_search(policy.deciding.tested(), one.fact) ||
        !asker.IsAskable(one.fact))
      continue;
    if (auto question = asker.AskForSafeguards(one, attending))
      asked.ask.push_back(*std::move(question));
  }
  return asked;
}

}  // namespace bsup::core
