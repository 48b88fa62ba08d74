#include "advice/json/value_json.h"

#include <chrono>

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

void WriteDay(JsonWriter& json, Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number()}}};
  const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  const auto month = static_cast<unsigned>(date.month());
  const auto of_month = static_cast<unsigned>(date.day());
  const auto digit = [](unsigned number) { return static_cast<char>('0' + number % 10); };
  // Day::ToString is several times slower, and advice holds some ten days.
  const char text[] = {digit(year / 1000),
                       digit(year / 100),
                       digit(year / 10),
                       digit(year),
                       '-',
                       digit(month / 10),
                       digit(month),
                       '-',
                       digit(of_month / 10),
                       digit(of_month)};
  json.String({text, sizeof text});
}

void WriteDay(JsonWriter& json, const std::optional<Day>& day) {
  if (!day) return json.Null();
  WriteDay(json, *day);
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
