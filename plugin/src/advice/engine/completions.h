// What could still change: is there a completion of the unknown facts, within integrity, under
// which the outcome, or the planned mode's standing, is another?
//
// An existence question, answered by branch and bound. What is known is fixed; of the rules only
// those that could still act matter, and of those only the ones that touch the modes in question.
// Each unknown fact has a domain of classes, split by the tests of rules that are not yet settled;
// a part of the space is given up when bounds from the best and worst that is still to come show
// that nothing in it answers the question.
#pragma once

#include "advice/engine/evaluate.h"

namespace bsup::core {

// What stands of a mode, and whether advice itself is suspended.
struct FullStanding {
  enum class Suspended : std::uint8_t { kNo, kNoAdvice, kRefer };
  Standing mode;
  Suspended suspended = Suspended::kNo;
  bool operator==(const FullStanding&) const = default;
};

FullStanding FullStandingOf(const Decision& decision, int mode);

class Completions {
 public:
  // `classes` is the case, `approved` the boxes that approvals have settled; all outlive this.
  Completions(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved);

  // Whether some completion has another outcome than `now`, which is the decision on `classes`.
  [[nodiscard]] bool OutcomeCanChange(const Decision& now);
  // Whether some completion gives `mode` another standing.
  [[nodiscard]] bool StandingCanChange(const Decision& now, int mode);

  // Whether a search was given up after kMostSteps; its answer was then `true`.
  [[nodiscard]] bool gave_up() const { return gave_up_; }

  static constexpr int kMostSteps = 200'000;

 private:
  using Act = DecidingRule::Act;
  using Domains = std::vector<ClassSet>;  // by variable: the classes still in it

  struct OpenTest {
    std::int32_t variable;
    ClassSet passes;
  };
  struct OpenBox {
    std::int32_t first;  // in open_tests_
    std::int32_t last;
  };
  struct OpenRule {
    const DecidingRule* rule;
    std::int32_t first;  // in open_boxes_
    std::int32_t last;
  };
  enum class Truth : std::uint8_t { kFalse, kOpen, kTrue };
  struct Reach;     // what rules certainly and possibly add up to in a part of the space
  struct Question;  // which rules a question turns on, and what it makes of a reach

  void AddTest(const BoxTest& test);
  void AddNever(const std::vector<BoxTest>& row);
  int VariableOf(std::int32_t fact);
  [[nodiscard]] Truth TruthOf(const OpenBox& box, const Domains& domains) const;
  [[nodiscard]] Truth TruthOf(const OpenRule& rule, const Domains& domains) const;
  static void Add(const DecidingRule& rule, Truth truth, Reach& reach);
  bool Exists(const Question& question);
  bool Search(const Question& question, Domains& domains);
  bool Split(const Question& question, const OpenBox& box, bool passes_first, Domains& domains);

  const CompiledPolicy& policy_;
  const Classes& classes_;
  std::vector<std::int32_t> variable_;  // by fact, -1 where it is none
  Domains domains_;
  std::vector<OpenTest> open_tests_;
  std::vector<OpenBox> open_boxes_;
  std::vector<OpenRule> open_rules_;       // that could act, those that certainly do too
  std::vector<OpenBox> never_;             // integrity rows that could still be met
  bool never_met_ = false;                 // one is met by what is known alone
  std::vector<const OpenRule*> relevant_;  // to the question at hand
  int steps_ = 0;
  bool gave_up_ = false;
};

}  // namespace bsup::core
