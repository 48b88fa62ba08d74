#include "policy/read/read_facts.h"

#include <algorithm>
#include <span>

#include "base/suggest.h"
#include "policy/read/read_citation.h"
#include "policy/read/read_derivation.h"
#include "policy/read/table_reader.h"

namespace bsup::core {
namespace {

constexpr int kMostCount = 1'000'000;
constexpr std::size_t kMostValues = 60;
constexpr int kMostHoldsDays = 3660;
constexpr int kMostOldWeeks = 520;

bool IsFactId(std::string_view id) {
  return !id.empty() && id.size() <= 80 && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

// A value that a test could not tell from an operator.
bool ReadsAsTest(std::string_view value) {
  return value == "known" || value == "unknown" || value.starts_with("not (") ||
         value.find("..") != std::string_view::npos || value.find(',') != std::string_view::npos ||
         std::string_view("<>=[(").find(value.front()) != std::string_view::npos;
}

void ReadValueWords(TableReader& table, Fact& fact) {
  for (const std::string& value : fact.values) fact.value_words.push_back({value, value});
  const TomlValue* words = table.Take("words");
  if (words == nullptr ||
      !CheckKind(*words, TomlKind::kTable, "\"words\"", "a table of values", table.problems()))
    return;
  for (const TomlMember& member : words->members) {
    const auto found = std::ranges::find(fact.values, member.key);
    if (found == fact.values.end()) {
      table.problems().Add(member.place, UnknownName("value", member.key, fact.values) +
                                             " in the words of " + table.name());
    } else {
      fact.value_words[static_cast<std::size_t>(found - fact.values.begin())] =
          ReadWords(member.value, Quoted(member.key), table.problems());
    }
  }
}

void ReadValues(TableReader& table, Fact& fact) {
  for (const TableReader::Item& item : table.NeedTexts("values", true)) {
    if (!IsName(item.text)) {
      table.problems().Add(
          item.place,
          "a value must be one line of at most 80 bytes without spaces at its ends, not " +
              Quoted(item.text));
    } else if (ReadsAsTest(item.text)) {
      table.problems().Add(
          item.place, "the value " + Quoted(item.text) + " reads as a test; choose another word");
    }
    fact.values.push_back(item.text);
  }
  const TomlValue* values = table.Take("values");
  if (values != nullptr && values->is_list() &&
      (values->items.size() < 2 || values->items.size() > kMostValues)) {
    table.problems().Add(values->place,
                         "a fact has 2 to 60 values, not " + std::to_string(values->items.size()));
  }
  ReadValueWords(table, fact);
}

void ReadCount(TableReader& table, const Indexed<ModeIndex, Mode>& modes, Fact& fact) {
  fact.value_words = {table.NeedWords("unit")};
  const auto min = table.NeedInteger("min", -kMostCount, kMostCount);
  const auto max = table.NeedInteger("max", -kMostCount, kMostCount);
  if (min && max) {
    fact.min = *min;
    fact.max = *max;
    if (*min >= *max) table.problems().Add(table.PlaceOf("max"), "\"max\" must be above \"min\"");
  }
  fact.derive = ReadDerivation(table, modes);
}

void ReadWorse(TableReader& table, Fact& fact) {
  const auto ways = std::span(kWorseNames).subspan(1);
  if (const auto way = table.TakeOneOf("worse", ways)) fact.worse = static_cast<Worse>(*way + 1);
}

void Refuse(TableReader& table, std::string_view key, const std::string& why) {
  if (table.Take(key) != nullptr) table.problems().Add(table.PlaceOf(key), why);
}

void RefusePresume(TableReader& table) {
  Refuse(table, "presume", "only a flag can be presumed; take it out");
}

// What a fact of its type declares besides what every fact does.
void ReadOfType(TableReader& table, const Indexed<ModeIndex, Mode>& modes, Fact& fact) {
  switch (fact.type) {
    case FactType::kFlag:
      if (const auto presume = table.TakeBool("presume")) fact.presume = *presume ? 1 : 0;
      if (const auto worse = table.TakeBool("worse"))
        fact.worse = *worse ? Worse::kHigh : Worse::kLow;
      break;
    case FactType::kChoice:
      RefusePresume(table);
      Refuse(table, "worse",
             "a choice has no order, so \"worse\" says nothing; make it a level, or take it out");
      ReadValues(table, fact);
      break;
    case FactType::kLevel:
      RefusePresume(table);
      ReadWorse(table, fact);
      ReadValues(table, fact);
      break;
    case FactType::kCount:
      RefusePresume(table);
      ReadWorse(table, fact);
      ReadCount(table, modes, fact);
      break;
  }
}

void ReadAbsent(TableReader& table, Fact& fact) {
  if (table.Take("absent") == nullptr) return;
  const std::string text = table.NeedText("absent");
  if (text == "unknown") return;
  if (const auto value = fact.ParseAbsent(text)) {
    fact.absent = *value;
  } else {
    table.problems().Add(
        table.PlaceOf("absent"),
        "\"absent\" must be \"unknown\", \"no\" for a flag, or one of the fact's own values, not " +
            Quoted(text));
  }
}

// How long an answer holds: some days, or for the contact it was given for.
void ReadHolds(TableReader& table, Fact& fact) {
  constexpr const char* kHolds[] = {"contact"};
  fact.holds_days = table.TakeInteger("holds_days", 1, kMostHoldsDays);
  fact.holds_for_contact = table.TakeOneOf("holds", kHolds).has_value();
  if (fact.holds_days && fact.holds_for_contact) {
    table.problems().Add(table.PlaceOf("holds"),
                         "an answer holds for some days or for its contact; keep one of "
                         "\"holds_days\" and \"holds\"");
  }
}

void ReadOldAfter(TableReader& table, Fact& fact) {
  const TomlValue* value = table.Take("old_after");
  if (value == nullptr || !CheckKind(*value, TomlKind::kTable, "\"old_after\"",
                                     "a table, { weeks = 52, source = \"...\" }", table.problems()))
    return;
  TableReader parts(*value, "\"old_after\"", table.problems());
  const auto weeks = parts.NeedInteger("weeks", 1, kMostOldWeeks);
  fact.old_after = OldAfter{weeks.value_or(0), NeedSource(parts)};
  parts.Finish();
}

Fact ReadFact(const TomlMember& member, const Indexed<ModeIndex, Mode>& modes, Problems& problems) {
  Fact fact;
  fact.id = member.key;
  fact.place = member.place;
  TableReader table(member.value, "[fact.\"" + member.key + "\"]", problems);
  if (!IsFactId(fact.id)) {
    problems.Add(
        member.place,
        "a fact's id must be lower case letters, digits, dots, hyphens and underscores, not " +
            Quoted(fact.id));
  } else if (fact.id.starts_with("cadence.")) {
    problems.Add(member.place,
                 "take out " + Quoted(fact.id) + "; each cadence rule declares its own fact");
  }
  table.Need("type");
  const auto type = table.TakeOneOf("type", WordsOf(kFactTypes));
  fact.label = table.NeedWords("label");
  fact.ask = table.NeedWords("ask");
  ReadHolds(table, fact);
  ReadOldAfter(table, fact);
  // ReadFactConditions reads these, once all facts are known.
  table.Take("only_when");
  table.Take("ask_when");
  fact.type = static_cast<FactType>(type.value_or(static_cast<int>(FactType::kChoice)));
  if (!type) return fact;  // what else it declares follows from its type; a choice of nothing
  ReadOfType(table, modes, fact);
  ReadAbsent(table, fact);
  table.Finish();
  return fact;
}

// What the engine itself must know of the contact.
void CheckContactFacts(const std::vector<Fact>& facts, const Place& pack, Problems& problems) {
  struct Wanted {
    const char* id;
    FactType type;
    std::vector<std::string> values;
    bool required;
  };
  const Wanted all[] = {
      {"contact.purpose", FactType::kChoice, {}, false},
      {"contact.scheduled", FactType::kFlag, {}, false},
      {"contact.with", FactType::kChoice, {"person", "professionals", "both"}, true},
      {"contact.role", FactType::kChoice, {"counts", "additional"}, true}};
  for (const Wanted& wanted : all) {
    const auto found = std::ranges::find(facts, wanted.id, &Fact::id);
    if (found == facts.end()) {
      if (wanted.required)
        problems.Add(
            pack, "the fact " + Quoted(wanted.id) + " is missing; every national pack declares it");
      continue;
    }
    const Place& place = found->place;
    if (found->type != wanted.type) {
      problems.Add(place, "the fact " + Quoted(wanted.id) + " must be a " +
                              RowOf(kFactTypes, wanted.type).word);
    } else if (!wanted.values.empty() && !found->values.empty() &&
               !std::ranges::is_permutation(found->values, wanted.values)) {
      problems.Add(place, "the values of " + Quoted(wanted.id) + " must be " +
                              OneOf(wanted.values) + " and no others");
    }
  }
}

// The id that [fact.contact.with] means, whose dots make tables of it; empty where it is one word.
std::string IdWithoutQuotes(const TomlMember& member) {
  std::string id = member.key;
  const TomlValue* table = &member.value;
  while (!table->members.empty() && table->Find("label") == nullptr &&
         std::ranges::all_of(table->members,
                             [](const TomlMember& inner) { return inner.value.is_table(); })) {
    id += "." + table->members.front().key;
    table = &table->members.front().value;
  }
  return table == &member.value ? "" : id;
}

Words WithoutStop(Words words) {
  if (words.en.ends_with('.')) words.en.pop_back();
  if (words.cy.ends_with('.')) words.cy.pop_back();
  return words;
}

Words PeekWords(const TomlValue& table, std::string_view key) {
  const TomlValue* value = table.Find(key);
  const TomlValue* en = value == nullptr ? nullptr : value->Find("en");
  const TomlValue* cy = value == nullptr ? nullptr : value->Find("cy");
  return {en == nullptr ? "" : en->text, cy == nullptr ? "" : cy->text};
}

// The fact of a cadence rule. What is wrong with the rule is reported when the rule is read.
void AddCadenceFact(const TomlValue& rule, std::vector<Fact>& facts) {
  const TomlValue* id = rule.Find("id");
  if (id == nullptr || !id->is_text() || rule.Find("not_published") != nullptr) return;
  Fact fact;
  fact.id = "cadence." + id->text;
  if (std::ranges::find(facts, fact.id, &Fact::id) != facts.end()) return;
  fact.place = rule.place;
  fact.type = FactType::kLevel;
  fact.values = {"kept", "due", "overdue"};
  fact.value_words = {{"kept", "wedi'i gadw"}, {"due", "yn ddyledus"}, {"overdue", "yn hwyr"}};
  fact.worse = Worse::kHigh;
  fact.label = WithoutStop(PeekWords(rule, "because"));
  fact.ask = PeekWords(rule, "ask");
  facts.push_back(fact);
}

}  // namespace

void AddFacts(const Pack& pack, Policy& policy, Problems& problems) {
  Indexed<FactIndex, Fact>& facts = policy.facts;
  const bool national = pack.head.kind == PackKind::kNational;
  for (const TomlValue& file : pack.source.files) {
    const TomlValue* declared = file.Find("fact");
    if (declared == nullptr) continue;
    for (const TomlMember& member : declared->members) {
      if (!member.value.is_table()) {
        problems.Add(member.place, "a fact is a table: [fact." + Quoted(member.key) + "]");
        continue;
      }
      if (const std::string id = IdWithoutQuotes(member); !id.empty()) {
        problems.Add(member.place, "write a fact's id in quotes: [fact." + Quoted(id) + "]");
        continue;
      }
      const auto other = std::ranges::find(facts, member.key, &Fact::id);
      if (other != facts.end()) {
        problems.Add(member.place, "the fact " + Quoted(member.key) + " is declared already at " +
                                       other->place.ToString() + "; give this one its own id");
        continue;
      }
      if (!national && member.key.starts_with("contact.")) {
        problems.Add(member.place, "a fact of the contact is the nation's; give " +
                                       Quoted(member.key) + " another id");
      }
      facts.push_back(ReadFact(member, policy.modes, problems));
    }
  }
  if (national) CheckContactFacts(facts, pack.head.place, problems);
  if (!MayHold(pack.head.kind, "cadence")) return;
  for (const TomlValue* rule : TablesOf(pack.source, "cadence")) AddCadenceFact(*rule, facts);
}

}  // namespace bsup::core
