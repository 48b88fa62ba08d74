#include "policy/model/fact.h"

#include <algorithm>
#include <charconv>

#include "base/catalogue.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/suggest.h"

namespace bsup::core {
namespace {

std::optional<Literal> LiteralIn(const JsonNode& node) {
  if (node.is_bool()) return node.boolean();
  if (node.is_integer()) return node.integer();
  if (node.is_string()) return node.string();
  return std::nullopt;
}

}  // namespace

Range Fact::Domain() const {
  switch (type) {
    case FactType::kFlag: return {0, 1};
    case FactType::kChoice:
    case FactType::kLevel: return {0, static_cast<FactValue>(values.size()) - 1};
    case FactType::kCount: return {min, max};
  }
  return {};
}

std::optional<FactValue> Fact::Named(std::string_view text) const {
  const auto found = std::ranges::find(values, text);
  if (found == values.end()) return std::nullopt;
  return static_cast<FactValue>(found - values.begin());
}

std::optional<FactValue> Fact::Read(const Literal& literal) const {
  switch (type) {
    case FactType::kFlag:
      if (const bool* flag = std::get_if<bool>(&literal)) return *flag ? 1 : 0;
      break;
    case FactType::kChoice:
    case FactType::kLevel:
      if (const auto* name = std::get_if<std::string_view>(&literal)) return Named(*name);
      break;
    case FactType::kCount:
      if (const auto* number = std::get_if<std::int64_t>(&literal)) {
        if (*number >= min && *number <= max) return static_cast<FactValue>(*number);
      }
      break;
  }
  return std::nullopt;
}

std::optional<FactValue> Fact::Read(const JsonNode& node) const {
  const auto literal = LiteralIn(node);
  return literal ? Read(*literal) : std::nullopt;
}

std::optional<FactValue> Fact::ReadNearest(const JsonNode& node) const {
  if (!node.is_integer() || !type_row().by_range) return Read(node);
  const Range domain = Domain();
  return Read(Literal(std::clamp<std::int64_t>(node.integer(), domain.low, domain.high)));
}

std::optional<FactValue> Fact::Parse(std::string_view text) const {
  switch (type) {
    case FactType::kFlag:
      if (text == "true") return 1;
      if (text == "false") return 0;
      break;
    case FactType::kChoice:
    case FactType::kLevel: return Named(text);
    case FactType::kCount: {
      std::int64_t number = 0;
      const char* end = text.data() + text.size();
      const auto [stop, error] = std::from_chars(text.data(), end, number);
      if (error == std::errc() && stop == end) return Read(Literal(number));
      break;
    }
  }
  return std::nullopt;
}

std::string Fact::Expected() const {
  switch (type) {
    case FactType::kFlag: return "true or false";
    case FactType::kChoice:
    case FactType::kLevel: return OneOf(values);
    case FactType::kCount: break;
  }
  return "a whole number" + (Unit().en.empty() ? "" : " of " + Unit().en) + " from " +
         std::to_string(min) + " to " + std::to_string(max);
}

std::string Fact::NotAValue(const std::string& shown, std::string_view text) const {
  const std::string near = DidYouMean(text, values);
  return shown + " is not a value of " + id + (near.empty() ? "; write " + Expected() : near);
}

std::string Fact::NotAValue(const Literal& literal) const {
  if (const bool* flag = std::get_if<bool>(&literal))
    return NotAValue(*flag ? "true" : "false", "");
  if (const auto* number = std::get_if<std::int64_t>(&literal))
    return NotAValue(std::to_string(*number), "");
  const std::string_view text = std::get<std::string_view>(literal);
  return NotAValue(Quoted(text), text);
}

std::string Fact::NotAValue(const JsonNode& node) const {
  const auto literal = LiteralIn(node);
  return literal ? NotAValue(*literal) : NotAValue(std::string(node.KindName()), "");
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

void Fact::Write(JsonWriter& json, FactValue value) const {
  if (value == kUnknown) return json.Null();
  switch (type) {
    case FactType::kFlag: return json.Bool(value != 0);
    case FactType::kChoice:
    case FactType::kLevel: return json.String(values[static_cast<std::size_t>(value)]);
    case FactType::kCount: return json.Integer(value);
  }
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

std::optional<FactValue> Fact::ParseAbsent(std::string_view text) const {
  switch (type) {
    case FactType::kFlag:
      if (text == "no") return 0;
      break;
    case FactType::kChoice:
    case FactType::kLevel: return Named(text);
    case FactType::kCount: break;
  }
  return std::nullopt;
}

std::string Fact::SpellAbsent() const {
  switch (type) {
    case FactType::kFlag:
      if (absent == 0) return "no";
      break;
    case FactType::kChoice:
    case FactType::kLevel:
    case FactType::kCount: break;
  }
  return Spell(absent);
}

FactValue Fact::WorseOf(FactValue a, FactValue b) const {
  switch (worse) {
    case Worse::kNeither: return a == b ? a : kUnknown;
    case Worse::kHigh: return std::max(a, b);
    case Worse::kLow: return std::min(a, b);
  }
  return kUnknown;
}

std::optional<bool> Fact::IsOld(Day told_on, Day as_of) const {
  if (!old_after) return std::nullopt;
  return as_of - told_on > 7 * old_after->weeks;
}

bool Fact::IsWorst(FactValue value) const {
  switch (worse) {
    case Worse::kNeither: return false;
    case Worse::kHigh: return value == Domain().high;
    case Worse::kLow: return value == Domain().low;
  }
  return false;
}

}  // namespace bsup::core
