#include "advice/json/value_json.h"

namespace bsup::core {

void WriteValueOf(JsonWriter& json, std::string_view key, const Policy& policy, FactIndex fact,
                  FactValue value) {
  json.PlainKey(key);
  fact ? policy.facts[fact].Write(json, value) : json.Null();
}

void WriteMode(JsonWriter& json, std::string_view key, const Policy& policy, ModeIndex mode) {
  json.PlainKey(key);
  mode ? json.String(policy.modes[mode].id) : json.Null();
}

void WriteTextOrNull(JsonWriter& json, std::string_view key, std::string_view text) {
  json.PlainKey(key);
  text.empty() ? json.Null() : json.String(text);
}

}  // namespace bsup::core
