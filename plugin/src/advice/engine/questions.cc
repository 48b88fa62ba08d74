#include "advice/engine/questions.h"

#include <algorithm>
#include <iterator>

namespace bsup::core {
namespace {

constexpr int kAlternativesRank = 3;
constexpr int kNoRank = 4;

// One fact, or two, given classes while the rest stay as they are.
struct Given {
  int fact = -1;
  int class_number = 0;
  int other_fact = -1;
  int other_class = 0;
};

class Asker {
 public:
  Asker(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved,
        const Decision& now, int planned)
      : policy_(policy),
        classes_(classes),
        approved_(approved),
        now_(now),
        planned_(planned),
        words_(policy.deciding.words()) {
    if (planned_ >= 0) standing_ = FullStandingOf(now_, planned_);
    const std::vector<std::int32_t>& tested = policy_.deciding.tested();
    // For each unknown fact, the boxes that all the others leave alive: what stands before it ANDed
    // with what stands after it.
    std::vector<std::uint64_t> before(words_ * (tested.size() + 1), ~std::uint64_t{0});
    for (std::size_t w = 0; w < words_; ++w) before[w] = policy_.deciding.All(w) & ~approved[w];
    for (std::size_t i = 0; i < tested.size(); ++i) {
      const std::uint64_t* mask = Mask(tested[i]);
      for (std::size_t w = 0; w < words_; ++w)
        before[(i + 1) * words_ + w] = before[i * words_ + w] & mask[w];
    }
    std::copy_n(before.end() - static_cast<std::ptrdiff_t>(words_), words_, live_.begin());
    std::vector<std::uint64_t> after(words_, ~std::uint64_t{0});
    const auto is_unknown = [&](std::int32_t fact) {
      return classes_[static_cast<std::size_t>(fact)] == 0;
    };
    std::ranges::copy_if(tested, std::back_inserter(unknown_), is_unknown);
    others_.resize(unknown_.size() * words_);
    std::size_t at = unknown_.size();
    for (std::size_t i = tested.size(); i-- > 0;) {
      if (is_unknown(tested[i])) {
        --at;
        for (std::size_t w = 0; w < words_; ++w) {
          others_[at * words_ + w] = before[i * words_ + w] & after[w];
        }
      }
      const std::uint64_t* mask = Mask(tested[i]);
      for (std::size_t w = 0; w < words_; ++w) after[w] &= mask[w];
    }
  }

  // Unknown facts that rules test, in pack order.
  [[nodiscard]] const std::vector<std::int32_t>& unknown() const { return unknown_; }

  // The best rank that an answer to the `at`-th unknown fact has.
  [[nodiscard]] int RankOf(std::size_t at) const {
    const std::int32_t fact = unknown_[at];
    const std::uint64_t* others = others_.data() + at * words_;
    int rank = kNoRank;
    for (int c = 1; c <= ClassCount(fact); ++c) {
      const std::uint64_t* mask = policy_.deciding.Mask(fact, c);
      BoxBits live;
      bool same = true;
      for (std::size_t w = 0; w < words_; ++w) {
        live[w] = others[w] & mask[w];
        same = same && live[w] == live_[w];
      }
      if (!same && !Excluded({fact, c})) rank = std::min(rank, Rank(Decide(policy_, live)));
    }
    return rank;
  }

  // The best rank that answers to both have together.
  [[nodiscard]] int RankOf(std::int32_t first, std::int32_t second) const {
    int rank = kNoRank;
    ForEachAnswer(first, second,
                  [&](const Given& given) { rank = std::min(rank, Rank(DecideWith(given))); });
    return rank;
  }

  // The question with what each answer would give; `second` is -1 for a question of one fact.
  [[nodiscard]] Question Ask(int rank, std::int32_t first, std::int32_t second) const {
    Question question;
    question.rank = rank;
    question.facts = {first};
    if (second >= 0) question.facts.push_back(second);
    ForEachAnswer(first, second, [&](const Given& given) {
      std::vector<int> classes{given.class_number};
      if (second >= 0) classes.push_back(given.other_class);
      AddAnswer(question, std::move(classes), DecideWith(given));
    });
    return question;
  }

 private:
  [[nodiscard]] const std::uint64_t* Mask(std::int32_t fact) const {
    return policy_.deciding.Mask(fact, classes_[static_cast<std::size_t>(fact)]);
  }
  [[nodiscard]] int ClassCount(std::int32_t fact) const {
    return policy_.classes[static_cast<std::size_t>(fact)].count();
  }

  [[nodiscard]] Decision DecideWith(const Given& given) const {
    BoxBits live;
    for (std::size_t w = 0; w < words_; ++w) live[w] = policy_.deciding.All(w) & ~approved_[w];
    for (const std::int32_t fact : policy_.deciding.tested()) {
      int c = classes_[static_cast<std::size_t>(fact)];
      if (fact == given.fact) c = given.class_number;
      if (fact == given.other_fact) c = given.other_class;
      const std::uint64_t* mask = policy_.deciding.Mask(fact, c);
      for (std::size_t w = 0; w < words_; ++w) live[w] &= mask[w];
    }
    return Decide(policy_, live);
  }

  // Every answer that integrity allows.
  template <class See>
  void ForEachAnswer(std::int32_t first, std::int32_t second, See see) const {
    for (int a = 1; a <= ClassCount(first); ++a) {
      for (int b = second < 0 ? 0 : 1; b <= (second < 0 ? 0 : ClassCount(second)); ++b) {
        const Given given{first, a, second, b};
        if (!Excluded(given)) see(given);
      }
    }
  }

  // Whether the answer makes an integrity row true by itself.
  [[nodiscard]] bool Excluded(const Given& given) const {
    for (const std::vector<BoxTest>& row : policy_.never) {
      bool met = true;
      for (const BoxTest& test : row) {
        int c = classes_[static_cast<std::size_t>(test.fact)];
        if (test.fact == given.fact) c = given.class_number;
        if (test.fact == given.other_fact) c = given.other_class;
        met = met && c != 0 && (test.passes >> c & 1) != 0;
      }
      if (met) return true;
    }
    return false;
  }

  [[nodiscard]] int Rank(const Decision& then) const {
    if (planned_ >= 0) {
      const FullStanding standing = FullStandingOf(then, planned_);
      if (standing_.mode.usable() && !standing.mode.usable()) return 0;
      if (!(standing == standing_)) return 1;
    }
    if (then.outcome != now_.outcome) return 2;
    return then.alternatives != now_.alternatives ? kAlternativesRank : kNoRank;
  }

  void AddAnswer(Question& question, std::vector<int> classes, const Decision& then) const {
    AnswerGroup group{{}, then.outcome, then.alternatives, std::nullopt};
    if (planned_ >= 0) group.planned = then.StandingOf(planned_);
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
  int planned_;
  std::size_t words_;
  FullStanding standing_;
  BoxBits live_{};
  std::vector<std::int32_t> unknown_;
  std::vector<std::uint64_t> others_;  // beside unknown_, words_ each
};

}  // namespace

Asked FindQuestions(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved,
                    const Decision& now, int planned, bool unsettled) {
  const Asker asker(policy, classes, approved, now, planned);
  const std::vector<std::int32_t>& unknown = asker.unknown();
  struct Found {
    int rank;
    std::int32_t first;
    std::int32_t second;
  };
  std::vector<Found> found;
  for (std::size_t i = 0; i < unknown.size(); ++i) {
    const int rank = asker.RankOf(i);
    if (rank < kNoRank) found.push_back({rank, unknown[i], -1});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.rank < b.rank; });
  Asked asked;
  if (unsettled && (found.empty() || found.front().rank == kAlternativesRank)) {
    asked.together = 3;
    for (std::size_t i = 0; i < unknown.size() && asked.together == 3; ++i) {
      for (std::size_t j = i + 1; j < unknown.size() && asked.together == 3; ++j) {
        const int rank = asker.RankOf(unknown[i], unknown[j]);
        if (rank >= kAlternativesRank) continue;
        found.insert(found.begin(), {rank, unknown[i], unknown[j]});
        asked.together = 2;
      }
    }
  }
  if (found.size() > kMostQuestions) found.resize(kMostQuestions);
  for (const Found& one : found) asked.ask.push_back(asker.Ask(one.rank, one.first, one.second));
  return asked;
}

}  // namespace bsup::core
