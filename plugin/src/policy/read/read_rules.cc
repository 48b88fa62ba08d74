#include "policy/read/read_rules.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "policy/read/read_cadence.h"
#include "policy/read/read_citation.h"
#include "policy/read/read_condition.h"
#include "policy/read/read_factor.h"
#include "policy/read/read_principle.h"
#include "policy/read/read_setting.h"

namespace bsup::core {
namespace {

// Reads each table of one kind in the order of the files.
template <class List, class Read>
List ReadEach(const Pack& pack, std::string_view name, Read read) {
  List rules;
  if (!MayHold(pack.head.kind, name)) return rules;
  for (const TomlValue* value : TablesOf(pack.source, name)) rules.push_back(read(*value));
  return rules;
}

Cannot ReadCannot(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[cannot]]", reading.problems);
  Cannot rule;
  ReadCommon(table, reading, false, rule);
  ReadReason(table, rule);
  rule.modes = ReadModes(table, "modes", reading);
  rule.notice = ReadNotice(table, NoticeLevel::kNote);
  table.Finish();
  return rule;
}

Safeguard ReadSafeguard(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[safeguard]]", reading.problems);
  Safeguard rule;
  ReadCommon(table, reading, true, rule);
  rule.because = table.NeedWords("because");
  rule.modes = ReadModes(table, "modes", reading);
  rule.must = table.TakeBool("must").value_or(false);
  rule.basis = ReadBasis(table);
  table.Finish();
  return rule;
}

Resource ReadResource(const TomlValue& value, const RuleReading& reading) {
  constexpr int kMostMinutes = 600;
  constexpr std::size_t kMostSteps = 10;
  TableReader table(value, "[[resource]]", reading.problems);
  Resource rule;
  ReadCommon(table, reading, false, rule);
  rule.subject = table.NeedText("subject");
  rule.modes = ReadModes(table, "modes", reading);
  rule.minutes = table.NeedInteger("minutes", 1, kMostMinutes).value_or(1);
  rule.title = table.NeedWords("title");
  if (const TomlValue* outline = table.Need("outline")) {
    if (!outline->is_list() || outline->items.empty() || outline->items.size() > kMostSteps) {
      reading.problems.Add(
          outline->place,
          "\"outline\" must be a list of one to ten steps, each { en = \"...\", cy = \"...\" }");
    }
    for (const TomlValue& step : outline->items)
      rule.outline.push_back(ReadWords(step, "a step of \"outline\"", reading.problems));
  }
  table.Finish();
  return rule;
}

void CheckDoubt(const TomlValue* never, const std::vector<TableReader::Item>& doubt,
                const RuleReading& reading, std::vector<FactIndex>& facts) {
  for (const TableReader::Item& item : doubt) {
    const FactIndex fact =
        FindNamed(reading.policy().facts, "fact", item.text, item.place, reading.problems);
    if (!fact) continue;
    facts.push_back(fact);
    if (never != nullptr && never->Find(item.text) == nullptr) {
      reading.problems.Add(
          item.place, "\"doubt\" names " + Quoted(item.text) + ", which \"never\" does not test");
    }
  }
}

Integrity ReadIntegrity(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[integrity]]", reading.problems);
  Integrity rule;
  rule.place = value.place;
  rule.pack = reading.pack.head.id;
  rule.id = table.NeedId("id");
  rule.because = table.NeedWords("because");
  rule.source = NeedSource(table);
  const TomlValue* never = table.Need("never");
  if (never != nullptr) {
    rule.never = ReadRow(*never, "\"never\"", reading.policy(), reading.problems);
    if (never->is_table() && never->members.empty())
      reading.problems.Add(never->place,
                           "\"never\" tests nothing; name the facts that cannot be together");
  }
  if (table.Take("doubt") != nullptr) {
    CheckDoubt(never, table.NeedTexts("doubt"), reading, rule.doubt);
  } else {
    for (const Test& test : rule.never) rule.doubt.push_back(test.fact);
  }
  table.Finish();
  return rule;
}

std::vector<std::string> ReadSuspended(TableReader& table, std::string_view key, RuleNameKind kind,
                                       const RuleReading& reading) {
  std::vector<std::string> ids;
  for (TableReader::Item& item : table.NeedTexts(key, true)) {
    ids.push_back(item.text);
    reading.names.push_back({kind, std::move(item.text), std::move(item.place)});
  }
  return ids;
}

// Ids of the closed list; empty for "all".
std::vector<std::string> ReadSuspendedRegions(TableReader& table, const RuleReading& reading) {
  const TomlValue* value = table.Need("regions");
  if (value == nullptr || (value->is_text() && value->text == "all")) return {};
  if (!value->is_list()) {
    reading.problems.Add(value->place, "\"regions\" must be \"all\" or a list of regions, not " +
                                           (value->is_text() ? Quoted(value->text)
                                                             : std::string(value->KindName())));
    return {};
  }
  std::vector<std::string> regions;
  for (const TableReader::Item& item : table.NeedTexts("regions")) {
    const auto& known = reading.vocabulary.regions;
    const auto found = std::ranges::find_if(known, [&](const Region& region) {
      return region.id == item.text || region.code == item.text;
    });
    if (found == known.end()) {
      reading.problems.Add(item.place, UnknownRegion(item.text, known));
    } else {
      regions.push_back(found->id);
    }
  }
  return regions;
}

void ReadPresumed(const TomlValue& value, const RuleReading& reading, Suspension& rule) {
  if (!CheckKind(value, TomlKind::kTable, "\"presume\"", "a table of flags", reading.problems))
    return;
  for (const TomlMember& member : value.members) {
    const FactIndex fact =
        FindNamed(reading.policy().facts, "fact", member.key, member.place, reading.problems);
    if (!fact) continue;
    if (reading.policy().facts[fact].type != FactType::kFlag) {
      reading.problems.Add(member.place, Quoted(member.key) +
                                             " is not a flag; only a flag can be "
                                             "presumed");
    } else if (CheckKind(member.value, TomlKind::kBool, Quoted(member.key), "true or false",
                         reading.problems)) {
      rule.presume.push_back({member.key, member.value.boolean});
    }
  }
}

Suspension ReadSuspension(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[suspend]]", reading.problems);
  Suspension rule;
  rule.place = value.place;
  rule.pack = reading.pack.head.id;
  rule.id = table.NeedId("id");
  rule.because = table.NeedWords("because");
  rule.source = NeedSource(table);
  rule.from = table.NeedDay("from").value_or(Day());
  rule.until = table.NeedDay("until").value_or(rule.from);
  if (rule.until < rule.from) {
    reading.problems.Add(table.PlaceOf("until"), "\"until\" " + rule.until.ToString() +
                                                     " is before \"from\" " + rule.from.ToString());
  }
  rule.regions = ReadSuspendedRegions(table, reading);
  rule.principles = ReadSuspended(table, "principles", RuleNameKind::kPrinciple, reading);
  rule.cadence = ReadSuspended(table, "cadence", RuleNameKind::kCadence, reading);
  rule.resume_weeks = table.NeedInteger("resume_weeks", 0, 52).value_or(0);
  if (const TomlValue* presume = table.Take("presume")) ReadPresumed(*presume, reading, rule);
  table.Finish();
  return rule;
}

Refer ReadRefer(const TomlValue& value, const RuleReading& reading) {
  Refer refer;
  TableReader table(value, "[refer]", reading.problems);
  const std::string role = table.NeedText("role");
  if (!role.empty()) refer.role = FindRole(role, table.PlaceOf("role"), reading);
  refer.words = table.NeedWords("words");
  table.Finish();
  return refer;
}

}  // namespace

Rules ReadRules(const Pack& pack, const Vocabulary& vocabulary, Problems& problems) {
  Rules rules;
  const RuleReading reading{pack, vocabulary, rules.names, problems};
  const auto by = [&](auto read) {
    return [&reading, read](const TomlValue& value) { return read(value, reading); };
  };
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
    rules.refer = ReadRefer(*refer, reading);
  }
  if (!rules.refer && pack.head.kind == PackKind::kNational) {
    problems.Add(pack.head.place, "the pack has no [refer]; say whom to ask");
  }
  return rules;
}

}  // namespace bsup::core
