// Reading a table or an object key by key.
//
// Take or Need each key that it may have, then Finish. Each call reports what is wrong with its key
// and gives nothing, or a value that does no harm, so that reading goes on and every problem is
// told in one go.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/suggest.h"

namespace bsup::core {

// What TableReader (TOML) and ObjectReader (JSON) have in common. `Reader` has
//   const Value* Find(key)          the value of a key, or nullptr
//   void Missing(key)               reports that it is not there
//   void Wrong(key, value, what)    reports a value: `must be true or false, not a text`
//   void Unknown(member, known)     reports a key that was not asked for
//   members()                       all there are, each with its key
//   kWantedText, kWantedDay         what a text and a day are called
//   kDayIsText                      whether a day is written as a text
// and `Value` has TextOf, FlagOf, IntegerOf and DayOf beside it, which give nothing for other kinds.
template <class Reader, class Value>
class KeyReader {
 public:
  // The value of a key, or nullptr; Need reports a missing one.
  const Value* Take(std::string_view key) {
    if (std::ranges::find(asked_, key) == asked_.end()) asked_.emplace_back(key);
    return reader().Find(key);
  }
  const Value* Need(std::string_view key) {
    const Value* value = Take(key);
    if (value == nullptr) reader().Missing(key);
    return value;
  }

  std::optional<std::string_view> TakeText(std::string_view key) {
    const Value* value = Take(key);
    return value == nullptr ? std::nullopt
                            : Checked(key, *value, Reader::kWantedText, TextOf(*value));
  }

  std::optional<bool> TakeBool(std::string_view key) {
    const Value* value = Take(key);
    return value == nullptr ? std::nullopt : Checked(key, *value, "true or false", FlagOf(*value));
  }
  bool NeedBool(std::string_view key) {
    Need(key);
    return TakeBool(key).value_or(false);
  }

  std::optional<Day> TakeDay(std::string_view key) {
    const Value* value = Take(key);
    if (value == nullptr) return std::nullopt;
    return Checked(key, *value, Reader::kWantedDay, DayOf(*value), Reader::kDayIsText);
  }
  std::optional<Day> NeedDay(std::string_view key) {
    Need(key);
    return TakeDay(key);
  }

  std::optional<int> TakeInteger(std::string_view key, int least, int greatest) {
    const Value* value = Take(key);
    if (value == nullptr) return std::nullopt;
    const std::string wanted = WholeNumber(least, greatest);
    const auto number = Checked(key, *value, wanted, IntegerOf(*value));
    if (!number) return std::nullopt;
    if (*number >= least && *number <= greatest) return static_cast<int>(*number);
    reader().Wrong(key, *value, "must be " + wanted + ", not " + std::to_string(*number));
    return std::nullopt;
  }
  std::optional<int> NeedInteger(std::string_view key, int least, int greatest) {
    Need(key);
    return TakeInteger(key, least, greatest);
  }

  // The index in `names`; Need gives 0 where there is none.
  std::optional<int> TakeOneOf(std::string_view key, std::span<const char* const> names) {
    const Value* value = Take(key);
    if (value == nullptr) return std::nullopt;
    const std::vector<std::string> known(names.begin(), names.end());
    const auto text = TextOf(*value);
    const auto found = text ? std::ranges::find(known, *text) : known.end();
    std::optional<int> index;
    if (found != known.end()) index = static_cast<int>(found - known.begin());
    return Checked(key, *value, OneOf(known), index, true);
  }
  int NeedOneOf(std::string_view key, std::span<const char* const> names) {
    Need(key);
    return TakeOneOf(key, names).value_or(0);
  }

  // Reports every key that was not asked for.
  void Finish() {
    for (const auto& member : reader().members()) {
      if (std::ranges::find(asked_, member.key) == asked_.end()) reader().Unknown(member, asked_);
    }
  }

  static std::string WholeNumber(std::int64_t least, std::int64_t greatest) {
    return "a whole number from " + std::to_string(least) + " to " + std::to_string(greatest);
  }

  // `must be true or false, not a text`; where a text is wanted, with the one that is there.
  static std::string MustBe(std::string_view wanted, const Value& value, bool show_text = false) {
    std::string shown(value.KindName());
    if (show_text && TextOf(value)) shown = Quoted(*TextOf(value));
    return "must be " + std::string(wanted) + ", not " + shown;
  }

 private:
  template <class T>
  std::optional<T> Checked(std::string_view key, const Value& value, std::string_view wanted,
                           std::optional<T> read, bool show_text = false) {
    if (!read) reader().Wrong(key, value, MustBe(wanted, value, show_text));
    return read;
  }
  Reader& reader() { return static_cast<Reader&>(*this); }

  std::vector<std::string> asked_;
};

}  // namespace bsup::core
