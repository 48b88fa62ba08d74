#include "advice/engine/questions.h"

#include <algorithm>

#include "advice/engine/leave_one_out.h"

namespace bsup::core {
namespace {

// One fact, or two, given classes while the rest stay as they are.
struct Given {
  FactIndex fact;
  ClassIndex class_of_fact;
  FactIndex other = {};  // none: one fact alone
  ClassIndex class_of_other = {};

  [[nodiscard]] ClassIndex ClassIn(const Classes& classes, FactIndex of) const {
    if (of == fact) return class_of_fact;
    return of == other ? class_of_other : classes[of];
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
    if (planned_) standing_ = FullStandingOf(now_, planned_);
    live_ -= approved_;
  }

  // The best rank that an answer to this unknown fact has.
  [[nodiscard]] Rank RankOf(const LeftOut& unknown) const {
    Rank rank = Rank::kNothing;
    for (const ClassIndex answer : policy_.classes[unknown.fact].known()) {
      BoxBits live = unknown.others;
      live &= policy_.deciding.Mask(unknown.fact, answer);
      if (live != live_ && !IsExcluded({unknown.fact, answer}))
        rank = std::min(rank, RankOf(Decide(policy_, live)));
    }
    return rank;
  }

  // The best rank that answers to both have together.
  [[nodiscard]] Rank RankOf(FactIndex first, FactIndex second) const {
    Rank rank = Rank::kNothing;
    ForEachAnswer(first, second,
                  [&](const Given& given) { rank = std::min(rank, RankOf(DecideWith(given))); });
    return rank;
  }

  // The question with what each answer would give; `second` is none for a question of one fact.
  [[nodiscard]] Question Ask(Rank rank, FactIndex first, FactIndex second) const {
    Question question;
    question.rank = rank;
    question.facts = {first};
    if (second) question.facts.push_back(second);
    ForEachAnswer(first, second, [&](const Given& given) {
      std::vector<ClassIndex> classes{given.class_of_fact};
      if (second) classes.push_back(given.class_of_other);
      AddAnswer(question, std::move(classes), DecideWith(given));
    });
    return question;
  }

 private:
  [[nodiscard]] Decision DecideWith(const Given& given) const {
    BoxBits live = policy_.deciding.All();
    live -= approved_;
    for (const FactIndex fact : policy_.deciding.tested())
      live &= policy_.deciding.Mask(fact, given.ClassIn(classes_, fact));
    return Decide(policy_, live);
  }

  // Every answer that integrity allows.
  template <class See>
  void ForEachAnswer(FactIndex first, FactIndex second, See see) const {
    const auto allowed = [&](const Given& given) {
      if (!IsExcluded(given)) see(given);
    };
    for (const ClassIndex a : policy_.classes[first].known()) {
      if (!second) {
        allowed({first, a});
        continue;
      }
      for (const ClassIndex b : policy_.classes[second].known()) allowed({first, a, second, b});
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
    if (planned_) {
      const FullStanding standing = FullStandingOf(then, planned_);
      if (standing_.mode.usable() && !standing.mode.usable()) return Rank::kUnusable;
      if (standing != standing_) return Rank::kStanding;
    }
    if (then.outcome != now_.outcome) return Rank::kOutcome;
    return then.alternatives != now_.alternatives ? Rank::kAlternatives : Rank::kNothing;
  }

  void AddAnswer(Question& question, std::vector<ClassIndex> classes, const Decision& then) const {
    AnswerGroup group{{}, then.outcome, then.alternatives, std::nullopt};
    if (planned_) group.planned = then.StandingOf(planned_);
    for (AnswerGroup& known : question.answers) {
      if (known.outcome == group.outcome && known.alternatives == group.alternatives &&
          known.planned == group.planned) {
        known.classes.push_back(std::move(classes));
        return;
      }
    }
    group.classes.push_back(std::move(classes));
    question.answers.push_back(std::move(group));
  }

  const CompiledPolicy& policy_;
  const Classes& classes_;
  const BoxBits& approved_;
  const Decision& now_;
  ModeIndex planned_;
  FullStanding standing_;
  BoxBits live_;
};

}  // namespace

Asked FindQuestions(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved,
                    const Decision& now, ModeIndex planned, bool unsettled) {
  const Asker asker(policy, classes, approved, now, planned);
  const std::vector<LeftOut> unknown = LeaveOneOut(policy.deciding, classes, approved);
  struct Found {
    Rank rank;
    FactIndex first;
    FactIndex second;
  };
  std::vector<Found> found;
  for (const LeftOut& one : unknown) {
    const Rank rank = asker.RankOf(one);
    if (rank < Rank::kNothing) found.push_back({rank, one.fact, {}});
  }
  std::ranges::stable_sort(found, {}, &Found::rank);
  Asked asked;
  if (unsettled && (found.empty() || found.front().rank == Rank::kAlternatives)) {
    asked.together = 3;
    for (auto first = unknown.begin(); first != unknown.end() && asked.together == 3; ++first) {
      for (auto second = first + 1; second != unknown.end() && asked.together == 3; ++second) {
        const Rank rank = asker.RankOf(first->fact, second->fact);
        if (rank >= Rank::kAlternatives) continue;
        found.insert(found.begin(), {rank, first->fact, second->fact});
        asked.together = 2;
      }
    }
  }
  if (found.size() > kMostQuestions) found.resize(kMostQuestions);
  for (const Found& one : found) asked.ask.push_back(asker.Ask(one.rank, one.first, one.second));
  return asked;
}

}  // namespace bsup::core
