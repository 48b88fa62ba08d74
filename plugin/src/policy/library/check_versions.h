// The versions of packs, and the days on which each is in force.
#pragma once

#include <optional>
#include <vector>

#include "policy/read/read_head.h"

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

// Reports gaps and overlaps between the versions of one id, and what else their dates cannot be.
// Sorts `packs` by id and date.
void CheckVersions(std::vector<Pack>& packs, Problems& problems);

}  // namespace bsup::core
