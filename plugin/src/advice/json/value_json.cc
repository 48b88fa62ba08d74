#include "advice/json/value_json.h"

namespace bsup::core {

void WriteValueOf(JsonWriter& json, const Policy& policy, FactIndex fact, FactValue value) {
  if (!fact) return json.Null();
  policy.facts[fact].Write(json, value);
}

void WriteMode(JsonWriter& json, const Policy& policy, ModeIndex mode) {
  if (!mode) return json.Null();
  json.String(policy.modes[mode].id);
}

void WriteTextOrNull(JsonWriter& json, std::string_view text) {
  if (text.empty()) return json.Null();
  json.String(text);
}

}  // namespace bsup::core
