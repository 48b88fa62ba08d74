#include "intake/mapping/mapping_reader.h"

#include <algorithm>

#include "base/suggest.h"
#include "intake/mapping/fold.h"

namespace bsup::core {
namespace {

std::string KindsInWords(std::initializer_list<TableKind> kinds) {
  for (const TableKind kind : kinds) {
    if (kind == TableKind::kContactTypes)
      return "types of contact (entries with `mode`, `purpose` or `attendance`)";
    if (kind == TableKind::kOutcomes) return "outcomes (entries with `attendance`)";
  }
  return "facts (entries with `set` or `is`)";
}

// A text, whole number or truth value, folded; or a list of them.
void AddValues(MappingReader& reader, std::string_view key, const TomlValue& value,
               std::vector<std::string>& values) {
  switch (value.kind) {
    case TomlKind::kBool: values.emplace_back(value.boolean ? "true" : "false"); return;
    case TomlKind::kInteger: values.push_back(std::to_string(value.integer)); return;
    case TomlKind::kText: values.push_back(FoldedWords(value.text)); return;
    case TomlKind::kList:
      for (const TomlValue& item : value.items) {
        if (!item.is_list()) AddValues(reader, key, item, values);
      }
      if (!value.items.empty()) return;
      [[fallthrough]];
    default:
      reader.problems.Add(value.place,
                          Quoted(key) +
                              " must be compared with a text, a whole number, true or false, or a "
                              "table of tests, { one_of = [\"A\", \"B\"] }");
  }
}

// `{ there = true, one_of = [...], not = ..., contains = ... }`.
void ReadTest(MappingReader& reader, const TomlMember& member, MemberTest& test) {
  TableReader table(member.value, "the tests of " + Quoted(member.key), reader.problems);
  test.there = table.TakeBool("there");
  const auto take = [&](std::string_view key, std::vector<std::string>& values) {
    if (const TomlValue* value = table.Take(key)) AddValues(reader, key, *value, values);
  };
  take("one_of", test.any_of);
  take("not", test.none_of);
  take("contains", test.contains);
  table.Finish();
  if (member.value.members.empty()) {
    reader.problems.Add(member.value.place,
                        "there are no tests of " + Quoted(member.key) +
                            "; write \"there\", \"one_of\", \"not\" or \"contains\"");
  }
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
  if (!CheckKind(*value, TomlKind::kTable, Quoted(key),
                 R"(a table of pointers and values, { "/removed" = true })", problems))
    return tests;
  for (const TomlMember& member : value->members) {
    auto pointer = Pointer::Parse(member.key);
    if (!pointer) {
      problems.Add(member.place,
                   Quoted(key) + " must have JSON Pointers as keys, not " + Quoted(member.key));
      continue;
    }
    MemberTest test;
    test.at = std::move(*pointer);
    if (member.value.is_table()) {
      ReadTest(*this, member, test);
    } else {
      AddValues(*this, member.key, member.value, test.any_of);
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
  filter.dates = mapping.dates;
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

}  // namespace bsup::core
