#include "intake/mapping/mapping_parts.h"

#include <algorithm>

#include "base/suggest.h"

namespace bsup::core {
namespace {

// A reading names its fact where its table's entries are values (`is`), and must not where they
// name theirs (`set`).
void CheckFactAndTable(MappingReader& reader, TableReader& table, const std::string& fact,
                       int code_table) {
  if (code_table < 0) {
    if (fact.empty() && table.Take("table") == nullptr)
      reader.problems.Add(table.place(), table.name() + " needs a \"fact\", a \"table\", or both");
    return;
  }
  const TableKind kind = reader.mapping.tables[static_cast<std::size_t>(code_table)].kind;
  if (kind == TableKind::kSets && !fact.empty()) {
    reader.problems.Add(table.PlaceOf("fact"),
                        "the entries of this table name their facts; leave out \"fact\"");
  }
  if (kind == TableKind::kIs && fact.empty()) {
    reader.problems.Add(table.place(),
                        "the entries of this table are values (`is`); say of which \"fact\"");
  }
}

NewestMember ReadNewest(MappingReader& reader, const TomlValue& value) {
  NewestMember newest;
  TableReader table(value, "\"newest\"", reader.problems);
  newest.of = reader.NeedPointer(table, "of");
  newest.by = reader.NeedPointer(table, "by");
  newest.filter = reader.TakeFilter(table);
  table.Finish();
  return newest;
}

ValueReading ReadValue(MappingReader& reader, const TomlValue& value) {
  ValueReading reading;
  reading.place = value.place;
  TableReader table(value, "[[part.value]]", reader.problems);
  table.Need("at");
  reading.at = reader.TakePointers(table, "at");
  reading.fact = reader.TakeText(table, "fact");
  reading.table = reader.TakeCodeTable(table, "table", {TableKind::kSets, TableKind::kIs});
  reading.present = table.TakeBool("present").value_or(false);
  reading.worse_counts = table.TakeBool("worse_counts").value_or(false);
  reading.minus = reader.TakePointer(table, "minus");
  if (const TomlValue* newest = table.Take("newest")) reading.newest = ReadNewest(reader, *newest);
  reading.told_on = reader.TakePointer(table, "told_on");
  reading.unless = reader.TakePointers(table, "unless");
  CheckFactAndTable(reader, table, reading.fact, reading.table);
  if (reading.minus && (reading.table >= 0 || reading.present || reading.worse_counts)) {
    reader.problems.Add(table.PlaceOf("minus"),
                        "\"minus\" takes one number from another; leave out \"table\", "
                        "\"present\" and \"worse_counts\"");
  }
  if (reading.present && (reading.table >= 0 || reading.worse_counts)) {
    reader.problems.Add(table.PlaceOf("present"),
                        "\"present\" asks only whether anything is there; leave out \"table\" and "
                        "\"worse_counts\"");
  }
  if (reading.worse_counts && reading.fact.empty()) {
    reader.problems.Add(table.PlaceOf("worse_counts"),
                        "\"worse_counts\" in a value needs the \"fact\" whose values are compared");
  }
  table.Finish();
  return reading;
}

ListReading ReadList(MappingReader& reader, const TomlValue& value) {
  ListReading reading;
  reading.place = value.place;
  TableReader table(value, "[[part.list]]", reader.problems);
  reading.at = reader.NeedPointer(table, "at");
  reading.within = reader.TakePointer(table, "within");
  reading.each = reader.TakePointers(table, "each");
  if (reading.each.empty()) reading.each.emplace_back();
  reading.fact = reader.TakeText(table, "fact");
  table.Need("table");
  reading.table = reader.TakeCodeTable(table, "table", {TableKind::kSets, TableKind::kIs});
  if (reading.table >= 0) CheckFactAndTable(reader, table, reading.fact, reading.table);
  reading.filter = reader.TakeFilter(table);
  reading.complete = table.TakeBool("complete").value_or(false);
  reading.worse_counts = table.TakeBool("worse_counts").value_or(false);
  reading.says = table.TakeBool("says");
  reading.told_on = reader.TakePointer(table, "told_on");
  reading.unless = reader.TakePointers(table, "unless");
  table.Finish();
  return reading;
}

DayReading ReadDay(MappingReader& reader, const TomlValue& value, const std::string& name) {
  DayReading reading;
  reading.place = value.place;
  TableReader table(value, name, reader.problems);
  reading.at = reader.NeedPointer(table, "at");
  reading.each = reader.TakePointer(table, "each").value_or(Pointer());
  reading.filter = reader.TakeFilter(table);
  constexpr const char* kPicks[] = {"earliest", "latest"};
  reading.latest = table.TakeOneOf("pick", kPicks).value_or(0) == 1;
  reading.dates = reader.mapping.dates;
  reading.unless = reader.TakePointers(table, "unless");
  table.Finish();
  return reading;
}

RegionReading ReadRegion(MappingReader& reader, const TomlValue& value) {
  RegionReading reading;
  reading.place = value.place;
  TableReader table(value, "[[part.region]]", reader.problems);
  reading.at = reader.NeedPointer(table, "at");
  reading.each = reader.TakePointers(table, "each");
  if (reading.each.empty()) reading.each.emplace_back();
  reading.filter = reader.TakeFilter(table);
  reading.unless = reader.TakePointers(table, "unless");
  table.Finish();
  return reading;
}

ContactList ReadContacts(MappingReader& reader, const TomlValue& value) {
  ContactList list;
  list.place = value.place;
  TableReader table(value, "[[part.contacts]]", reader.problems);
  list.at = reader.NeedPointer(table, "at");
  const std::string shape = table.NeedText("as");
  std::vector<std::string> known;
  for (const ContactShape& candidate : reader.mapping.shapes) {
    if (candidate.id == shape) list.shape = static_cast<int>(known.size());
    known.push_back(candidate.id);
  }
  if (list.shape < 0 && !shape.empty()) {
    reader.problems.Add(table.PlaceOf("as"), UnknownName("shape of contacts", shape, known));
  }
  list.total = reader.TakePointer(table, "total");
  list.next_only = table.TakeBool("next_only").value_or(false);
  list.keyed = table.TakeBool("keyed").value_or(false);
  list.partial = table.TakeBool("partial").value_or(false);
  table.Finish();
  return list;
}

}  // namespace

void ReadPart(MappingReader& reader, const TomlValue& value) {
  Part part;
  part.place = value.place;
  TableReader table(value, "[[part]]", reader.problems);
  part.id = table.NeedName("id");
  part.at = reader.NeedPointer(table, "at");
  part.only_with = reader.TakePointer(table, "only_with");
  part.failed_with = reader.TakePointers(table, "failed_with");
  part.case_number = reader.TakePointer(table, "case_number");
  part.forename = reader.TakePointer(table, "forename");
  part.surname = reader.TakePointer(table, "surname");
  part.birth_date = reader.TakePointer(table, "birth_date");
  for (const TomlValue* item : reader.Repeated(table.Take("value"), "part.value"))
    part.values.push_back(ReadValue(reader, *item));
  for (const TomlValue* item : reader.Repeated(table.Take("list"), "part.list"))
    part.lists.push_back(ReadList(reader, *item));
  for (const TomlValue* item : reader.Repeated(table.Take("contacts"), "part.contacts"))
    part.contacts.push_back(ReadContacts(reader, *item));
  for (const TomlValue* item : reader.Repeated(table.Take("start"), "part.start"))
    part.starts.push_back(ReadDay(reader, *item, "[[part.start]]"));
  for (const TomlValue* item : reader.Repeated(table.Take("took_over"), "part.took_over")) {
    part.took_over.push_back(ReadDay(reader, *item, "[[part.took_over]]"));
  }
  for (const TomlValue* item : reader.Repeated(table.Take("year_end"), "part.year_end"))
    part.year_ends.push_back(ReadDay(reader, *item, "[[part.year_end]]"));
  for (const TomlValue* item : reader.Repeated(table.Take("final_third"), "part.final_third"))
    part.final_thirds.push_back(ReadDay(reader, *item, "[[part.final_third]]"));
  for (const TomlValue* item : reader.Repeated(table.Take("region"), "part.region"))
    part.regions.push_back(ReadRegion(reader, *item));
  table.Finish();
  const auto same = std::ranges::find(reader.mapping.parts, part.id, &Part::id);
  if (same != reader.mapping.parts.end()) {
    reader.problems.Add(table.PlaceOf("id"), "two parts are called " + Quoted(part.id) +
                                                 "; the other is at line " +
                                                 std::to_string(same->place.line));
  }
  reader.mapping.parts.push_back(std::move(part));
}

}  // namespace bsup::core
