// TOML as a tree in which everything has its place, members in the order of the file.
//
// toml.cc is the only door to toml++, which compiles slowly and sorts tables by key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/place.h"
#include "base/result.h"

namespace bsup::core {

enum class TomlKind : std::uint8_t {
  kText,
  kInteger,
  kDecimal,
  kBool,
  kDay,
  kTime,
  kList,
  kTable,
  kOther  // a day beyond those that a policy can name
};

struct TomlMember;

struct TomlValue {
  TomlKind kind = TomlKind::kOther;
  Place place;
  std::string text;  // kText
  std::int64_t integer = 0;
  bool boolean = false;
  Day day;
  std::vector<TomlValue> items;
  std::vector<TomlMember> members;

  [[nodiscard]] bool is_text() const { return kind == TomlKind::kText; }
  [[nodiscard]] bool is_list() const { return kind == TomlKind::kList; }
  [[nodiscard]] bool is_table() const { return kind == TomlKind::kTable; }

  // The member of that key, or nullptr (also for other kinds).
  [[nodiscard]] const TomlValue* Find(std::string_view key) const;

  // "a text in quotes", "a list", ... for messages.
  [[nodiscard]] std::string_view KindName() const;
};

struct TomlMember {
  std::string key;
  Place place;  // of the key
  TomlValue value;
};

// The root table of `text`; an error's place is `name:line:column`.
Result<TomlValue> ParseToml(std::string_view text, const std::string& name);

}  // namespace bsup::core
