// What a policy speaks about: modes and facts, each with a closed set of values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"

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

enum class FactType : std::uint8_t { kFlag, kChoice, kLevel, kCount };
enum class Worse : std::uint8_t { kNeither, kHigh, kLow };  // a flag's true is its high

// How a count is taken from the contact history; see plugin/docs/advice.md, "Counting the history".
enum class Derivation : std::uint8_t {
  kNone,
  kDaysSinceInPerson,
  kRemoteInARow,
  kMissesInARow,
  kRemoteMissesInARow,
  kWeeksWorkingTogether,
  kDaysIntoSupervision,
};

// A fact's value: 0 or 1 for a flag, the index of its value for a choice or level, the number
// itself for a count.
using FactValue = std::int32_t;
inline constexpr FactValue kUnknown = INT32_MIN;

struct Fact {
  std::string id;
  FactType type = FactType::kFlag;
  std::vector<std::string> values;  // choice and level
  Worse worse = Worse::kNeither;
  FactValue absent = kUnknown;       // what it means that a complete list does not name it
  std::optional<FactValue> presume;  // flag: taken where nothing tells
  Words label;
  Words ask;
  std::vector<Words> value_words;  // beside `values`; for a count, one: the unit
  FactValue min = 0;               // count
  FactValue max = 0;
  std::optional<int> holds_days;
  Derivation derive = Derivation::kNone;
  int cadence = -1;  // for `cadence.ID`: the index of the rule it tells of

  // The value that `text` names: a value of a choice or level; nothing for other types.
  [[nodiscard]] std::optional<FactValue> Named(std::string_view text) const;

  // The value as policy and payloads write it: `true`, `very high`, `14`; `unknown`.
  [[nodiscard]] std::string Spell(FactValue value) const;

  // The value in words for a person: `yes`, `very high`, `14 days`.
  [[nodiscard]] std::string Say(FactValue value, Language language) const;

  // The worse of two known values, or kUnknown where neither way is worse.
  [[nodiscard]] FactValue WorseOf(FactValue a, FactValue b) const;
};

// Classes of a fact's values that the policy's conditions can tell apart. Bit 0 is `unknown`; bit 1
// + k is the k-th class of known values.
using ClassSet = std::uint64_t;
inline constexpr ClassSet kUnknownClass = 1;
inline constexpr std::size_t kMostClasses = 63;

}  // namespace bsup::core
