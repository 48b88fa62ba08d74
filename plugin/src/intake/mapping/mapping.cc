#include "intake/mapping/mapping.h"

#include <algorithm>

#include "base/enum_names.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/sha256.h"
#include "base/suggest.h"
#include "intake/mapping/fold.h"
#include "intake/mapping/mapping_parts.h"
#include "intake/mapping/mapping_tables.h"

namespace bsup::core {
namespace {

void WriteJson(const TomlValue& value, JsonWriter& writer) {
  switch (value.kind) {
    case TomlKind::kText: return writer.String(value.text);
    case TomlKind::kInteger: return writer.Integer(value.integer);
    case TomlKind::kBool: return writer.Bool(value.boolean);
    case TomlKind::kDay: return writer.String(value.day.ToString());
    case TomlKind::kDecimal:
    case TomlKind::kTime:
    case TomlKind::kOther: return writer.Null();
    case TomlKind::kList:
      writer.Array();
      for (const TomlValue& item : value.items) WriteJson(item, writer);
      return writer.EndArray();
    case TomlKind::kTable:
      writer.Object();
      for (const TomlMember& member : value.members) {
        writer.Key(member.key);
        WriteJson(member.value, writer);
      }
      return writer.EndObject();
  }
}

// The same whatever the layout, comments and order of keys.
std::string Canonical(const TomlValue& root) {
  JsonWriter writer;
  WriteJson(root, writer);
  const std::string text = writer.Take();
  const Result<JsonDocument> document = JsonDocument::Parse(text, "");
  return document.ok() ? CanonicalJson(document->root()) : text;
}

void ReadHead(MappingReader& reader, const TomlValue& root) {
  auto& [mapping, problems, suffixes] = reader;
  const TomlValue* head = root.Find("mapping");
  if (head == nullptr || !head->is_table()) {
    problems.Add(root.place, "a mapping begins with [mapping] and its id; add it");
    return;
  }
  TableReader table(*head, "[mapping]", problems);
  mapping.id = table.NeedId("id");
  mapping.version = table.NeedName("version");
  table.Take("note");
  mapping.case_number = reader.TakePointers(table, "case_number");
  for (const TableReader::Item& item : table.TakeTexts("not_known"))
    mapping.not_known.Add(item.text, NameTable::kNotSaid);
  for (const TableReader::Item& item : table.TakeTexts("optional_facts"))
    mapping.optional_facts.push_back(item.text);
  for (const TableReader::Item& item : table.TakeTexts("ignore_suffixes")) {
    suffixes.emplace_back(Folded(item.text).text());
    if (suffixes.back().empty())
      problems.Add(item.place, "\"ignore_suffixes\" holds an empty text; take it out");
  }
  table.Finish();

  const TomlValue* failed = root.Find("failed");
  if (failed == nullptr) return;
  TableReader look(*failed, "[failed]", problems);
  mapping.failed.any_of = reader.TakePointers(look, "any_of");
  for (const MemberTest& test : reader.TakeTests(look, "at_least")) {
    const JsonNode written(test.any_of.empty() ? std::string_view() : test.any_of.front());
    const auto least = WholeNumber(written);
    if (!least) {
      problems.Add(look.PlaceOf("at_least"),
                   "\"at_least\" compares numbers, { \"/status\" = 400 }");
    } else {
      mapping.failed.at_least.push_back({test.at, *least});
    }
  }
  look.Finish();
}

// `[dates]`.
void ReadDates(MappingReader& reader, const TomlValue& root) {
  const TomlValue* dates = root.Find("dates");
  if (dates == nullptr) return;
  TableReader table(*dates, "[dates]", reader.problems);
  DateRules& rules = reader.mapping.dates;
  for (const TableReader::Item& item : table.TakeTexts("forms")) {
    const auto form = ParseName<DateForm>(kDateFormNames, item.text);
    if (form) {
      rules.Allow(*form);
    } else {
      reader.problems.Add(item.place, Quoted(item.text) + " is not a form of dates; write " +
                                          OneOf(Listed(kDateFormNames)));
    }
  }
  if (rules.Allows(DateForm::kDayMonthYear) && rules.Allows(DateForm::kMonthDayYear)) {
    reader.problems.Add(table.PlaceOf("forms"),
                        "D/M/Y and M/D/Y together leave open which day 01/02/2026 is; keep one");
  }
  const std::string zone = reader.TakeText(table, "zone");
  rules.zone = Zone::Named(zone);
  if (!zone.empty() && !rules.zone) {
    reader.problems.Add(table.PlaceOf("zone"),
                        Quoted(zone) +
                            " is not a zone; write \"Europe/London\", \"UTC\", or hours and "
                            "minutes from UTC as \"+01:00\"");
  }
  constexpr const char* kNames[] = {"seconds", "milliseconds"};
  if (const auto epoch = table.TakeOneOf("epoch", kNames))
    rules.epoch = *epoch == 0 ? Epoch::kSeconds : Epoch::kMilliseconds;
  table.Finish();
}

bool IsEmptyOrFalse(const JsonNode& node) {
  return (node.is_string() && node.string().empty()) || (node.is_bool() && !node.boolean());
}

}  // namespace

int CodeTable::Find(const JsonNode& node) const {
  const ScalarText scalar(node);
  if (!scalar.is_scalar()) return node.is_null() ? NameTable::kNotSaid : NameTable::kUnmapped;
  const int named = names.Find(scalar.text());
  if (named != NameTable::kUnmapped || contained.empty()) return named;
  const std::string words = FoldedWords(scalar.text());
  for (const Contained& each : contained) {
    if (HasWords(words, each.folded)) return each.entry;
  }
  return named;
}

bool FailedLook::Matches(const JsonNode& object) const {
  for (const AtLeast& test : at_least) {
    const JsonNode* number = test.at.In(object);
    if (number == nullptr) continue;
    const auto told = WholeNumber(*number);
    if (told && *told >= test.least) return true;
  }
  return std::ranges::any_of(any_of, [&](const Pointer& at) {
    const JsonNode* told = at.In(object);
    return told != nullptr && !IsEmptyOrFalse(*told);
  });
}

bool FailedLook::Says(const JsonNode* marker) const {
  if (marker == nullptr) return false;
  return marker->is_object() ? Matches(*marker) : !IsEmptyOrFalse(*marker);
}

bool Mapping::Says(const JsonNode* node) const {
  if (node == nullptr || node->is_null()) return false;
  if (node->is_array()) return !node->items().empty();
  if (node->is_object()) return !node->members().empty();
  return !node->is_string() || not_known.Find(node->string()) != NameTable::kNotSaid;
}

bool Mapping::SaysAny(const std::vector<Pointer>& at, const JsonNode& node) const {
  return std::ranges::any_of(at, [&](const Pointer& pointer) { return Says(pointer.In(node)); });
}

Result<Mapping> LoadMapping(std::string path_for_errors, std::string text) {
  const Result<TomlValue> root = ParseToml(text, path_for_errors);
  if (!root.ok()) return Error(Status::kBadMapping, root.error().problems);
  Mapping mapping;
  Problems problems;
  MappingReader reader{mapping, problems, {}};
  for (const TomlMember& member : root->members) {
    const std::vector<std::string> known{"mapping", "dates", "failed", "table", "contacts", "part"};
    if (std::ranges::find(known, member.key) == known.end()) {
      problems.Add(member.place, "unknown key " + Quoted(member.key) + " in a mapping" +
                                     DidYouMean(member.key, known));
    }
  }
  ReadHead(reader, *root);
  ReadDates(reader, *root);
  for (const TomlMember* member : reader.Named(root->Find("table"), "table"))
    ReadCodeTable(reader, *member);
  for (const TomlMember* member : reader.Named(root->Find("contacts"), "contacts"))
    ReadShape(reader, *member);
  for (const TomlValue* part : reader.Repeated(root->Find("part"), "part")) ReadPart(reader, *part);
  if (mapping.parts.empty())
    problems.Add(root->place,
                 "a mapping needs at least one [[part]]; add the parts of the payload");
  if (!problems.empty()) return Error(Status::kBadMapping, problems.Take());
  mapping.canonical = Canonical(*root);
  mapping.digest = Sha256Hex(mapping.canonical);
  return mapping;
}

}  // namespace bsup::core
