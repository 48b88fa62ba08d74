// Values, days and optional texts in JSON: as policies and payloads write them, and null for what
// is not known.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/day.h"
#include "base/json_writer.h"
#include "policy/model/policy.h"

namespace bsup::core {

// The word of the JSON for an enum's value, from the array of such words beside the enum.
template <class Names, class Enum>
constexpr const char* NameOf(const Names& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

// true or false, a name, or a number.
void WriteValue(JsonWriter& json, const Fact& fact, FactValue value);

// As above for a fact that the policy may not declare (index -1): null.
void WriteValueOf(JsonWriter& json, const Policy& policy, int fact, FactValue value);

void WriteDay(JsonWriter& json, Day day);
void WriteDay(JsonWriter& json, const std::optional<Day>& day);

// The mode's id; null for -1.
void WriteMode(JsonWriter& json, const Policy& policy, int mode);

// Null when empty.
void WriteTextOrNull(JsonWriter& json, std::string_view text);

}  // namespace bsup::core
