// Values, days and optional texts in JSON: as policies and payloads write them, and null for what
// is not known.
#pragma once

#include <optional>
#include <string_view>

#include "base/day.h"
#include "base/enum_names.h"
#include "base/json_writer.h"
#include "policy/model/policy.h"

namespace bsup::core {

// The value of a fact that the policy may not declare (none): null then.
void WriteValueOf(JsonWriter& json, const Policy& policy, FactIndex fact, FactValue value);

inline void WriteDay(JsonWriter& json, Day day) { json.Value(day); }
inline void WriteDay(JsonWriter& json, const std::optional<Day>& day) { json.Value(day); }

// The mode's id; null for none.
void WriteMode(JsonWriter& json, const Policy& policy, ModeIndex mode);

// Null when empty.
void WriteTextOrNull(JsonWriter& json, std::string_view text);

// An array with an object for each item, whose members `write` writes.
template <class List, class Write>
void WriteEach(JsonWriter& json, const List& list, Write write) {
  json.Array();
  for (const auto& item : list) {
    json.Object();
    write(item);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace bsup::core
