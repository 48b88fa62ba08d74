// Ranges of a fact's values, and sets of them.
#pragma once

#include <vector>

#include "policy/model/fact_type.h"

namespace bsup::core {

// Whole numbers (or indexes of values) from `low` to `high`, both included.
struct Range {
  FactValue low = 0;
  FactValue high = 0;
  [[nodiscard]] bool Has(FactValue value) const { return low <= value && value <= high; }
  bool operator==(const Range&) const = default;
};

// In order, without empty ones or overlaps, neighbours joined.
std::vector<Range> Normalised(std::vector<Range> ranges);

// What of `domain` is in none of the normalised `ranges`.
std::vector<Range> Complement(const std::vector<Range>& ranges, Range domain);

}  // namespace bsup::core
