// Rules about more than one contact: cadence, suspensions, what a region sets; and the resources
// and combinations of facts.
#include <algorithm>
#include <utility>

#include "base/enum_names.h"
#include "base/suggest.h"
#include "policy/read/read_parts.h"

namespace bsup::core {
namespace {

void ReadAmountFlex(TableReader& table, const RuleReading& reading, Cadence& rule) {
  rule.flex = {rule.amount, rule.amount};
  const TomlValue* value = table.Take("flex");
  if (value == nullptr) return;
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
  const std::string name = "the flex of \"" + key + "\"";
  if (!range->is_list() || range->items.size() != 2) {
    reading.problems.Add(range->place,
                         name + " must be a list of the least and the greatest, as [4, 8]");
    return;
  }
  const auto least = ReadInteger(range->items[0], name, 1, kind.most, reading.problems);
  const auto greatest = ReadInteger(range->items[1], name, 1, kind.most, reading.problems);
  if (!least || !greatest) return;
  if (rule.amount < *least || rule.amount > *greatest) {
    reading.problems.Add(range->place,
                         name + " must hold the rule's own value, " + std::to_string(rule.amount));
  } else if (rule.mandate == Mandate::kNational && *greatest > rule.amount) {
    reading.problems.Add(range->place, "the mandate is national and " + std::to_string(*greatest) +
                                           " is more than the rule's own " +
                                           std::to_string(rule.amount) +
                                           ", so this flex would relax the rule; end it at " +
                                           std::to_string(rule.amount));
  }
  rule.flex = {*least, *greatest};
}

void ReadAmount(TableReader& table, const RuleReading& reading, Cadence& rule) {
  int kinds = 0;
  for (const CadenceKindRow& row : kCadenceKinds) {
    if (table.Take(row.word) == nullptr) continue;
    ++kinds;
    rule.kind = row.member;
  }
  if (kinds != 1) {
    reading.problems.Add(table.place(),
                         "a cadence has exactly one of " + OneOf(Listed(kCadenceKindNames)) +
                             (kinds == 0 ? "; this one has none" : "; make a cadence of each"));
    return;
  }
  const CadenceKindRow& kind = RowOf(rule.kind);
  if (kind.most > 0) {
    rule.amount = table.NeedInteger(kind.word, 1, kind.most);
  } else if (!table.TakeBool(kind.word).value_or(true)) {
    reading.problems.Add(table.PlaceOf(kind.word), Quoted(kind.word) + " is true or left out");
  }
}

void CheckDoubt(const Integrity& rule, const std::vector<TableReader::Item>& doubt,
                const RuleReading& reading, std::vector<FactIndex>& facts) {
  for (const TableReader::Item& item : doubt) {
    const FactIndex fact =
        FindNamed(reading.policy().facts, "fact", item.text, item.place, reading.problems);
    if (!fact) continue;
    facts.push_back(fact);
    if (std::ranges::find(rule.never, fact, &Test::fact) == rule.never.end()) {
      reading.problems.Add(
          item.place, "\"doubt\" names " + Quoted(item.text) + ", which \"never\" does not test");
    }
  }
}

std::vector<std::string> Texts(const std::vector<TableReader::Item>& items) {
  std::vector<std::string> texts;
  for (const TableReader::Item& item : items) texts.push_back(item.text);
  return texts;
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
      reading.problems.Add(item.place, UnknownName("region", item.text, IdsOf(known)));
    } else {
      regions.push_back(found->id);
    }
  }
  return regions;
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
  rule.because = table.NeedWords("because");
  rule.mandate = ReadMandate(table, reading);
  rule.basis = ReadBasis(table);
  ReadAmount(table, reading, rule);
  ReadAmountFlex(table, reading, rule);
  if (rule.kind == CadenceKind::kFirstHomeVisitDays)
    rule.home_visit_modes = ReadModes(table, "home_visit_modes", reading.policy());
  if (table.Take("home_visit_modes") != nullptr && rule.kind != CadenceKind::kFirstHomeVisitDays) {
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

Resource ReadResource(const TomlValue& value, const RuleReading& reading) {
  constexpr int kMostMinutes = 600;
  constexpr std::size_t kMostSteps = 10;
  TableReader table(value, "[[resource]]", reading.problems);
  Resource rule;
  ReadCommon(table, reading, false, rule);
  rule.subject = table.NeedText("subject");
  rule.modes = ReadModes(table, "modes", reading.policy());
  rule.minutes = table.NeedInteger("minutes", 1, kMostMinutes);
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

Integrity ReadIntegrity(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[integrity]]", reading.problems);
  Integrity rule;
  rule.place = value.place;
  rule.pack = reading.pack.head.id;
  rule.id = table.NeedId("id");
  rule.because = table.NeedWords("because");
  rule.source = table.NeedText("source");
  if (const TomlValue* never = table.Need("never")) {
    rule.never = ReadRow(*never, "\"never\"", reading.policy(), reading.problems);
    if (never->is_table() && never->members.empty())
      reading.problems.Add(never->place,
                           "\"never\" tests nothing; name the facts that cannot be together");
  }
  if (table.Take("doubt") != nullptr) {
    CheckDoubt(rule, table.NeedTexts("doubt"), reading, rule.doubt);
  } else {
    for (const Test& test : rule.never) rule.doubt.push_back(test.fact);
  }
  table.Finish();
  return rule;
}

Suspension ReadSuspension(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[suspend]]", reading.problems);
  Suspension rule;
  rule.place = value.place;
  rule.pack = reading.pack.head.id;
  rule.id = table.NeedId("id");
  rule.because = table.NeedWords("because");
  rule.source = table.NeedText("source");
  rule.from = table.NeedDay("from").value_or(Day());
  rule.until = table.NeedDay("until").value_or(rule.from);
  if (rule.until < rule.from) {
    reading.problems.Add(table.PlaceOf("until"), "\"until\" " + rule.until.ToString() +
                                                     " is before \"from\" " + rule.from.ToString());
  }
  rule.regions = ReadSuspendedRegions(table, reading);
  rule.principles = Texts(table.NeedTexts("principles", true));
  rule.cadence = Texts(table.NeedTexts("cadence", true));
  rule.resume_weeks = table.NeedInteger("resume_weeks", 0, 52);
  table.Finish();
  return rule;
}

Setting ReadSetting(const TomlValue& value, const RuleReading& reading) {
  TableReader table(value, "[[set]]", reading.problems);
  Setting setting;
  setting.place = value.place;
  setting.rule = table.NeedText("rule");
  int params = 0;
  for (const CadenceKindRow& row : kCadenceKinds) {
    if (row.most == 0) continue;
    const auto amount = table.TakeInteger(row.word, 1, row.most);
    if (table.Take(row.word) == nullptr) continue;
    ++params;
    if (amount) setting.kind = row.member;
    setting.amount = amount.value_or(1);
  }
  if (const TomlValue* weigh = table.Take("weigh")) {
    ++params;
    setting.weigh = ReadWeights(*weigh, reading);
  }
  if (table.Take("role") != nullptr) {
    ++params;
    const RoleIndex role = FindNamed(reading.policy().approvers, "approver", table.NeedText("role"),
                                     table.PlaceOf("role"), reading.problems);
    if (role) setting.role = role;
  }
  if (params != 1)
    reading.problems.Add(value.place,
                         "[[set]] sets exactly one thing of a rule: a number of weeks, days or "
                         "contacts, \"weigh\" or \"role\"");
  table.Finish();
  return setting;
}

}  // namespace bsup::core
