#include "advice/engine/completions.h"

#include <algorithm>
#include <bit>

namespace bsup::core {

// `certain` are acts of rules that hold in every completion of the part, `possible` of those that
// hold in some.
struct Completions::Reach {
  struct Acts {
    ModeSet cannot = 0;
    ModeSet ruled_out = 0;
    ModeSet lacks_approval = 0;
    ModeSet supplements = 0;
    bool no_advice = false;
    bool refer = false;
    ModeSet risk_against = 0;
  };
  Acts certain;
  Acts possible;
  std::array<int, kMostModes> safety_low{};
  std::array<int, kMostModes> safety_high{};
  std::array<int, kMostModes> ease_low{};
  std::array<int, kMostModes> ease_high{};

  [[nodiscard]] static ModeSet Unusable(const Acts& acts) {
    return static_cast<ModeSet>(acts.cannot | acts.ruled_out | acts.supplements);
  }

  // The cap takes away from gains in ease only, and never below safety.
  [[nodiscard]] int ScoreHigh(int mode, int suited) const {
    const auto m = static_cast<std::size_t>(mode);
    const bool capped = (certain.risk_against >> mode & 1) != 0;
    return CappedScore(safety_high[m], ease_high[m], capped, suited);
  }
  [[nodiscard]] int ScoreLow(int mode, int suited) const {
    const auto m = static_cast<std::size_t>(mode);
    const bool capped = (possible.risk_against >> mode & 1) != 0;
    return CappedScore(safety_low[m], ease_low[m], capped, suited);
  }
};

struct Completions::Question {
  enum class Kind : std::uint8_t { kSuspension, kUnusable, kUsable, kBeats, kStanding };
  Kind kind;
  const Decision* now;
  int mode = -1;  // kUnusable, kUsable, kStanding; for kBeats the challenger
  int lead = -1;  // kBeats
  int suited = 0;

  [[nodiscard]] bool TurnsOn(const DecidingRule& rule) const {
    if (rule.act == Act::kNoAdvice || rule.act == Act::kRefer)
      return kind == Kind::kSuspension || kind == Kind::kStanding;
    if (kind == Kind::kSuspension) return false;
    const auto modes = static_cast<ModeSet>((1u << mode) | (lead >= 0 ? 1u << lead : 0u));
    if (rule.act != Act::kWeigh) return (rule.modes & modes) != 0;
    return kind == Kind::kBeats && (rule.weigh[static_cast<std::size_t>(mode)] != 0 ||
                                    rule.weigh[static_cast<std::size_t>(lead)] != 0);
  }

  // Whether to look first where the rule acts.
  [[nodiscard]] bool Favours(const DecidingRule& rule) const {
    if (rule.act == Act::kWeigh) {
      return rule.weigh[static_cast<std::size_t>(mode)] >
             rule.weigh[static_cast<std::size_t>(lead)];
    }
    if (kind == Kind::kUsable) return false;
    return kind != Kind::kBeats || (rule.modes >> mode & 1) == 0;
  }

  [[nodiscard]] Truth Answer(const Reach& reach) const {
    switch (kind) {
      case Kind::kSuspension: return Suspension(reach);
      case Kind::kUnusable:
        return Has(Reach::Unusable(reach.certain), Reach::Unusable(reach.possible), mode);
      case Kind::kUsable:
        return Not(Has(Reach::Unusable(reach.certain), Reach::Unusable(reach.possible), mode));
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
  static Truth Has(ModeSet certain, ModeSet possible, int m) {
    return Of((certain >> m & 1) != 0, (possible >> m & 1) != 0);
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
    const Truth usable =
        Not(Has(Reach::Unusable(reach.certain), Reach::Unusable(reach.possible), mode));
    if (usable == Truth::kFalse) return Truth::kFalse;
    // 0 permitted, 1 needs approval: least and greatest of both modes.
    const int mine_low = reach.certain.lacks_approval >> mode & 1;
    const int mine_high = reach.possible.lacks_approval >> mode & 1;
    const int theirs_low = reach.certain.lacks_approval >> lead & 1;
    const int theirs_high = reach.possible.lacks_approval >> lead & 1;
    const int tie = mode < lead ? 0 : 1;  // what the challenger must be ahead by
    Truth better = Truth::kOpen;
    if (mine_low > theirs_high) {
      better = Truth::kFalse;
    } else if (mine_high < theirs_low) {
      better = Truth::kTrue;
    } else if (mine_low == theirs_high &&
               reach.ScoreHigh(mode, suited) < reach.ScoreLow(lead, suited) + tie) {
      better = Truth::kFalse;  // the best class for the challenger is no better than equal
    } else if (mine_high == theirs_low &&
               reach.ScoreLow(mode, suited) >= reach.ScoreHigh(lead, suited) + tie) {
      better = Truth::kTrue;
    }
    if (better == Truth::kFalse) return Truth::kFalse;
    return better == Truth::kTrue && usable == Truth::kTrue ? Truth::kTrue : Truth::kOpen;
  }

  [[nodiscard]] Truth StandingChanges(const Reach& reach) const {
    const Truth suspension = Suspension(reach);
    if (suspension == Truth::kTrue) return Truth::kTrue;
    const Standing stands = now->StandingOf(mode);
    const Truth supplement = Has(reach.certain.supplements, reach.possible.supplements, mode);
    const Truth counting = stands.counts ? supplement : Not(supplement);
    if (counting == Truth::kTrue) return Truth::kTrue;
    // The worst act settles the permission.
    const auto best = PermissionOf(reach.certain);
    const auto worst = PermissionOf(reach.possible);
    if (stands.permission < best || stands.permission > worst) return Truth::kTrue;
    const bool settled = best == worst && counting == Truth::kFalse && suspension == Truth::kFalse;
    return settled ? Truth::kFalse : Truth::kOpen;
  }

  [[nodiscard]] Permission PermissionOf(const Reach::Acts& acts) const {
    if ((acts.cannot >> mode & 1) != 0) return Permission::kCannot;
    if ((acts.ruled_out >> mode & 1) != 0) return Permission::kNotPermitted;
    return (acts.lacks_approval >> mode & 1) != 0 ? Permission::kNeedsApproval
                                                  : Permission::kPermitted;
  }
};

FullStanding FullStandingOf(const Decision& decision, int mode) {
  FullStanding standing{decision.StandingOf(mode), FullStanding::Suspended::kNo};
  if (decision.no_advice) {
    standing.suspended =
        decision.refer ? FullStanding::Suspended::kRefer : FullStanding::Suspended::kNoAdvice;
  }
  return standing;
}

Completions::Completions(const CompiledPolicy& policy, const Classes& classes,
                         const BoxBits& approved)
    : policy_(policy), classes_(classes), variable_(policy.classes.size(), -1) {
  // Boxes that what is known leaves possible, and that some known class of every unknown fact would
  // pass.
  const BoxTable& table = policy.deciding;
  BoxBits possible{};
  for (std::size_t w = 0; w < table.words(); ++w) possible[w] = table.All(w) & ~approved[w];
  for (const std::int32_t fact : table.tested()) {
    const int known = classes[static_cast<std::size_t>(fact)];
    const std::uint64_t* mask = known != 0 ? table.Mask(fact, known) : table.AnyKnown(fact);
    for (std::size_t w = 0; w < table.words(); ++w) possible[w] &= mask[w];
  }
  for (std::size_t w = 0; w < table.words(); ++w) {
    for (std::uint64_t rest = possible[w]; rest != 0; rest &= rest - 1) {
      const std::size_t b = w * 64 + static_cast<std::size_t>(std::countr_zero(rest));
      const Box& box = table.boxes()[b];
      OpenBox open{static_cast<std::int32_t>(open_tests_.size()), 0};
      for (const BoxTest& test : box.tests) AddTest(test);
      open.last = static_cast<std::int32_t>(open_tests_.size());
      const DecidingRule* rule = &policy.deciding_rules[static_cast<std::size_t>(box.rule)];
      if (open_rules_.empty() || open_rules_.back().rule != rule) {
        const auto first = static_cast<std::int32_t>(open_boxes_.size());
        open_rules_.push_back({rule, first, first});
      }
      open_boxes_.push_back(open);
      ++open_rules_.back().last;
    }
  }
  for (const std::vector<BoxTest>& row : policy.never) AddNever(row);
}

void Completions::AddTest(const BoxTest& test) {
  if (classes_[static_cast<std::size_t>(test.fact)] != 0) return;  // known, and passed
  const ClassSet all = policy_.classes[static_cast<std::size_t>(test.fact)].AllKnown();
  if ((test.passes & all) == all) return;
  open_tests_.push_back({VariableOf(test.fact), test.passes & all});
}

void Completions::AddNever(const std::vector<BoxTest>& row) {
  for (const BoxTest& test : row) {
    const int known = classes_[static_cast<std::size_t>(test.fact)];
    if (known != 0 && (test.passes >> known & 1) == 0) return;  // what is known already avoids it
  }
  OpenBox open{static_cast<std::int32_t>(open_tests_.size()), 0};
  for (const BoxTest& test : row) AddTest(test);
  open.last = static_cast<std::int32_t>(open_tests_.size());
  if (open.first == open.last) never_met_ = true;
  never_.push_back(open);
}

int Completions::VariableOf(std::int32_t fact) {
  std::int32_t& variable = variable_[static_cast<std::size_t>(fact)];
  if (variable < 0) {
    variable = static_cast<std::int32_t>(domains_.size());
    domains_.push_back(policy_.classes[static_cast<std::size_t>(fact)].AllKnown());
  }
  return variable;
}

Completions::Truth Completions::TruthOf(const OpenBox& box, const Domains& domains) const {
  Truth truth = Truth::kTrue;
  for (std::int32_t t = box.first; t < box.last; ++t) {
    const OpenTest& test = open_tests_[static_cast<std::size_t>(t)];
    const ClassSet domain = domains[static_cast<std::size_t>(test.variable)];
    if ((domain & test.passes) == 0) return Truth::kFalse;
    if ((domain & ~test.passes) != 0) truth = Truth::kOpen;
  }
  return truth;
}

Completions::Truth Completions::TruthOf(const OpenRule& rule, const Domains& domains) const {
  Truth truth = Truth::kFalse;
  for (std::int32_t b = rule.first; b < rule.last; ++b) {
    const Truth box = TruthOf(open_boxes_[static_cast<std::size_t>(b)], domains);
    if (box == Truth::kTrue) return Truth::kTrue;
    if (box == Truth::kOpen) truth = Truth::kOpen;
  }
  return truth;
}

void Completions::Add(const DecidingRule& rule, Truth truth, Reach& reach) {
  const auto act = [&rule](Reach::Acts& acts) {
    switch (rule.act) {
      case Act::kCannot: acts.cannot |= rule.modes; break;
      case Act::kRuleOut: acts.ruled_out |= rule.modes; break;
      case Act::kNeedsApproval: acts.lacks_approval |= rule.modes; break;
      case Act::kSupplementOnly: acts.supplements |= rule.modes; break;
      case Act::kNoAdvice: acts.no_advice = true; break;
      case Act::kRefer: acts.refer = true; break;
      case Act::kWeigh: acts.risk_against |= rule.against; break;
    }
  };
  act(reach.possible);
  if (truth == Truth::kTrue) act(reach.certain);
  if (rule.act != Act::kWeigh) return;
  auto& low = rule.kind == FactorKind::kRisk ? reach.safety_low : reach.ease_low;
  auto& high = rule.kind == FactorKind::kRisk ? reach.safety_high : reach.ease_high;
  for (std::size_t m = 0; m < kMostModes; ++m) {
    const int weight = rule.weigh[m];
    if (truth == Truth::kTrue || weight < 0) low[m] += weight;
    if (truth == Truth::kTrue || weight > 0) high[m] += weight;
  }
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
  Reach reach;
  for (std::size_t m = 0; m < policy_.mode_count; ++m) {
    reach.safety_low[m] = reach.safety_high[m] = policy_.base[m];
  }
  const OpenRule* branch = nullptr;
  for (const OpenRule* rule : relevant_) {
    const Truth truth = TruthOf(*rule, domains);
    if (truth == Truth::kFalse) continue;
    Add(*rule->rule, truth, reach);
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
  for (std::int32_t b = branch->first; b < branch->last; ++b) {
    const OpenBox& box = open_boxes_[static_cast<std::size_t>(b)];
    if (TruthOf(box, domains) == Truth::kOpen)
      return Split(question, box, question.Favours(*branch->rule), domains);
  }
  return false;
}

bool Completions::Split(const Question& question, const OpenBox& box, bool passes_first,
                        Domains& domains) {
  for (std::int32_t t = box.first; t < box.last; ++t) {
    const OpenTest& test = open_tests_[static_cast<std::size_t>(t)];
    ClassSet& domain = domains[static_cast<std::size_t>(test.variable)];
    const ClassSet whole = domain;
    if ((whole & ~test.passes) == 0) continue;
    const ClassSet first = passes_first ? whole & test.passes : whole & ~test.passes;
    domain = first;
    bool found = Search(question, domains);
    if (!found) {
      domains[static_cast<std::size_t>(test.variable)] = whole & ~first;
      found = Search(question, domains);
    }
    domains[static_cast<std::size_t>(test.variable)] = whole;
    return found;
  }
  return false;
}

bool Completions::OutcomeCanChange(const Decision& now) {
  Question question{Question::Kind::kSuspension, &now, -1, -1, policy_.suited};
  if (Exists(question)) return true;
  if (now.no_advice) return false;
  if (now.outcome < 0) {
    question.kind = Question::Kind::kUsable;
    for (std::size_t m = 0; m < policy_.mode_count; ++m) {
      question.mode = static_cast<int>(m);
      if (Exists(question)) return true;
    }
    return false;
  }
  question.kind = Question::Kind::kUnusable;
  question.mode = now.outcome;
  if (Exists(question)) return true;
  question.kind = Question::Kind::kBeats;
  question.lead = now.outcome;
  for (std::size_t m = 0; m < policy_.mode_count; ++m) {
    question.mode = static_cast<int>(m);
    if (question.mode != question.lead && Exists(question)) return true;
  }
  return false;
}

bool Completions::StandingCanChange(const Decision& now, int mode) {
  return Exists({Question::Kind::kStanding, &now, mode, -1, policy_.suited});
}

}  // namespace bsup::core
