#include "policy/read/read_setting.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/suggest.h"
#include "policy/read/read_factor.h"

namespace bsup::core {
namespace {

// What rules have and no region sets.
constexpr std::array<std::string_view, 18> kNotSet{
    "when",      "if_unknown", "binds",          "during",
    "modes",     "because",    "source",         "mandate",
    "basis",     "rule_out",   "needs_approval", "supplement_only",
    "no_advice", "refer_when", "must",           "home_visit_modes",
    "ask",       "short"};

void RefuseWhatIsNotSet(TableReader& table) {
  for (const std::string_view key : kNotSet) {
    if (table.Take(key) == nullptr) continue;
    table.problems().Add(table.PlaceOf(key),
                         "a region cannot change " + Quoted(key) +
                             " of a national rule; add a rule of its own beside it");
  }
}

}  // namespace

Setting ReadSetting(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[set]]", reading.problems);
  Setting setting;
  setting.rule = table.NeedText("rule");
  setting.rule_place = table.PlaceOf("rule");
  int params = 0;
  const auto takes = [&](std::string_view key) {
    if (table.Take(key) == nullptr) return false;
    ++params;
    setting.value_place = table.PlaceOf(key);
    return true;
  };
  for (const CadenceKindRow& row : kCadenceKinds) {
    if (row.most == 0 || !takes(row.word)) continue;
    const auto amount = table.TakeInteger(row.word, 1, row.most);
    if (amount) setting.kind = row.member;
    setting.amount = amount.value_or(1);
  }
  if (takes("weigh")) setting.weigh = ReadWeights(*table.Take("weigh"), reading);
  if (takes("role")) {
    const RoleIndex role = FindRole(table.NeedText("role"), setting.value_place, reading);
    if (role) setting.role = role;
  }
  const std::size_t told = reading.problems.size();
  RefuseWhatIsNotSet(table);
  if (params != 1 && reading.problems.size() == told)
    reading.problems.Add(value.place,
                         "[[set]] sets exactly one thing of a rule: a number of weeks, days or "
                         "contacts, \"weigh\" or \"role\"");
  table.Finish();
  return setting;
}

}  // namespace bsup::core
