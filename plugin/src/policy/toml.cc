#include "policy/toml.h"

#include <algorithm>
#include <cstdio>
#include <tuple>
#include <utility>

#include <toml++/toml.h>

namespace bsup {
namespace {

Place PlaceOf(const toml::source_region& source, const std::string& name) {
  return {name, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column)};
}

bool Before(const Place& a, const Place& b) {
  return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

TomlValue Convert(const toml::node& node, const std::string& name) {
  TomlValue value;
  value.place = PlaceOf(node.source(), name);
  if (const auto* table = node.as_table()) {
    value.kind = TomlKind::kTable;
    for (const auto& [key, member] : *table) {
      const Place place = PlaceOf(key.source(), name);
      value.members.push_back({std::string(key.str()), place, Convert(member, name)});
    }
    std::ranges::stable_sort(value.members, [](const TomlMember& a, const TomlMember& b) {
      return Before(a.place, b.place);
    });
  } else if (const auto* array = node.as_array()) {
    value.kind = TomlKind::kList;
    for (const toml::node& item : *array) value.items.push_back(Convert(item, name));
  } else if (const auto* text = node.as_string()) {
    value.kind = TomlKind::kText;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.kind = TomlKind::kInteger;
    value.integer = integer->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.kind = TomlKind::kBool;
    value.boolean = boolean->get();
  } else if (const auto* date = node.as_date()) {
    char written[16];
    std::snprintf(
        written, sizeof written, "%04d-%02d-%02d", static_cast<int>(date->get().year) % 10000,
        static_cast<int>(date->get().month) % 100, static_cast<int>(date->get().day) % 100);
    if (const auto day = Day::Parse(written)) {
      value.kind = TomlKind::kDay;
      value.day = *day;
    }
  }
  return value;
}

}  // namespace

const TomlValue* TomlValue::Find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &TomlMember::key);
  return found == members.end() ? nullptr : &found->value;
}

std::string_view TomlValue::KindName() const {
  switch (kind) {
    case TomlKind::kText: return "a text";
    case TomlKind::kInteger: return "a whole number";
    case TomlKind::kBool: return "true or false";
    case TomlKind::kDay: return "a date";
    case TomlKind::kList: return "a list";
    case TomlKind::kTable: return "a table";
    case TomlKind::kOther: return "something else";
  }
  return "";
}

Result<TomlValue> ParseToml(std::string_view text, const std::string& name) {
  const toml::parse_result parsed = toml::parse(text, std::string_view(name));
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return Error(Status::kBadPolicy, PlaceOf(error.source(), name).ToString(),
                 "not valid TOML: " + std::string(error.description()));
  }
  return Convert(parsed.table(), name);
}

}  // namespace bsup
