// What the rules of a pack have in common.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "base/enum_table.h"
#include "base/suggest.h"
#include "policy/read/read_modes.h"
#include "policy/read/read_vocabulary.h"
#include "policy/read/table_reader.h"

namespace bsup::core {

// A rule that another one names. Whether it is there is known once all packs are read.
enum class RuleNameKind : std::uint8_t { kPrinciple, kCadence, kSuspension };
struct RuleName {
  RuleNameKind kind;
  std::string id;
  Place place;
};

// What reading a rule needs to know of the rest.
struct RuleReading {
  const Pack& pack;
  const Vocabulary& vocabulary;
  std::vector<RuleName>& names;  // filled
  Problems& problems;

  [[nodiscard]] const Policy& policy() const { return vocabulary.policy; }
};

// The keys that every rule has.
void ReadCommon(TableReader& table, const RuleReading& reading, bool applies_if_unknown,
                Rule& rule);

// `because`, and `short` where the rule has it.
void ReadReason(TableReader& table, Rule& rule);
Basis ReadBasis(TableReader& table);
Mandate ReadMandate(TableReader& table, const RuleReading& reading);

// `note` or `stop`: what a planned mode deserves while the rule limits it.
NoticeLevel ReadNotice(TableReader& table, NoticeLevel by_default);

inline ModeSet ReadModes(TableReader& table, std::string_view key, const RuleReading& reading) {
  return ReadModes(table, key, reading.policy().modes);
}

// Whether no exceptional model may suspend the rule. They suspend the nation's rules alone.
bool ReadNeverSuspended(TableReader& table, const RuleReading& reading);

RoleIndex FindRole(const std::string& role, const Place& place, const RuleReading& reading);

// Which row of a table has the one word that is a key here, as `kind`; false, with a problem, where
// there is not exactly one. `one` is what messages call it: "effect: ".
template <class Row, std::size_t N, class Member>
bool TakeKind(TableReader& table, const std::array<Row, N>& rows, const std::string& rule,
              const std::string& one, Member& kind) {
  int found = 0;
  for (const Row& row : rows) {
    if (table.Take(row.word) == nullptr) continue;
    ++found;
    kind = row.member;
  }
  if (found == 1) return true;
  table.problems().Add(table.place(),
                       "a " + rule + " has exactly one " + one + OneOf(Listed(WordsOf(rows))) +
                           (found == 0 ? "; this one has none" : "; make a " + rule + " of each"));
  return false;
}

// The table under `flex`, or nullptr, with a problem where there can be none.
const TomlValue* TakeFlex(TableReader& table, const RuleReading& reading);

}  // namespace bsup::core
