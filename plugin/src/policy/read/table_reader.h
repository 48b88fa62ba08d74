// Reading one table of a pack or mapping key by key; see base/key_reader.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/key_reader.h"
#include "base/words.h"
#include "policy/model/range.h"
#include "policy/read/problems.h"
#include "policy/read/toml.h"

namespace bsup::core {

inline std::optional<std::string_view> TextOf(const TomlValue& value) {
  return value.is_text() ? std::optional<std::string_view>(value.text) : std::nullopt;
}
inline std::optional<bool> FlagOf(const TomlValue& value) {
  return value.kind == TomlKind::kBool ? std::optional(value.boolean) : std::nullopt;
}
inline std::optional<std::int64_t> IntegerOf(const TomlValue& value) {
  return value.kind == TomlKind::kInteger ? std::optional(value.integer) : std::nullopt;
}
inline std::optional<Day> DayOf(const TomlValue& value) {
  return value.kind == TomlKind::kDay ? std::optional(value.day) : std::nullopt;
}

class TableReader : public KeyReader<TableReader, TomlValue> {
 public:
  static constexpr std::string_view kWantedText = "a text in quotes";
  static constexpr std::string_view kWantedDay = "a date without quotes, as 2026-10-01";
  static constexpr bool kDayIsText = false;

  // `name` is what messages call the table: `[[mode]]`. All three outlive the reader.
  TableReader(const TomlValue& table, std::string name, Problems& problems);

  [[nodiscard]] const Place& place() const { return table_.place; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Problems& problems() const { return problems_; }

  // The place of the key's value, or of the table if it has none.
  [[nodiscard]] const Place& PlaceOf(std::string_view key) const;

  // A text that is not empty; empty when missing or wrong.
  std::string NeedText(std::string_view key);

  // An id of lower case letters, digits and hyphens, or (`people's words`) any short text.
  std::string NeedId(std::string_view key);
  std::string NeedName(std::string_view key);

  Words NeedWords(std::string_view key);

  // Texts of a list, each with its place; a list may be empty only if `may_be_empty`.
  struct Item {
    std::string text;
    Place place;
  };
  std::vector<Item> NeedTexts(std::string_view key, bool may_be_empty = false);
  std::vector<Item> TakeTexts(std::string_view key);

  // For KeyReader.
  const TomlValue* Find(std::string_view key) { return table_.Find(key); }
  void Missing(std::string_view key);
  void Wrong(std::string_view key, const TomlValue& value, const std::string& what);
  void Unknown(const TomlMember& member, const std::vector<std::string>& known);
  [[nodiscard]] const std::vector<TomlMember>& members() const { return table_.members; }

 private:
  const TomlValue& table_;
  std::string name_;
  Problems& problems_;
};

// The same for a value without a key. `what` is what messages call it.
//
// Whether it is of that kind; where it is not, a problem says that it must be `wanted`.
bool CheckKind(const TomlValue& value, TomlKind kind, const std::string& what,
               std::string_view wanted, Problems& problems);
Words ReadWords(const TomlValue& value, const std::string& what, Problems& problems);
std::optional<int> ReadInteger(const TomlValue& value, const std::string& what, int least,
                               int greatest, Problems& problems);
// `[least, greatest]`, both within `bounds`.
std::optional<Range> ReadRange(const TomlValue& value, const std::string& what, const Range& bounds,
                               const std::string& example, Problems& problems);

// Short, without control characters and without spaces at its ends.
bool IsName(std::string_view text);

}  // namespace bsup::core
