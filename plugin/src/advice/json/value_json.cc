#include "advice/json/value_json.h"

namespace bsup::core {

void WriteValue(JsonWriter& json, const Fact& fact, FactValue value) {
  if (value == kUnknown) return json.Null();
  switch (fact.type) {
    case FactType::kFlag: return json.Bool(value != 0);
    case FactType::kCount: return json.Integer(value);
    case FactType::kChoice:
    case FactType::kLevel: return json.String(fact.values[static_cast<std::size_t>(value)]);
  }
}

void WriteValueOf(JsonWriter& json, const Policy& policy, int fact, FactValue value) {
  if (fact < 0) return json.Null();
  WriteValue(json, policy.facts[static_cast<std::size_t>(fact)], value);
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
