// The parts that the reader's files share.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "policy/read/reader.h"
#include "policy/read/table_reader.h"

namespace bsup::core {

// Whether a kind of pack may hold the table. CheckTables reports those it may not, and they are not
// read.
bool MayHold(PackKind kind, std::string_view name);

// The tables `[[name]]` of a pack, in order.
std::vector<const TomlValue*> TablesOf(const Pack& pack, std::string_view name);

// The names of things that have an id.
template <class T>
std::vector<std::string> IdsOf(const std::vector<T>& things) {
  std::vector<std::string> ids;
  for (const T& thing : things) ids.push_back(thing.id);
  return ids;
}

// Where the thing with that id is, or none and a problem that calls it a `kind`.
template <class At, class T>
At FindNamed(const Indexed<At, T>& things, std::string_view kind, const std::string& id,
             const Place& place, Problems& problems) {
  const auto found = std::ranges::find(things, id, &T::id);
  if (found != things.end()) return things.IndexOf(*found);
  problems.Add(place, UnknownName(kind, id, IdsOf(things)));
  return {};
}

// Whether it is one of the modes that there may be; of one beyond them a problem says so already.
inline bool IsPossible(ModeIndex mode) { return mode && mode.number() < kMostModes; }

ModeSet ReadModes(TableReader& table, std::string_view key, const Policy& vocabulary);

// Reads the conditions of packs. A test of a fact whose own declaration is wrong is passed over.
Row ReadRow(const TomlValue& table, const std::string& name, const Policy& vocabulary,
            Problems& problems);
Condition ReadCondition(const TomlValue& value, const std::string& name, const Policy& vocabulary,
                        Problems& problems);

// The facts a pack declares, in order, and those of its cadence rules.
Indexed<FactIndex, Fact> ReadFacts(const Pack& pack, Problems& problems);

Refer ReadRefer(const TomlValue& value, const Policy& vocabulary, Problems& problems);

// What the rule files need to read a rule.
struct RuleReading {
  const Pack& pack;
  const Vocabulary& vocabulary;
  Problems& problems;

  [[nodiscard]] const Policy& policy() const { return vocabulary.policy; }
};

// The keys that every rule has.
void ReadCommon(TableReader& table, const RuleReading& reading, bool applies_if_unknown,
                Rule& rule);

Basis ReadBasis(TableReader& table);
Mandate ReadMandate(TableReader& table, const RuleReading& reading);

// The table under `flex`, or nullptr, with a problem where there can be none.
const TomlValue* TakeFlex(TableReader& table, const RuleReading& reading);

// The modes and weights of a `weigh`.
std::vector<std::pair<ModeIndex, int>> ReadWeights(const TomlValue& value,
                                                   const RuleReading& reading);

Cannot ReadCannot(const TomlValue& value, const RuleReading& reading);
Principle ReadPrinciple(const TomlValue& value, const RuleReading& reading);
Factor ReadFactor(const TomlValue& value, const RuleReading& reading);
Safeguard ReadSafeguard(const TomlValue& value, const RuleReading& reading);
Cadence ReadCadence(const TomlValue& value, const RuleReading& reading);
Resource ReadResource(const TomlValue& value, const RuleReading& reading);
Integrity ReadIntegrity(const TomlValue& value, const RuleReading& reading);
Suspension ReadSuspension(const TomlValue& value, const RuleReading& reading);
Setting ReadSetting(const TomlValue& value, const RuleReading& reading);

inline constexpr int kMostWeight = 3;

}  // namespace bsup::core
