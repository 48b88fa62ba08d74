#include "policy/read/reader.h"

#include <algorithm>

#include "base/suggest.h"
#include "policy/read/read_parts.h"

namespace bsup::core {
namespace {

// Reads each table of one kind in the order of the files.
template <class List, class Read>
List ReadEach(const Pack& pack, std::string_view name, Read read) {
  List rules;
  if (!MayHold(pack.head.kind, name)) return rules;
  for (const TomlValue* value : TablesOf(pack, name)) rules.push_back(read(*value));
  return rules;
}

}  // namespace

std::vector<const TomlValue*> TablesOf(const Pack& pack, std::string_view name) {
  std::vector<const TomlValue*> tables;
  for (const TomlValue& file : pack.source.files) {
    const TomlValue* list = file.Find(name);
    if (list == nullptr) continue;
    for (const TomlValue& item : list->items) {
      if (item.is_table()) tables.push_back(&item);
    }
  }
  return tables;
}

Rules ReadRules(const Pack& pack, const Vocabulary& vocabulary, Problems& problems) {
  const RuleReading reading{pack, vocabulary, problems};
  const auto by = [&](auto read) {
    return [&reading, read](const TomlValue& value) { return read(value, reading); };
  };
  Rules rules;
  rules.cannot = ReadEach<Indexed<RuleIndex, Cannot>>(pack, "cannot", by(ReadCannot));
  rules.principles = ReadEach<Indexed<RuleIndex, Principle>>(pack, "principle", by(ReadPrinciple));
  rules.factors = ReadEach<Indexed<RuleIndex, Factor>>(pack, "factor", by(ReadFactor));
  rules.safeguards = ReadEach<Indexed<RuleIndex, Safeguard>>(pack, "safeguard", by(ReadSafeguard));
  rules.cadence = ReadEach<Indexed<RuleIndex, Cadence>>(pack, "cadence", by(ReadCadence));
  rules.resources = ReadEach<Indexed<RuleIndex, Resource>>(pack, "resource", by(ReadResource));
  rules.integrity = ReadEach<Indexed<RuleIndex, Integrity>>(pack, "integrity", by(ReadIntegrity));
  rules.suspensions = ReadEach<std::vector<Suspension>>(pack, "suspend", by(ReadSuspension));
  rules.settings = ReadEach<std::vector<Setting>>(pack, "set", by(ReadSetting));
  for (const TomlValue& file : pack.source.files) {
    const TomlValue* refer = file.Find("refer");
    if (refer == nullptr || !refer->is_table() || !MayHold(pack.head.kind, "refer")) continue;
    if (rules.refer) problems.Add(refer->place, "[refer] is given twice; keep one");
    rules.refer = ReadRefer(*refer, vocabulary.policy, problems);
  }
  if (!rules.refer && pack.head.kind == PackKind::kNational) {
    problems.Add(pack.head.place, "the pack has no [refer]; say whom to ask");
  }
  return rules;
}

}  // namespace bsup::core
