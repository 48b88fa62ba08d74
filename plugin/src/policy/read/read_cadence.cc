#include "policy/read/read_cadence.h"

#include "base/suggest.h"

namespace bsup::core {
namespace {

// The amount is 0 where what is written is not one.
void ReadAmountFlex(TableReader& table, const RuleReading& reading, Cadence& rule) {
  rule.flex = {rule.amount, rule.amount};
  const TomlValue* value = table.Take("flex");
  if (value == nullptr) return;
  if (reading.pack.head.kind != PackKind::kNational) {
    TakeFlex(table, reading);  // says that only the nation gives one
    return;
  }
  if (RowOf(rule.kind).most == 0 || !value->is_table()) {
    reading.problems.Add(
        value->place,
        "\"flex\" must be a table of what may be set, as { in_person_every_weeks = [4, 8] }");
    return;
  }
  const CadenceKindRow& kind = RowOf(rule.kind);
  const std::string key = kind.word;
  TableReader flex(*value, "flex", reading.problems);
  const TomlValue* range = flex.Need(key);
  flex.Finish();
  if (range == nullptr) return;
  const std::string name = "the flex of " + Quoted(key);
  const auto flexed = ReadRange(*range, name, {1, kind.most}, "[4, 8]", reading.problems);
  if (!flexed || rule.amount == 0) return;
  if (!flexed->Has(rule.amount)) {
    reading.problems.Add(range->place,
                         name + " must hold the rule's own value, " + std::to_string(rule.amount));
  } else if (rule.mandate == Mandate::kNational && flexed->high > rule.amount) {
    reading.problems.Add(range->place,
                         "the mandate is national and " + std::to_string(flexed->high) +
                             " is more than the rule's own " + std::to_string(rule.amount) +
                             ", so this flex would relax the rule; end it at " +
                             std::to_string(rule.amount));
  }
  rule.flex = *flexed;
}

void ReadSuspendedWith(TableReader& table, const RuleReading& reading, Cadence& rule) {
  if (table.Take("suspended_with") == nullptr) return;
  rule.suspended_with = table.NeedText("suspended_with");
  const Place& place = table.PlaceOf("suspended_with");
  reading.names.push_back({RuleNameKind::kCadence, rule.suspended_with, place});
  if (reading.pack.head.kind == PackKind::kNational)
    reading.problems.Add(place,
                         "only a region's cadence is suspended with another; name this one in the "
                         "[[suspend]] itself");
}

// False where its kind is not known.
bool ReadAmount(TableReader& table, const RuleReading& reading, Cadence& rule) {
  if (!TakeKind(table, kCadenceKinds, "cadence", "of ", rule.kind)) return false;
  const CadenceKindRow& kind = RowOf(rule.kind);
  if (kind.most > 0) {
    rule.amount = table.TakeInteger(kind.word, 1, kind.most).value_or(0);
  } else if (!table.TakeBool(kind.word).value_or(true)) {
    reading.problems.Add(table.PlaceOf(kind.word), Quoted(kind.word) + " is true or left out");
  }
  return true;
}

}  // namespace

Cadence ReadCadence(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[cadence]]", reading.problems);
  Cadence rule;
  ReadCommon(table, reading, false, rule);
  if (!rule.during.empty())
    reading.problems.Add(
        table.PlaceOf("during"),
        "a cadence cannot have \"during\": its clock runs on through a suspension; take it out");
  ReadReason(table, rule);
  rule.mandate = ReadMandate(table, reading);
  ReadSuspendedWith(table, reading, rule);
  rule.basis = ReadBasis(table);
  rule.notice = ReadNotice(table, NoticeLevel::kNote);
  rule.never_suspended = ReadNeverSuspended(table, reading);
  if (!ReadAmount(table, reading, rule)) {
    for (const char* follows : {"flex", "home_visit_modes", "ask"}) table.Take(follows);
    table.Finish();
    return rule;
  }
  ReadAmountFlex(table, reading, rule);
  if (rule.kind == CadenceKind::kFirstHomeVisitDays) {
    rule.home_visit_modes = ReadModes(table, "home_visit_modes", reading);
  } else if (table.Take("home_visit_modes") != nullptr) {
    reading.problems.Add(table.PlaceOf("home_visit_modes"),
                         "\"home_visit_modes\" belongs to \"first_home_visit_days\"; take it out");
  }
  if (table.Take("not_published") == nullptr) {
    rule.ask = table.NeedWords("ask");
    rule.fact = reading.policy().FactNamed("cadence." + rule.id);
  } else if (table.Take("ask") != nullptr) {
    reading.problems.Add(table.PlaceOf("ask"),
                         "a cadence that is not published asks nothing; take \"ask\" out");
  }
  table.Finish();
  return rule;
}

}  // namespace bsup::core
