// Reading packs: TOML to rules, against the vocabulary of the national pack.
//
// ReadHead, then CheckTables; then for a national pack ReadVocabulary and ReadRules, and for an
// overlay ReadRules against each national version it meets. Every problem is reported and reading
// goes on, so what comes back is sound only if no problem was added.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "policy/model/policy.h"
#include "policy/read/problems.h"
#include "policy/read/source.h"

namespace bsup::core {

enum class PackKind : std::uint8_t { kNational, kRegional, kExceptional };

struct PackHead {
  PackKind kind = PackKind::kNational;
  Place place;
  std::string id;
  std::string version;
  Day from;
  std::optional<Day> until;
  std::string status;
  Words title;
  Words statement;
  int margin = 0;       // national
  Bands bands;          // national
  std::string extends;  // of an overlay: the national pack's id
  Place extends_place;
  std::string region;  // of a regional pack, as written
  Place region_place;
};

struct Pack {
  PackHead head;
  PackSource source;
};

// What a region sets of a rule that lets it be set.
struct Setting {
  Place place;
  std::string rule;
  std::optional<CadenceKind> kind;  // with `amount`
  int amount = 0;
  std::vector<std::pair<ModeIndex, int>> weigh;
  std::optional<RoleIndex> role;
};

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
  std::optional<Refer> refer;
};

// A national pack's vocabulary is in `policy`: its modes, facts (with those of the cadence),
// approvers and reason codes.
struct Vocabulary {
  Policy policy;
  std::vector<Region> regions;
};

PackHead ReadHead(const PackSource& source, Problems& problems);

// Reports tables that the language or this kind of pack does not know, and tables of the wrong
// shape.
void CheckTables(const Pack& pack, Problems& problems);

Vocabulary ReadVocabulary(const Pack& pack, Problems& problems);

Rules ReadRules(const Pack& pack, const Vocabulary& vocabulary, Problems& problems);

}  // namespace bsup::core
