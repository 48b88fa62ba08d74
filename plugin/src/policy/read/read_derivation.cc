#include "policy/read/read_derivation.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/suggest.h"
#include "policy/read/read_modes.h"

namespace bsup::core {
namespace {

constexpr int kMostContacts = 100;

// Those that stand alone, or those that something is said beside.
std::vector<std::string> WordsThat(bool stand_alone) {
  std::vector<std::string> words;
  for (const DerivationRow& row : kDerivations) {
    if ((row.takes == DerivationTakes::kNothing) == stand_alone) words.emplace_back(row.word);
  }
  return words;
}

// `derive = { remote_of_last = 4 }`
std::string Example(const DerivationRow& row) {
  return std::string("derive = { ") + row.word +
         (row.takes == DerivationTakes::kModes ? " = [\"office\"] }" : " = 4 }");
}

std::optional<Derivation> ReadAlone(TableReader& fact, const TomlValue& value) {
  const auto found = std::ranges::find(kDerivations, value.text, &DerivationRow::word);
  if (found == kDerivations.end()) {
    fact.problems().Add(value.place, "\"derive\" must be " + OneOf(WordsThat(true)) +
                                         ", or a table with " + OneOf(WordsThat(false)) + ", not " +
                                         Quoted(value.text));
  } else if (found->takes != DerivationTakes::kNothing) {
    fact.problems().Add(
        value.place, Quoted(found->word) + " says more; write it as a table: " + Example(*found));
  } else {
    return Derivation{.kind = found->member};
  }
  return std::nullopt;
}

// Contacts by some modes may be passed over, but some of either sort must remain.
void CheckExcept(TableReader& table, ModeSet except, const Indexed<ModeIndex, Mode>& modes) {
  for (const bool in_person : {true, false}) {
    ModeSet sort;
    for (const ModeIndex mode : modes.indexes()) {
      if (IsPossible(mode) && modes[mode].in_person == in_person) sort.Add(mode);
    }
    if (sort.empty() || !sort.Within(except)) continue;
    table.problems().Add(table.PlaceOf("except"),
                         std::string("\"except\" passes over every ") +
                             (in_person ? "mode in person" : "remote mode") + "; leave one");
  }
}

std::optional<Derivation> ReadBeside(TableReader& fact, const TomlValue& value,
                                     const Indexed<ModeIndex, Mode>& modes) {
  TableReader table(value, "\"derive\"", fact.problems());
  std::vector<const DerivationRow*> found;
  for (const DerivationRow& row : kDerivations) {
    if (row.takes != DerivationTakes::kNothing && table.Take(row.word) != nullptr)
      found.push_back(&row);
  }
  if (found.size() != 1) {
    table.problems().Add(value.place,
                         "a table under \"derive\" has exactly one of " + OneOf(WordsThat(false)));
    return std::nullopt;
  }
  const DerivationRow& row = *found.front();
  Derivation derivation{.kind = row.member};
  switch (row.takes) {
    case DerivationTakes::kNothing: break;
    case DerivationTakes::kContacts:
      derivation.last = table.NeedInteger(row.word, 1, kMostContacts).value_or(1);
      if (table.Take("except") == nullptr) break;
      derivation.except = ReadModes(table, "except", modes);
      CheckExcept(table, derivation.except, modes);
      break;
    case DerivationTakes::kModes: derivation.modes = ReadModes(table, row.word, modes); break;
  }
  table.Finish();
  return derivation;
}

}  // namespace

std::optional<Derivation> ReadDerivation(TableReader& fact, const Indexed<ModeIndex, Mode>& modes) {
  const TomlValue* value = fact.Take("derive");
  if (value == nullptr) return std::nullopt;
  if (value->is_text()) return ReadAlone(fact, *value);
  if (!CheckKind(*value, TomlKind::kTable, "\"derive\"", "a text or a table", fact.problems()))
    return std::nullopt;
  return ReadBeside(fact, *value, modes);
}

}  // namespace bsup::core
