// Reading one table of a pack: each key by its type and range, then the keys that nobody knows.
//
// Take or Need every key the table may have, then Finish. Each call reports what is wrong and gives
// a harmless value, so that reading goes on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"
#include "policy/read/problems.h"
#include "policy/read/toml.h"

namespace bsup::core {

class TableReader {
 public:
  // `name` is what messages call the table: `[[mode]]`. All three outlive the reader.
  TableReader(const TomlValue& table, std::string name, Problems& problems);

  [[nodiscard]] const Place& place() const { return table_.place; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Problems& problems() const { return problems_; }

  // The value of a key, or nullptr; Need reports a missing one.
  const TomlValue* Take(std::string_view key);
  const TomlValue* Need(std::string_view key);

  // Where the key's value stands, or the table if it has none.
  [[nodiscard]] const Place& PlaceOf(std::string_view key) const;

  // A text that is not empty; empty when missing or wrong.
  std::string NeedText(std::string_view key);

  // An id of lower case letters, digits and hyphens, or (`people's words`) any short text.
  std::string NeedId(std::string_view key);
  std::string NeedName(std::string_view key);

  Words NeedWords(std::string_view key);
  int NeedInteger(std::string_view key, int least, int greatest);
  std::optional<int> TakeInteger(std::string_view key, int least, int greatest);
  bool NeedBool(std::string_view key);
  std::optional<bool> TakeBool(std::string_view key);
  std::optional<Day> NeedDay(std::string_view key);
  std::optional<Day> TakeDay(std::string_view key);

  // The index in `names`; 0 when missing or wrong.
  int NeedOneOf(std::string_view key, std::span<const char* const> names);
  std::optional<int> TakeOneOf(std::string_view key, std::span<const char* const> names);

  // Texts of a list, each with its place; a list may be empty only if `may_be_empty`.
  struct Item {
    std::string text;
    Place place;
  };
  std::vector<Item> NeedTexts(std::string_view key, bool may_be_empty = false);
  std::vector<Item> TakeTexts(std::string_view key);

  // Reports every key that was not asked for.
  void Finish();

 private:
  const TomlValue& table_;
  std::string name_;
  Problems& problems_;
  std::vector<std::string> asked_;
};

// The same for a value that stands alone. `what` is what messages call it.
Words ReadWords(const TomlValue& value, const std::string& what, Problems& problems);
std::optional<int> ReadInteger(const TomlValue& value, const std::string& what, int least,
                               int greatest, Problems& problems);

// Short, without control characters and without spaces at its ends.
bool IsName(std::string_view text);

}  // namespace bsup::core
