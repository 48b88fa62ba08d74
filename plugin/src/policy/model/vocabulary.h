// What a policy speaks about: modes and facts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/words.h"
#include "policy/model/fact.h"

namespace bsup::core {

// A set of modes, bit i for the i-th mode of the pack.
using ModeSet = std::uint8_t;
inline constexpr std::size_t kMostModes = 8;

struct Mode {
  std::string id;
  bool in_person = false;
  int base = 0;  // -9 to 9
  Words label;
};

// Classes of a fact's values that the policy's conditions can tell apart. Bit 0 is `unknown`; bit 1
// + k is the k-th class of known values.
using ClassSet = std::uint64_t;
inline constexpr ClassSet kUnknownClass = 1;
inline constexpr std::size_t kMostClasses = 63;

}  // namespace bsup::core
