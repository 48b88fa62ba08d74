#include <algorithm>
#include <utility>

#include "base/enum_names.h"
#include "base/suggest.h"
#include "policy/read/read_parts.h"

namespace bsup::core {
namespace {

constexpr const char* kIfUnknown[] = {"ignore", "apply"};
constexpr const char* kBinds[] = {"supervision", "every contact"};

RoleIndex FindRole(const std::string& role, const Place& place, const RuleReading& reading) {
  return FindNamed(reading.policy().approvers, "approver", role, place, reading.problems);
}

std::vector<RoleIndex> ReadRoles(TableReader& table, std::string_view key,
                                 const RuleReading& reading) {
  std::vector<RoleIndex> roles;
  for (const TableReader::Item& item : table.NeedTexts(key)) {
    const RoleIndex role = FindRole(item.text, item.place, reading);
    if (role) roles.push_back(role);
  }
  return roles;
}

// The table { modes, role } under the effect's word.
void ReadModesAndRoles(const TomlValue& value, const RuleReading& reading, Principle& rule) {
  const std::string word = RowOf(rule.effect).word;
  if (!value.is_table()) {
    reading.problems.Add(
        value.place, Quoted(word) + R"( must be a table { modes = [...], role = "..." }, not )" +
                         std::string(value.KindName()));
    return;
  }
  TableReader table(value, word, reading.problems);
  rule.modes = ReadModes(table, "modes", reading.policy());
  const bool one = table.Take("role") != nullptr;
  const bool several = table.Take("roles") != nullptr;
  if (one == several) {
    reading.problems.Add(value.place, word + " names either \"role\" or \"roles\"");
  } else if (several) {
    rule.roles = ReadRoles(table, "roles", reading);
  } else {
    const RoleIndex role = FindRole(table.NeedText("role"), table.PlaceOf("role"), reading);
    if (role) rule.roles = {role};
  }
  table.Finish();
}

// Advice ends and the case is referred: `word = true` and `refer_when`.
void ReadReferring(TableReader& table, const RuleReading& reading, Principle& rule) {
  const std::string word = RowOf(rule.effect).word;
  if (!table.TakeBool(word).value_or(true))
    reading.problems.Add(table.PlaceOf(word), Quoted(word) + " is true or left out");
  if (reading.pack.head.kind == PackKind::kRegional) {
    reading.problems.Add(table.PlaceOf(word), "a regional pack cannot add a principle of " + word +
                                                  "; only the nation can");
  }
  if (rule.apply_if_unknown && table.Take("if_unknown") != nullptr) {
    reading.problems.Add(
        table.PlaceOf("if_unknown"),
        "a " + word + " may only ignore what is unknown; write \"ignore\" or leave it out");
  }
  rule.apply_if_unknown = false;
  if (const TomlValue* refer_when = table.Need("refer_when")) {
    rule.refer_when =
        ReadCondition(*refer_when, "\"refer_when\"", reading.policy(), reading.problems);
  }
}

void ReadEffect(TableReader& table, const RuleReading& reading, Principle& rule) {
  int effects = 0;
  for (const EffectRow& row : kEffects) {
    if (table.Take(row.word) == nullptr) continue;
    ++effects;
    rule.effect = row.member;
  }
  if (effects != 1) {
    reading.problems.Add(table.place(),
                         "a principle has exactly one effect: " + OneOf(Listed(WordsOf(kEffects))) +
                             (effects == 0 ? "; this one has none" : "; make a principle of each"));
    table.Take("refer_when");
    return;
  }
  const EffectRow& effect = RowOf(rule.effect);
  if (effect.takes_roles) {
    ReadModesAndRoles(*table.Take(effect.word), reading, rule);
  } else if (effect.takes_modes) {
    rule.modes = ReadModes(table, effect.word, reading.policy());
  }
  if (effect.refers) ReadReferring(table, reading, rule);
}

bool Outranks(const Policy& policy, RoleIndex role, RoleIndex other) {
  const std::vector<RoleIndex>& below = policy.approvers[role].outranks;
  return role == other || std::ranges::find(below, other) != below.end();
}

void ReadRoleFlex(TableReader& table, const RuleReading& reading, Principle& rule) {
  const TomlValue* value = TakeFlex(table, reading);
  if (value == nullptr) return;
  if (!RowOf(rule.effect).takes_roles || rule.roles.size() > 1) {
    reading.problems.Add(
        value->place,
        "only the role of a needs_approval with one \"role\" can flex; take \"flex\" out");
    return;
  }
  TableReader flex(*value, "flex", reading.problems);
  for (const TableReader::Item& item : flex.NeedTexts("role")) {
    const RoleIndex role = FindRole(item.text, item.place, reading);
    if (!role || rule.roles.empty()) continue;
    rule.flex_roles.push_back(role);
    const std::string& own = reading.policy().approvers[rule.roles[0]].id;
    if (rule.mandate == Mandate::kNational && !Outranks(reading.policy(), role, rule.roles[0])) {
      reading.problems.Add(item.place, "the mandate is national and " + Quoted(item.text) +
                                           " does not outrank " + Quoted(own) +
                                           ", so this flex would relax the rule; name " +
                                           Quoted(own) + " or a role that outranks it");
    }
  }
  flex.Finish();
}

}  // namespace

ModeSet ReadModes(TableReader& table, std::string_view key, const Policy& vocabulary) {
  ModeSet modes;
  for (const TableReader::Item& item : table.NeedTexts(key)) {
    const ModeIndex mode =
        FindNamed(vocabulary.modes, "mode", item.text, item.place, table.problems());
    if (IsPossible(mode)) modes.Add(mode);
  }
  return modes;
}

Basis ReadBasis(TableReader& table) {
  return static_cast<Basis>(table.NeedOneOf("basis", kBasisNames));
}

Mandate ReadMandate(TableReader& table, const RuleReading& reading) {
  const auto mandate = static_cast<Mandate>(table.NeedOneOf("mandate", kMandateNames));
  if (mandate == Mandate::kNational && reading.pack.head.kind == PackKind::kRegional) {
    reading.problems.Add(table.PlaceOf("mandate"),
                         "a regional pack gives no national mandate; write \"standard\"");
  }
  return mandate;
}

void ReadCommon(TableReader& table, const RuleReading& reading, bool applies_if_unknown,
                Rule& rule) {
  rule.place = table.place();
  rule.pack = reading.pack.head.id;
  rule.id = table.NeedId("id");
  if (const TomlValue* when = table.Take("when")) {
    rule.when = ReadCondition(*when, "\"when\"", reading.policy(), reading.problems);
  }
  rule.apply_if_unknown =
      table.TakeOneOf("if_unknown", kIfUnknown).value_or(applies_if_unknown ? 1 : 0) == 1;
  rule.binds_every_contact = table.TakeOneOf("binds", kBinds) == 1;
  rule.source = table.NeedText("source");
  if (table.Take("during") != nullptr) {
    rule.during = table.NeedId("during");
  } else if (reading.pack.head.kind == PackKind::kExceptional) {
    reading.problems.Add(table.place(),
                         "a rule of an exceptional delivery model holds during one of its "
                         "[[suspend]]; add \"during\"");
  }
}

const TomlValue* TakeFlex(TableReader& table, const RuleReading& reading) {
  const TomlValue* value = table.Take("flex");
  if (value == nullptr) return nullptr;
  if (reading.pack.head.kind != PackKind::kNational) {
    reading.problems.Add(value->place,
                         "only a rule of the national pack gives \"flex\"; take it out");
    return nullptr;
  }
  if (!value->is_table()) {
    reading.problems.Add(value->place,
                         "\"flex\" must be a table, not " + std::string(value->KindName()));
    return nullptr;
  }
  return value;
}

Cannot ReadCannot(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[cannot]]", reading.problems);
  Cannot rule;
  ReadCommon(table, reading, false, rule);
  rule.because = table.NeedWords("because");
  rule.modes = ReadModes(table, "modes", reading.policy());
  table.Finish();
  return rule;
}

Principle ReadPrinciple(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[principle]]", reading.problems);
  Principle rule;
  ReadCommon(table, reading, true, rule);
  rule.because = table.NeedWords("because");
  rule.mandate = ReadMandate(table, reading);
  rule.basis = ReadBasis(table);
  ReadEffect(table, reading, rule);
  ReadRoleFlex(table, reading, rule);
  if (!RowOf(rule.effect).refers && table.Take("refer_when") != nullptr) {
    reading.problems.Add(table.PlaceOf("refer_when"),
                         "\"refer_when\" belongs to \"no_advice\"; take it out");
  }
  table.Finish();
  return rule;
}

Safeguard ReadSafeguard(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[safeguard]]", reading.problems);
  Safeguard rule;
  ReadCommon(table, reading, true, rule);
  rule.because = table.NeedWords("because");
  rule.modes = ReadModes(table, "modes", reading.policy());
  rule.must = table.TakeBool("must").value_or(false);
  rule.basis = ReadBasis(table);
  table.Finish();
  return rule;
}

}  // namespace bsup::core
