#include "policy/model/vocabulary.h"

#include <algorithm>

#include "base/catalogue.h"

namespace bsup::core {

std::optional<FactValue> Fact::Named(std::string_view text) const {
  const auto found = std::ranges::find(values, text);
  if (found == values.end()) return std::nullopt;
  return static_cast<FactValue>(found - values.begin());
}

std::string Fact::Spell(FactValue value) const {
  if (value == kUnknown) return "unknown";
  switch (type) {
    case FactType::kFlag: return value == 0 ? "false" : "true";
    case FactType::kChoice:
    case FactType::kLevel: return values[static_cast<std::size_t>(value)];
    case FactType::kCount: break;
  }
  return std::to_string(value);
}

std::string Fact::Say(FactValue value, Language language) const {
  if (value == kUnknown) return core::Say(ValueText::kUnknown, language);
  switch (type) {
    case FactType::kFlag: return core::Say(value == 0 ? ValueText::kNo : ValueText::kYes, language);
    case FactType::kChoice:
    case FactType::kLevel: return value_words[static_cast<std::size_t>(value)].In(language);
    case FactType::kCount: break;
  }
  return std::to_string(value) + " " + value_words.front().In(language);
}

FactValue Fact::WorseOf(FactValue a, FactValue b) const {
  switch (worse) {
    case Worse::kNeither: return a == b ? a : kUnknown;
    case Worse::kHigh: return std::max(a, b);
    case Worse::kLow: return std::min(a, b);
  }
  return kUnknown;
}

}  // namespace bsup::core
