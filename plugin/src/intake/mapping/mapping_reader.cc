#include "intake/mapping/mapping_reader.h"

#include <algorithm>

#include "base/json.h"
#include "base/json_writer.h"
#include "base/sha256.h"
#include "base/suggest.h"
#include "intake/mapping/fold.h"

namespace bsup::core {
namespace {

void WriteJson(const TomlValue& value, JsonWriter& writer) {
  switch (value.kind) {
    case TomlKind::kText: return writer.String(value.text);
    case TomlKind::kInteger: return writer.Integer(value.integer);
    case TomlKind::kBool: return writer.Bool(value.boolean);
    case TomlKind::kDay: return writer.String(value.day.ToString());
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

std::string KindsInWords(std::initializer_list<TableKind> kinds) {
  for (const TableKind kind : kinds) {
    if (kind == TableKind::kContactTypes)
      return "types of contact (entries with `mode`, `purpose` or `attendance`)";
    if (kind == TableKind::kOutcomes) return "outcomes (entries with `attendance`)";
  }
  return "facts (entries with `set` or `is`)";
}

}  // namespace

std::vector<const TomlMember*> MappingReader::Named(const TomlValue* value, std::string_view name) {
  std::vector<const TomlMember*> tables;
  if (value == nullptr) return tables;
  const std::string wanted = "must be tables, each written [" + std::string(name) + ".NAME]";
  if (!value->is_table()) {
    problems.Add(value->place, Quoted(name) + " " + wanted);
    return tables;
  }
  for (const TomlMember& member : value->members) {
    if (member.value.is_table()) {
      tables.push_back(&member);
    } else {
      problems.Add(member.place, Quoted(name) + " " + wanted);
    }
  }
  return tables;
}

std::vector<const TomlValue*> MappingReader::Repeated(const TomlValue* value,
                                                      std::string_view name) {
  std::vector<const TomlValue*> tables;
  if (value == nullptr) return tables;
  if (value->is_list()) {
    for (const TomlValue& item : value->items) {
      if (item.is_table()) tables.push_back(&item);
    }
    if (tables.size() == value->items.size()) return tables;
  }
  problems.Add(value->place,
               Quoted(name) + " must be written in double brackets, [[" + std::string(name) + "]]");
  return {};
}

std::optional<Pointer> MappingReader::ReadPointer(const TomlValue& value, std::string_view key) {
  if (value.is_text()) {
    if (auto pointer = Pointer::Parse(value.text)) return pointer;
  }
  problems.Add(value.place,
               Quoted(key) + " must be a JSON Pointer such as \"/riskFlags/mappa\", not " +
                   (value.is_text() ? Quoted(value.text) : std::string(value.KindName())));
  return std::nullopt;
}

std::optional<Pointer> MappingReader::TakePointer(TableReader& table, std::string_view key) {
  const TomlValue* value = table.Take(key);
  if (value == nullptr) return std::nullopt;
  return ReadPointer(*value, key);
}

Pointer MappingReader::NeedPointer(TableReader& table, std::string_view key) {
  if (table.Need(key) == nullptr) return {};
  return TakePointer(table, key).value_or(Pointer());
}

std::vector<Pointer> MappingReader::TakePointers(TableReader& table, std::string_view key) {
  std::vector<Pointer> pointers;
  const TomlValue* value = table.Take(key);
  if (value == nullptr) return pointers;
  if (value->is_list()) {
    for (const TomlValue& item : value->items) {
      if (auto pointer = ReadPointer(item, key)) pointers.push_back(std::move(*pointer));
    }
    if (value->items.empty())
      problems.Add(value->place, Quoted(key) + " is an empty list; name at least one pointer");
  } else if (auto pointer = ReadPointer(*value, key)) {
    pointers.push_back(std::move(*pointer));
  }
  return pointers;
}

std::vector<MemberTest> MappingReader::TakeTests(TableReader& table, std::string_view key) {
  std::vector<MemberTest> tests;
  const TomlValue* value = table.Take(key);
  if (value == nullptr) return tests;
  if (!value->is_table()) {
    problems.Add(value->place,
                 Quoted(key) +
                     " must be a table of pointers and values, { \"/removed\" = true }, not " +
                     std::string(value->KindName()));
    return tests;
  }
  for (const TomlMember& member : value->members) {
    auto pointer = Pointer::Parse(member.key);
    if (!pointer) {
      problems.Add(member.place,
                   Quoted(key) + " must have JSON Pointers as keys, not " + Quoted(member.key));
      continue;
    }
    MemberTest test{std::move(*pointer), false};
    switch (member.value.kind) {
      case TomlKind::kBool: test.value = member.value.boolean; break;
      case TomlKind::kInteger: test.value = member.value.integer; break;
      case TomlKind::kText: test.value = std::string(Folded(member.value.text).text()); break;
      default:
        problems.Add(
            member.value.place,
            Quoted(member.key) + " must be compared with a text, a whole number, true or false");
    }
    tests.push_back(std::move(test));
  }
  return tests;
}

MemberFilter MappingReader::TakeFilter(TableReader& table) {
  MemberFilter filter;
  filter.where = TakeTests(table, "where");
  filter.except = TakeTests(table, "except");
  filter.begins = TakePointer(table, "begins");
  filter.ends = TakePointer(table, "ends");
  return filter;
}

std::string MappingReader::TakeText(TableReader& table, std::string_view key) {
  return table.Take(key) == nullptr ? "" : table.NeedText(key);
}

std::optional<Attendance> MappingReader::TakeAttendance(TableReader& table, std::string_view key) {
  const auto index = table.TakeOneOf(key, kAttendanceNames);
  if (!index) return std::nullopt;
  return static_cast<Attendance>(*index);
}

int MappingReader::TakeCodeTable(TableReader& table, std::string_view key,
                                 std::initializer_list<TableKind> kinds) {
  const std::string id = TakeText(table, key);
  if (id.empty()) return -1;
  std::vector<std::string> known;
  for (std::size_t i = 0; i < mapping.tables.size(); ++i) {
    const CodeTable& candidate = mapping.tables[i];
    known.push_back(candidate.id);
    if (candidate.id != id) continue;
    if (candidate.kind != TableKind::kNothing &&
        std::ranges::find(kinds, candidate.kind) == kinds.end()) {
      problems.Add(table.PlaceOf(key),
                   "the code table " + Quoted(id) + " does not hold " + KindsInWords(kinds));
      return -1;
    }
    return static_cast<int>(i);
  }
  problems.Add(table.PlaceOf(key), UnknownName("code table", id, known));
  return -1;
}

void MappingReader::ReadHead(const TomlValue& root) {
  const TomlValue* head = root.Find("mapping");
  if (head == nullptr || !head->is_table()) {
    problems.Add(root.place, "a mapping begins with [mapping] and its id; add it");
    return;
  }
  TableReader table(*head, "[mapping]", problems);
  mapping.id = table.NeedId("id");
  mapping.version = table.NeedName("version");
  table.Take("note");
  mapping.case_number = TakePointers(table, "case_number");
  for (const TableReader::Item& item : table.TakeTexts("not_known"))
    mapping.not_known.Add(item.text, NameTable::kNotSaid);
  for (const TableReader::Item& item : table.TakeTexts("ignore_suffixes")) {
    suffixes.emplace_back(Folded(item.text).text());
    if (suffixes.back().empty())
      problems.Add(item.place, "\"ignore_suffixes\" holds an empty text; take it out");
  }
  table.Finish();

  const TomlValue* failed = root.Find("failed");
  if (failed == nullptr) return;
  TableReader look(*failed, "[failed]", problems);
  mapping.failed.any_of = TakePointers(look, "any_of");
  for (const MemberTest& test : TakeTests(look, "at_least")) {
    const auto* least = std::get_if<std::int64_t>(&test.value);
    if (least == nullptr) {
      problems.Add(look.PlaceOf("at_least"),
                   "\"at_least\" compares numbers, { \"/status\" = 400 }");
    } else {
      mapping.failed.at_least.push_back({test.at, *least});
    }
  }
  look.Finish();
}

Result<Mapping> LoadMapping(std::string path_for_errors, std::string text) {
  const Result<TomlValue> root = ParseToml(text, path_for_errors);
  if (!root.ok()) return Error(Status::kBadMapping, root.error().problems);
  Mapping mapping;
  Problems problems;
  MappingReader reader{mapping, problems, {}};
  for (const TomlMember& member : root->members) {
    const std::vector<std::string> known{"mapping", "failed", "table", "contacts", "part"};
    if (std::ranges::find(known, member.key) == known.end()) {
      problems.Add(member.place, "unknown key " + Quoted(member.key) + " in a mapping" +
                                     DidYouMean(member.key, known));
    }
  }
  reader.ReadHead(*root);
  for (const TomlMember* member : reader.Named(root->Find("table"), "table"))
    reader.ReadCodeTable(*member);
  for (const TomlMember* member : reader.Named(root->Find("contacts"), "contacts"))
    reader.ReadShape(*member);
  for (const TomlValue* part : reader.Repeated(root->Find("part"), "part")) reader.ReadPart(*part);
  if (mapping.parts.empty())
    problems.Add(root->place,
                 "a mapping needs at least one [[part]]; add the parts of the payload");
  if (!problems.empty()) return Error(Status::kBadMapping, problems.Take());
  mapping.canonical = Canonical(*root);
  mapping.digest = Sha256Hex(mapping.canonical);
  return mapping;
}

}  // namespace bsup::core
