// All packs of one load, read and sorted out: the versions of the nation, and for each the overlays
// it meets.
//
// Each pack is sound by itself when it arrives here; a library is sound when its packs are sound
// together: versions that follow each other, ids that are unique, suspensions and settings that
// name rules there are, overlays that never relax.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/read/reader.h"

namespace bsup::core {

// Days in a row, both ends included; without an end, for good.
struct Span {
  Day from;
  std::optional<Day> until;

  [[nodiscard]] bool Covers(Day day) const { return from <= day && (!until || day <= *until); }
};

// The days of both, if there are any.
std::optional<Span> Meet(const Span& a, const Span& b);

inline Span SpanOf(const PackHead& head) { return {head.from, head.until}; }

// A version of an overlay, read against one version of the nation.
struct OverlayVersion {
  PackHead head;
  Rules rules;
  std::string region;  // of a regional one: its id in the national pack
};

struct NationalVersion {
  PackHead head;
  Vocabulary vocabulary;
  Rules rules;
  std::vector<OverlayVersion>
      overlays;  // that meet it, exceptional models first, each kind by date and id
};

// In order of date.
using Library = std::vector<NationalVersion>;

Library ReadLibrary(std::vector<PackSource> sources, Problems& problems);

// Reports gaps and overlaps between the versions of one id, and what else their dates cannot be.
// Sorts `packs` by id and date.
void CheckVersions(std::vector<Pack>& packs, Problems& problems);

// Reports ids given twice among rules that are in force together, and names of rules and
// suspensions that there are not.
void CheckNames(const NationalVersion& national, Problems& problems);

// Reports what a region sets that no national rule lets it set.
void CheckSettings(const NationalVersion& national, const OverlayVersion& overlay,
                   Problems& problems);

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
