// A policy as bits, for evaluation: facts as classes, conditions as boxes over them.
#pragma once

#include <cstdint>
#include <vector>

#include "policy/compile/box_table.h"
#include "policy/compile/rule_of.h"
#include "policy/model/policy.h"

namespace bsup::core {

// A rule that decides: what acts on the modes when one of its boxes holds.
struct DecidingRule {
  Act act = Act::kCannot;
  bool stands = false;  // a factor that convenience does not outweigh
  ModeSet modes;
  ByMode<std::int8_t> weigh{};
  RuleRef ref;
  ModeSet against;  // of a factor that stands: the modes it weighs against
};

// The engine's bound on facts; CheckPolicy refuses a policy beyond it.
inline constexpr std::size_t kMostFacts = 256;

struct CompiledPolicy {
  // What the decision needs of the policy's head, close together.
  std::size_t mode_count = 0;
  ByMode<std::int16_t> base{};
  int suited = 0;
  int margin = 0;

  Indexed<FactIndex, FactClasses> classes;
  BoxTable deciding;
  Indexed<EntryIndex, DecidingRule> deciding_rules;
  // Rules that only add words: safeguards, resources, and how far cadence rules reach (their `when`
  // alone).
  BoxTable attending;
  Indexed<EntryIndex, RuleRef> attending_rules;
  // By entry: the modes of a safeguard.
  Indexed<EntryIndex, ModeSet> safeguard_modes;
  // Rows of classes that cannot be together, by integrity rule.
  Indexed<RuleIndex, std::vector<BoxTest>> never;
  // By fact: the rows under one of which it is asked, or none where it always is; and the question
  // that settles it with others, or none.
  Indexed<FactIndex, std::vector<std::vector<BoxTest>>> ask_when;
  Indexed<FactIndex, JointIndex> joint;

  [[nodiscard]] IndexRange<ModeIndex> modes() const { return IndexRange<ModeIndex>(mode_count); }
};

CompiledPolicy Compile(const Policy& policy);

// The facts a rule tests, in order, each once.
std::vector<FactIndex> TestedFacts(const CompiledPolicy& policy, RuleRef ref);

// The alternatives of a rule with the tests it implies: those that its facts carry, that the person
// takes part, and, for a supplement, that the contact counts.
std::vector<Row> ImpliedAlternatives(const Policy& policy, RuleRef ref);

// Those of a cadence rule as it restricts: once it is due.
std::vector<Row> RestrictingAlternatives(const Policy& policy, const Cadence& cadence);

}  // namespace bsup::core
