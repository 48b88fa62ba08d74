// The types of facts: what sets one apart from another that is not a step of reading or writing a
// value. Those steps are Fact's, in fact.cc; how a pack declares a fact of each is read_facts.cc.
#pragma once

#include <array>
#include <cstdint>

#include "base/enum_table.h"

namespace bsup::core {

enum class FactType : std::uint8_t { kFlag, kChoice, kLevel, kCount };

// A fact's value: 0 or 1 for a flag, the index of its value for a choice or level, the number
// itself for a count.
using FactValue = std::int32_t;
inline constexpr FactValue kUnknown = INT32_MIN;

struct FactTypeRow {
  FactType member;
  const char* word;   // of the policy language
  bool has_order;     // values can be compared: `>= high`, `[28..55]`
  bool by_range;      // values are numbers, told by the range and not one by one
  bool in_quotes;     // a test may name a value in quotes
  FactValue certain;  // the value that stays certain whatever other sources mean, or kUnknown
};

inline constexpr std::array kFactTypes{
    FactTypeRow{FactType::kFlag, "flag", false, false, false, 1},
    FactTypeRow{FactType::kChoice, "choice", false, false, true, kUnknown},
    FactTypeRow{FactType::kLevel, "level", true, false, true, kUnknown},
    FactTypeRow{FactType::kCount, "count", true, true, true, kUnknown},
};
static_assert(IsTable(kFactTypes));

}  // namespace bsup::core
