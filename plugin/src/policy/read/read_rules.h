// Reading packs: TOML to rules, against the vocabulary of the national pack.
//
// ReadHead, then CheckTables; then for a national pack ReadVocabulary and ReadRules, and for an
// overlay ReadRules against each national version it meets. Every problem is reported and reading
// goes on, so what comes back is sound only if no problem was added.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/read/read_setting.h"
#include "policy/read/rule_reading.h"

namespace bsup::core {

// The rules of one pack; of a national one they move into its policy.
struct Rules {
  Indexed<RuleIndex, Cannot> cannot;
  Indexed<RuleIndex, Principle> principles;
  Indexed<RuleIndex, Factor> factors;
  Indexed<RuleIndex, Safeguard> safeguards;
  Indexed<RuleIndex, Cadence> cadence;
  Indexed<RuleIndex, Resource> resources;
  Indexed<RuleIndex, Integrity> integrity;
  std::vector<Suspension> suspensions;
  std::vector<Setting> settings;
  std::vector<RuleName> names;
  std::optional<Refer> refer;
};

Rules ReadRules(const Pack& pack, const Vocabulary& vocabulary, Problems& problems);

// Every rule of a pack that has an id of the rules' own, as `visit(id, place)`.
template <class Visit>
void ForEachRule(const Rules& rules, Visit visit) {
  const auto each = [&](const auto& list) {
    for (const auto& rule : list) visit(rule.id, rule.place);
  };
  each(rules.cannot);
  each(rules.principles);
  each(rules.factors);
  each(rules.safeguards);
  each(rules.cadence);
  each(rules.resources);
  each(rules.integrity);
  each(rules.suspensions);
}

}  // namespace bsup::core
