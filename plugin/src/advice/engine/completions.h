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

// The standing of a mode, and whether advice itself is suspended. A mode that is not permitted is
// taken to count: whether it does means nothing.
struct FullStanding {
  enum class Suspended : std::uint8_t { kNo, kNoAdvice, kRefer };
  Standing mode;
  Suspended suspended = Suspended::kNo;
  bool operator==(const FullStanding&) const = default;
};

FullStanding FullStandingOf(const Decision& decision, ModeIndex mode);

class Completions {
 public:
  // `classes` is the case, `approved` the boxes that approvals have settled; all outlive this.
  Completions(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved);

  // Whether some completion has another outcome than `now`, which is the decision on `classes`.
  [[nodiscard]] bool OutcomeCanChange(const Decision& now);
  // Whether some completion gives `mode` another standing.
  [[nodiscard]] bool StandingCanChange(const Decision& now, ModeIndex mode);

  // Whether a search was given up after kMostSteps; its answer was then `true`.
  [[nodiscard]] bool gave_up() const { return gave_up_; }

  static constexpr int kMostSteps = 200'000;

 private:
  using VariableIndex = Index<struct Variable>;
  using Domains = Indexed<VariableIndex, ClassSet>;  // the classes still in each

  struct OpenTest {
    VariableIndex variable;
    ClassSet passes;
  };
  using TestIndex = Index<OpenTest>;
  using OpenBox = IndexRange<TestIndex>;
  using OpenBoxIndex = Index<struct OfOpenBoxes>;
  struct OpenRule {
    const DecidingRule* rule;
    IndexRange<OpenBoxIndex> boxes;
  };
  enum class Truth : std::uint8_t { kFalse, kOpen, kTrue };
  struct Reach;     // what rules certainly and possibly add up to in a part of the space
  struct Question;  // which rules a question turns on, and what it makes of a reach

  [[nodiscard]] BoxBits PossibleBoxes(const BoxBits& approved) const;
  OpenBox AddTests(const std::vector<BoxTest>& tests);
  void AddNever(const std::vector<BoxTest>& row);
  VariableIndex VariableOf(FactIndex fact);
  [[nodiscard]] Truth TruthOf(const OpenBox& box, const Domains& domains) const;
  [[nodiscard]] Truth TruthOf(const OpenRule& rule, const Domains& domains) const;
  bool Exists(const Question& question);
  bool Search(const Question& question, Domains& domains);
  bool Split(const Question& question, const OpenBox& box, bool passes_first, Domains& domains);

  const CompiledPolicy& policy_;
  const Classes& classes_;
  Indexed<FactIndex, VariableIndex> variable_;  // none of a fact that no open test is about
  Domains domains_;
  Indexed<TestIndex, OpenTest> open_tests_;
  Indexed<OpenBoxIndex, OpenBox> open_boxes_;
  std::vector<OpenRule> open_rules_;       // that could act, those that certainly do too
  std::vector<OpenBox> never_;             // integrity rows that could still be met
  bool never_met_ = false;                 // one is met by what is known alone
  std::vector<const OpenRule*> relevant_;  // to the question at hand
  int steps_ = 0;
  bool gave_up_ = false;
};

}  // namespace bsup::core
