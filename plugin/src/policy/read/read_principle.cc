#include "policy/read/read_principle.h"

#include <algorithm>

#include "base/suggest.h"
#include "policy/read/read_condition.h"

namespace bsup::core {
namespace {

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
  if (!CheckKind(value, TomlKind::kTable, Quoted(word),
                 R"(a table { modes = [...], role = "..." })", reading.problems))
    return;
  TableReader table(value, word, reading.problems);
  rule.modes = ReadModes(table, "modes", reading);
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
  if (!TakeKind(table, kEffects, "principle", "effect: ", rule.effect)) {
    table.Take("refer_when");
    return;
  }
  const EffectRow& effect = RowOf(rule.effect);
  if (effect.takes_roles) {
    ReadModesAndRoles(*table.Take(effect.word), reading, rule);
  } else if (effect.takes_modes) {
    rule.modes = ReadModes(table, effect.word, reading);
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

Principle ReadPrinciple(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[principle]]", reading.problems);
  Principle rule;
  ReadCommon(table, reading, true, rule);
  ReadReason(table, rule);
  rule.mandate = ReadMandate(table, reading);
  rule.basis = ReadBasis(table);
  ReadEffect(table, reading, rule);
  ReadRoleFlex(table, reading, rule);
  const bool stops = rule.mandate == Mandate::kNational && RowOf(rule.effect).stops;
  rule.notice = ReadNotice(table, stops ? NoticeLevel::kStop : NoticeLevel::kNote);
  rule.never_suspended = ReadNeverSuspended(table, reading);
  if (!RowOf(rule.effect).refers && table.Take("refer_when") != nullptr) {
    reading.problems.Add(table.PlaceOf("refer_when"),
                         "\"refer_when\" belongs to \"no_advice\"; take it out");
  }
  table.Finish();
  return rule;
}

}  // namespace bsup::core
