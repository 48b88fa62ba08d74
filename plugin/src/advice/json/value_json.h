// Members whose values are those of facts, modes, lists and optional texts: as policies and payloads
// write them, and null for what is not known.
#pragma once

#include <string_view>

#include "base/enum_names.h"
#include "base/json_writer.h"
#include "policy/model/policy.h"

namespace bsup::core {

// The value of a fact that the policy may not declare (none): null then.
void WriteValueOf(JsonWriter& json, std::string_view key, const Policy& policy, FactIndex fact,
                  FactValue value);

// The mode's id; null for none.
void WriteMode(JsonWriter& json, std::string_view key, const Policy& policy, ModeIndex mode);

// Null when empty.
void WriteTextOrNull(JsonWriter& json, std::string_view key, std::string_view text);

// An array with an object for each item, whose members `write` writes.
template <class List, class Write>
void WriteEach(JsonWriter& json, std::string_view key, const List& list, Write write) {
  json.Array(key);
  for (const auto& item : list) {
    json.Object();
    write(item);
    json.EndObject();
  }
  json.EndArray();
}

// An array with the id of each of `things` that `indexes` names.
template <class Things, class Indexes>
void WriteIds(JsonWriter& json, std::string_view key, const Things& things,
              const Indexes& indexes) {
  json.Array(key);
  for (const auto index : indexes) json.String(things[index].id);
  json.EndArray();
}

}  // namespace bsup::core
