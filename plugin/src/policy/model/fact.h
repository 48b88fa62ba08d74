// A fact as a policy declares it, and its values: which there are, and how they are read, written
// and said.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/day.h"
#include "base/enum_table.h"
#include "base/place.h"
#include "base/words.h"
#include "policy/model/citation.h"
#include "policy/model/condition.h"
#include "policy/model/derivation.h"
#include "policy/model/fact_type.h"
#include "policy/model/places.h"
#include "policy/model/range.h"

namespace bsup::core {

class JsonNode;
class JsonWriter;

enum class Worse : std::uint8_t { kNeither, kHigh, kLow };  // a flag's true is its high
inline constexpr std::array kWorseNames{"neither", "high", "low"};
static_assert(HasMembers<Worse>(kWorseNames.size()));

// How old a host's value may become before it is said to be old, and who publishes that number.
struct OldAfter {
  int weeks = 0;
  Citation source;
};

// A value as TOML and JSON write it: true, 14, "very high".
using Literal = std::variant<bool, std::int64_t, std::string_view>;

struct Fact {
  std::string id;
  Place place;  // of its declaration, or of the cadence rule whose state it is
  FactType type = FactType::kFlag;
  std::vector<std::string> values;  // choice and level
  Worse worse = Worse::kNeither;
  FactValue absent = kUnknown;       // what it means that a complete list does not name it
  std::optional<FactValue> presume;  // flag: its value where no source gives one
  Words label;
  Words ask;
  std::vector<Words> value_words;  // beside `values`; for a count, one: the unit
  FactValue min = 0;               // count
  FactValue max = 0;
  // How long an answer holds; the worst there can be holds until it is changed.
  std::optional<int> holds_days;
  bool holds_for_contact = false;  // one that is given for one contact holds for that one alone
  std::optional<OldAfter> old_after;
  Row only_when;                     // every test of the fact carries these; they test other facts
  JointIndex joint;                  // the question that settles it with others, or none
  Condition ask_when;                // it is asked only where this is true; by default always
  std::optional<Derivation> derive;  // count
  RuleIndex cadence;                 // for `cadence.ID`: that rule

  [[nodiscard]] const FactTypeRow& type_row() const { return RowOf(kFactTypes, type); }

  // What a count counts: days, contacts.
  [[nodiscard]] Words Unit() const { return value_words.empty() ? Words{} : value_words.front(); }

  // From the least value to the greatest.
  [[nodiscard]] Range Domain() const;

  // The value that `text` names: a value of a choice or level; nothing for other types.
  [[nodiscard]] std::optional<FactValue> Named(std::string_view text) const;

  // The value that is written; nothing where it is not one of the fact's.
  [[nodiscard]] std::optional<FactValue> Read(const Literal& literal) const;
  [[nodiscard]] std::optional<FactValue> Read(const JsonNode& node) const;
  // The same, where a number beyond the fact's bounds is taken as the bound.
  [[nodiscard]] std::optional<FactValue> ReadNearest(const JsonNode& node) const;
  // The value that Spell writes so.
  [[nodiscard]] std::optional<FactValue> Parse(std::string_view text) const;
  // `"hihg" is not a value of risk.rosh; did you mean "high"?`
  [[nodiscard]] std::string NotAValue(const Literal& literal) const;
  [[nodiscard]] std::string NotAValue(const JsonNode& node) const;

  // The value as policy and payloads write it: `true`, `very high`, `14`; `unknown`.
  [[nodiscard]] std::string Spell(FactValue value) const;

  // The same as JSON: true, "very high", 14; null.
  void Write(JsonWriter& json, FactValue value) const;

  // The value in words for a person: `yes`, `very high`, `14 days`.
  [[nodiscard]] std::string Say(FactValue value, Language language) const;

  // `absent` as a pack writes it: `no` for a flag, else the value.
  [[nodiscard]] std::optional<FactValue> ParseAbsent(std::string_view text) const;
  [[nodiscard]] std::string SpellAbsent() const;

  // The worse of two known values, or kUnknown where neither way is worse.
  [[nodiscard]] FactValue WorseOf(FactValue a, FactValue b) const;
  // Whether a value of that day is old on that other one; nothing where the pack has no number.
  [[nodiscard]] std::optional<bool> IsOld(Day told_on, Day as_of) const;
  // Whether the value is the worst that there can be.
  [[nodiscard]] bool IsWorst(FactValue value) const;

 private:
  [[nodiscard]] std::string Expected() const;  // `true or false`
  [[nodiscard]] std::string NotAValue(const std::string& shown, std::string_view text) const;
};

}  // namespace bsup::core
