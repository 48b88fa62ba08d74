#include "advice/engine/completions.h"

#include <algorithm>

namespace bsup::core {

// `certain` are acts of rules that hold in every completion of the part, `possible` of those that
// hold in some.
struct Completions::Reach {
  Acts certain;
  Acts possible;
  // What a mode's firm weights, and its weights of ease, can come to: the least and the greatest.
  ByMode<int> firm_low{};
  ByMode<int> firm_high{};
  ByMode<int> ease_low{};
  ByMode<int> ease_high{};

  explicit Reach(const CompiledPolicy& policy) {
    for (const ModeIndex mode : policy.modes())
      firm_low[mode] = firm_high[mode] = policy.base[mode];
  }

  // `truth` says whether the rule holds; it may.
  void Add(const DecidingRule& rule, Truth truth) {
    possible.Add(rule);
    if (truth == Truth::kTrue) certain.Add(rule);
    if (rule.act != Act::kWeigh) return;
    auto& low = rule.stands ? firm_low : ease_low;
    auto& high = rule.stands ? firm_high : ease_high;
    for (const ModeIndex mode : IndexRange<ModeIndex>(kMostModes)) {
      const int weight = rule.weigh[mode];
      if (truth == Truth::kTrue || weight < 0) low[mode] += weight;
      if (truth == Truth::kTrue || weight > 0) high[mode] += weight;
    }
  }

  // The cap takes away from gains in ease only, and never below what is firm.
  [[nodiscard]] int ScoreHigh(ModeIndex mode, int suited) const {
    return CappedScore(firm_high[mode], ease_high[mode], certain.stands_against.Has(mode), suited);
  }
  [[nodiscard]] int ScoreLow(ModeIndex mode, int suited) const {
    return CappedScore(firm_low[mode], ease_low[mode], possible.stands_against.Has(mode), suited);
  }
};

struct Completions::Question {
  enum class Kind : std::uint8_t { kSuspension, kUnusable, kUsable, kBeats, kStanding };
  Kind kind;
  const Decision* now;
  ModeIndex mode;  // kUnusable, kUsable, kStanding; for kBeats the challenger
  ModeIndex lead;  // kBeats
  int suited = 0;

  [[nodiscard]] bool TurnsOn(const DecidingRule& rule) const {
    if (rule.act == Act::kNoAdvice || rule.act == Act::kRefer)
      return kind == Kind::kSuspension || kind == Kind::kStanding;
    if (kind == Kind::kSuspension) return false;
    if (rule.act != Act::kWeigh)
      return rule.modes.Has(mode) || (kind == Kind::kBeats && rule.modes.Has(lead));
    return kind == Kind::kBeats && (rule.weigh[mode] != 0 || rule.weigh[lead] != 0);
  }

  // Whether to look first where the rule acts.
  [[nodiscard]] bool Favours(const DecidingRule& rule) const {
    if (rule.act == Act::kWeigh) return rule.weigh[mode] > rule.weigh[lead];
    if (kind == Kind::kUsable) return false;
    return kind != Kind::kBeats || !rule.modes.Has(mode);
  }

  [[nodiscard]] Truth Answer(const Reach& reach) const {
    switch (kind) {
      case Kind::kSuspension: return Suspension(reach);
      case Kind::kUnusable: return Unusable(reach);
      case Kind::kUsable: return Not(Unusable(reach));
      case Kind::kBeats: return Beats(reach);
      case Kind::kStanding: return StandingChanges(reach);
    }
    return Truth::kOpen;
  }

 private:
  static Truth Of(bool certain, bool possible) {
    return certain ? Truth::kTrue : possible ? Truth::kOpen : Truth::kFalse;
  }
  static Truth Not(Truth truth) {
    return truth == Truth::kTrue ? Truth::kFalse : truth == Truth::kFalse ? Truth::kTrue : truth;
  }
  [[nodiscard]] Truth Unusable(const Reach& reach) const {
    return Of(reach.certain.Unusable().Has(mode), reach.possible.Unusable().Has(mode));
  }

  // Whether what is suspended, and how, is another.
  [[nodiscard]] Truth Suspension(const Reach& reach) const {
    const Truth no_advice = Of(reach.certain.no_advice, reach.possible.no_advice);
    if (!now->no_advice) return no_advice;
    if (no_advice == Truth::kFalse) return Truth::kTrue;
    const Truth refer = Of(reach.certain.refer, reach.possible.refer);
    const Truth other = now->refer ? Not(refer) : refer;
    if (other == Truth::kTrue) return Truth::kTrue;
    return other == Truth::kFalse && no_advice == Truth::kTrue ? Truth::kFalse : Truth::kOpen;
  }

  // Whether the challenger is usable and better than the lead, the lead taken to be usable.
  [[nodiscard]] Truth Beats(const Reach& reach) const {
    const Truth usable = Not(Unusable(reach));
    if (usable == Truth::kFalse) return Truth::kFalse;
    const Truth better = Better(reach);
    if (better == Truth::kFalse) return Truth::kFalse;
    return better == Truth::kTrue && usable == Truth::kTrue ? Truth::kTrue : Truth::kOpen;
  }

  // What needs approval comes after what does not; then the score decides.
  [[nodiscard]] Truth Better(const Reach& reach) const {
    const bool mine_low = reach.certain.lacks_approval.Has(mode);
    const bool mine_high = reach.possible.lacks_approval.Has(mode);
    const bool theirs_low = reach.certain.lacks_approval.Has(lead);
    const bool theirs_high = reach.possible.lacks_approval.Has(lead);
    const int tie = mode < lead ? 0 : 1;  // what the challenger must be ahead by
    if (mine_low > theirs_high) return Truth::kFalse;
    if (mine_high < theirs_low) return Truth::kTrue;
    // At the best for the challenger it is no better than equal.
    if (mine_low == theirs_high &&
        reach.ScoreHigh(mode, suited) < reach.ScoreLow(lead, suited) + tie)
      return Truth::kFalse;
    if (mine_high == theirs_low &&
        reach.ScoreLow(mode, suited) >= reach.ScoreHigh(lead, suited) + tie)
      return Truth::kTrue;
    return Truth::kOpen;
  }

  [[nodiscard]] Truth StandingChanges(const Reach& reach) const {
    const Truth suspension = Suspension(reach);
    if (suspension == Truth::kTrue) return Truth::kTrue;
    const Standing stands = now->StandingOf(mode);
    const Truth supplement =
        Of(reach.certain.supplements.Has(mode), reach.possible.supplements.Has(mode));
    // Whether it counts means nothing of a mode that may not be used.
    const bool closed = stands.permission >= Permission::kNotPermitted;
    const Truth counting = closed ? Truth::kFalse : stands.counts ? supplement : Not(supplement);
    if (counting == Truth::kTrue) return Truth::kTrue;
    const Permission best = reach.certain.PermissionOf(mode);
    const Permission worst = reach.possible.PermissionOf(mode);
    if (stands.permission < best || stands.permission > worst) return Truth::kTrue;
    const bool settled = best == worst && counting == Truth::kFalse && suspension == Truth::kFalse;
    return settled ? Truth::kFalse : Truth::kOpen;
  }
};

FullStanding FullStandingOf(const Decision& decision, ModeIndex mode) {
  FullStanding standing{decision.StandingOf(mode), FullStanding::Suspended::kNo};
  if (standing.mode.permission >= Permission::kNotPermitted) standing.mode.counts = true;
  if (decision.no_advice) {
    standing.suspended =
        decision.refer ? FullStanding::Suspended::kRefer : FullStanding::Suspended::kNoAdvice;
  }
  return standing;
}

Completions::Completions(const CompiledPolicy& policy, const Classes& classes,
                         const BoxBits& approved)
    : policy_(policy), classes_(classes), variable_(policy.classes.size()) {
  const BoxTable& table = policy.deciding;
  // This is made for every case, so its lists take their memory at once.
  open_boxes_.reserve(table.boxes().size());
  open_rules_.reserve(table.boxes().size());
  open_tests_.reserve(4 * table.boxes().size());
  domains_.reserve(policy.classes.size());
  relevant_.reserve(table.boxes().size());
  EntryIndex last;
  PossibleBoxes(approved).ForEach([&](BoxIndex box) {
    const OpenBox open = AddTests(table.boxes()[box].tests);
    const EntryIndex entry = table.EntryOf(box);
    const OpenBoxIndex at = open_boxes_.next();
    if (entry != last) open_rules_.push_back({&policy.deciding_rules[entry], {at, at}});
    open_boxes_.push_back(open);
    open_rules_.back().boxes = {open_rules_.back().boxes.front(), open_boxes_.next()};
    last = entry;
  });
  for (const std::vector<BoxTest>& row : policy.never) AddNever(row);
}

// Those that what is known leaves possible, and that some known class of each unknown fact passes.
BoxBits Completions::PossibleBoxes(const BoxBits& approved) const {
  const BoxTable& table = policy_.deciding;
  BoxBits possible = table.All();
  possible -= approved;
  for (const FactIndex fact : table.tested()) {
    possible &= classes_.IsKnown(fact) ? table.Mask(fact, classes_[fact]) : table.AnyKnown(fact);
  }
  return possible;
}

// Of what is known the tests are passed; of the rest those stay that do not pass every known class.
Completions::OpenBox Completions::AddTests(const std::vector<BoxTest>& tests) {
  const TestIndex first = open_tests_.next();
  for (const BoxTest& test : tests) {
    if (classes_.IsKnown(test.fact)) continue;
    const ClassSet all = policy_.classes[test.fact].AllKnown();
    if (!all.Within(test.passes)) open_tests_.push_back({VariableOf(test.fact), test.passes & all});
  }
  return {first, open_tests_.next()};
}

void Completions::AddNever(const std::vector<BoxTest>& row) {
  const auto is_avoided = [this](const BoxTest& test) {
    return classes_.IsKnown(test.fact) && !test.passes.Has(classes_[test.fact]);
  };
  if (std::ranges::any_of(row, is_avoided)) return;
  never_.push_back(AddTests(row));
  if (never_.back().empty()) never_met_ = true;
}

Completions::VariableIndex Completions::VariableOf(FactIndex fact) {
  VariableIndex& variable = variable_[fact];
  if (!variable) {
    variable = domains_.next();
    domains_.push_back(policy_.classes[fact].AllKnown());
  }
  return variable;
}

Completions::Truth Completions::TruthOf(const OpenBox& box, const Domains& domains) const {
  Truth truth = Truth::kTrue;
  for (const TestIndex at : box) {
    const OpenTest& test = open_tests_[at];
    const ClassSet domain = domains[test.variable];
    if (!domain.Meets(test.passes)) return Truth::kFalse;
    if (!domain.Within(test.passes)) truth = Truth::kOpen;
  }
  return truth;
}

Completions::Truth Completions::TruthOf(const OpenRule& rule, const Domains& domains) const {
  Truth truth = Truth::kFalse;
  for (const OpenBoxIndex at : rule.boxes) {
    const Truth box = TruthOf(open_boxes_[at], domains);
    if (box == Truth::kTrue) return Truth::kTrue;
    if (box == Truth::kOpen) truth = Truth::kOpen;
  }
  return truth;
}

bool Completions::Exists(const Question& question) {
  if (never_met_) return false;
  relevant_.clear();
  for (const OpenRule& rule : open_rules_) {
    if (question.TurnsOn(*rule.rule)) relevant_.push_back(&rule);
  }
  steps_ = 0;
  Domains domains = domains_;
  return Search(question, domains);
}

bool Completions::Search(const Question& question, Domains& domains) {
  if (++steps_ > kMostSteps) {
    gave_up_ = true;
    return true;
  }
  for (const OpenBox& row : never_) {
    if (TruthOf(row, domains) == Truth::kTrue) return false;
  }
  Reach reach(policy_);
  const OpenRule* branch = nullptr;
  for (const OpenRule* rule : relevant_) {
    const Truth truth = TruthOf(*rule, domains);
    if (truth == Truth::kFalse) continue;
    reach.Add(*rule->rule, truth);
    if (truth == Truth::kOpen && branch == nullptr) branch = rule;
  }
  const Truth answer = question.Answer(reach);
  if (answer == Truth::kFalse) return false;
  if (answer == Truth::kTrue) {
    // Every completion here will do; it remains to find one that integrity allows.
    for (const OpenBox& row : never_) {
      if (TruthOf(row, domains) == Truth::kOpen) return Split(question, row, false, domains);
    }
    return true;
  }
  for (const OpenBoxIndex at : branch->boxes) {
    const OpenBox& box = open_boxes_[at];
    if (TruthOf(box, domains) == Truth::kOpen)
      return Split(question, box, question.Favours(*branch->rule), domains);
  }
  return false;
}

bool Completions::Split(const Question& question, const OpenBox& box, bool passes_first,
                        Domains& domains) {
  for (const TestIndex at : box) {
    const OpenTest& test = open_tests_[at];
    ClassSet& domain = domains[test.variable];
    const ClassSet whole = domain;
    if (whole.Within(test.passes)) continue;
    const ClassSet first = passes_first ? whole & test.passes : whole - test.passes;
    domain = first;
    bool found = Search(question, domains);
    if (!found) {
      domain = whole - first;
      found = Search(question, domains);
    }
    domain = whole;
    return found;
  }
  return false;
}

bool Completions::OutcomeCanChange(const Decision& now) {
  Question question{Question::Kind::kSuspension, &now, {}, {}, policy_.suited};
  if (Exists(question)) return true;
  if (now.no_advice) return false;
  if (!now.outcome.lead) {
    question.kind = Question::Kind::kUsable;
    for (const ModeIndex mode : policy_.modes()) {
      question.mode = mode;
      if (Exists(question)) return true;
    }
    return false;
  }
  question.kind = Question::Kind::kUnusable;
  question.mode = now.outcome.lead;
  if (Exists(question)) return true;
  question.kind = Question::Kind::kBeats;
  question.lead = now.outcome.lead;
  for (const ModeIndex mode : policy_.modes()) {
    question.mode = mode;
    if (mode != question.lead && Exists(question)) return true;
  }
  return false;
}

bool Completions::StandingCanChange(const Decision& now, ModeIndex mode) {
  return Exists({Question::Kind::kStanding, &now, mode, {}, policy_.suited});
}

}  // namespace bsup::core
