// What a host asks of the worklist, as it says so: a JSON object. See plugin/docs/records.md, "What
// waits".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "records/standing/waiting.h"

namespace bsup::core {

// Where a page ends: day, sequence, what is waited for and the promise's place, which together say
// one item and sort as the list does. Written as "2026-11-30.12.1.0".
using WorklistPlace = std::tuple<Day, std::uint64_t, std::uint64_t, std::uint64_t>;
WorklistPlace PlaceOf(const Waiting& item);
std::string WrittenPlace(const WorklistPlace& place);

struct WorklistAsked {
  Day as_of;
  std::array<bool, kWaitsForNames.size()> waits_for{true, true, true};
  std::optional<std::string> role;    // approvals: those that it has to give
  std::optional<std::string> not_by;  // approvals: of decisions by others than this user
  std::optional<std::string> by;      // of decisions by this user alone
  std::optional<std::string> person;
  std::vector<std::string> without;  // persons who are left out, as if nothing of theirs waited
  std::optional<std::string> justification;
  std::size_t limit = 100;
  std::optional<WorklistPlace> after;

  // Whether the item is one of those that are asked for, on whatever page.
  [[nodiscard]] bool Wants(const Waiting& item) const;
};

// kBadInput with JSON Pointers. An empty text asks for everything as of `today`.
Result<WorklistAsked> ReadWorklistAsked(std::string_view text, Day today);

}  // namespace bsup::core
