#include "policy/read/rule_reading.h"

#include <span>

#include "base/page.h"
#include "policy/read/read_citation.h"
#include "policy/read/read_condition.h"
#include "policy/read/read_unless.h"

namespace bsup::core {
namespace {

constexpr const char* kIfUnknown[] = {"ignore", "apply"};
constexpr const char* kBinds[] = {"supervision", "every contact"};

}  // namespace

void ReadCommon(TableReader& table, const RuleReading& reading, bool applies_if_unknown,
                Rule& rule) {
  rule.place = table.place();
  rule.pack = reading.pack.head.id;
  rule.id = table.NeedId("id");
  if (const TomlValue* when = table.Take("when")) {
    rule.when = ReadCondition(*when, "\"when\"", reading.policy(), reading.problems);
  }
  if (const TomlValue* unless = table.Take("unless"))
    ReadUnless(*unless, reading.policy(), reading.problems, rule.when);
  rule.apply_if_unknown =
      table.TakeOneOf("if_unknown", kIfUnknown).value_or(applies_if_unknown ? 1 : 0) == 1;
  rule.binds_every_contact = table.TakeOneOf("binds", kBinds) == 1;
  rule.source = NeedSource(table);
  if (table.Take("during") != nullptr) {
    rule.during = table.NeedId("during");
    reading.names.push_back({RuleNameKind::kSuspension, rule.during, table.PlaceOf("during")});
  } else if (reading.pack.head.kind == PackKind::kExceptional) {
    reading.problems.Add(table.place(),
                         "a rule of an exceptional delivery model holds during one of its "
                         "[[suspend]]; add \"during\"");
  }
}

void ReadReason(TableReader& table, Rule& rule) {
  rule.because = table.NeedWords("because");
  if (table.Take("short") == nullptr) return;
  rule.in_short = table.NeedWords("short");
  for (const std::string* words : {&rule.in_short.en, &rule.in_short.cy}) {
    if (Columns(*words) > kMostShort) {
      table.problems().Add(table.PlaceOf("short"),
                           Quoted(*words) + " has " + std::to_string(Columns(*words)) +
                               " letters; \"short\" has at most " + std::to_string(kMostShort));
    }
    if (words->ends_with('.'))
      table.problems().Add(table.PlaceOf("short"),
                           Quoted(*words) + " ends with a full stop; take it out");
  }
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

NoticeLevel ReadNotice(TableReader& table, NoticeLevel by_default) {
  const auto named = table.TakeOneOf("notice", std::span(kNoticeNames).subspan(1));
  return named ? static_cast<NoticeLevel>(*named + 1) : by_default;
}

bool ReadNeverSuspended(TableReader& table, const RuleReading& reading) {
  const auto never = table.TakeBool("never_suspended");
  if (never && reading.pack.head.kind != PackKind::kNational) {
    reading.problems.Add(
        table.PlaceOf("never_suspended"),
        "exceptional models suspend rules of the national pack alone, so this says "
        "nothing; take it out");
  }
  return never.value_or(false);
}

RoleIndex FindRole(const std::string& role, const Place& place, const RuleReading& reading) {
  return FindNamed(reading.policy().approvers, "approver", role, place, reading.problems);
}

const TomlValue* TakeFlex(TableReader& table, const RuleReading& reading) {
  const TomlValue* value = table.Take("flex");
  if (value == nullptr) return nullptr;
  if (reading.pack.head.kind != PackKind::kNational) {
    reading.problems.Add(value->place,
                         "only a rule of the national pack gives \"flex\"; take it out");
    return nullptr;
  }
  const bool is_table =
      CheckKind(*value, TomlKind::kTable, "\"flex\"", "a table", reading.problems);
  return is_table ? value : nullptr;
}

}  // namespace bsup::core
