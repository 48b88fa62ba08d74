#include "advice/json/value_json.h"

namespace bsup::core {

void WriteValueOf(JsonWriter& json, const Policy& policy, int fact, FactValue value) {
  if (fact < 0) return json.Null();
  policy.facts[static_cast<std::size_t>(fact)].Write(json, value);
}

void WriteMode(JsonWriter& json, const Policy& policy, int mode) {
  if (mode < 0) return json.Null();
  json.String(policy.modes[static_cast<std::size_t>(mode)].id);
}

void WriteTextOrNull(JsonWriter& json, std::string_view text) {
  if (text.empty()) return json.Null();
  json.String(text);
}

}  // namespace bsup::core
