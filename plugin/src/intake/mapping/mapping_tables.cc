#include "intake/mapping/mapping_tables.h"

#include <algorithm>

#include "base/suggest.h"
#include "intake/mapping/fold.h"

namespace bsup::core {
namespace {

// How a value of a fact is written in TOML; empty where it cannot be one.
std::string ValueText(const TomlValue& value) {
  switch (value.kind) {
    case TomlKind::kText: return value.text;
    case TomlKind::kBool: return value.boolean ? "true" : "false";
    case TomlKind::kInteger: return std::to_string(value.integer);
    default: return "";
  }
}

TableKind KindOf(const TableEntry& entry) {
  if (!entry.set.empty()) return TableKind::kSets;
  if (!entry.is.empty()) return TableKind::kIs;
  if (!entry.mode.empty() || !entry.purpose.empty()) return TableKind::kContactTypes;
  return TableKind::kOutcomes;
}

// A table of contact types may hold entries that tell attendance alone.
bool Join(TableKind& kind, TableKind entry) {
  if (kind == TableKind::kNothing || kind == entry) {
    kind = entry;
    return true;
  }
  const auto either = [&](TableKind a, TableKind b) { return kind == a && entry == b; };
  if (either(TableKind::kOutcomes, TableKind::kContactTypes)) kind = TableKind::kContactTypes;
  return kind == TableKind::kContactTypes && entry == TableKind::kOutcomes ? true : kind == entry;
}

class EntryReader {
 public:
  EntryReader(MappingReader& reader, CodeTable& table) : reader_(reader), table_(table) {}

  void Read(const TomlValue& value) {
    if (!CheckKind(value, TomlKind::kTable, "each entry of a code table", "{ names = [...], ... }",
                   reader_.problems))
      return;
    TableReader fields(value, "an entry of [table." + table_.id + "]", reader_.problems);
    TableEntry entry;
    entry.place = value.place;
    const auto begins = fields.TakeTexts("begins");
    const auto contains = fields.TakeTexts("contains");
    const bool may_lack_names = !begins.empty() || !contains.empty();
    const auto names = may_lack_names ? fields.TakeTexts("names") : fields.NeedTexts("names");
    for (const TableReader::Item& item : contains) AddContained(item);
    ReadSettings(fields, entry);
    if (const TomlValue* is = fields.Take("is")) {
      entry.is = ValueText(*is);
      if (entry.is.empty())
        reader_.problems.Add(is->place, "\"is\" must be a text, a whole number, true or false");
    }
    entry.mode = reader_.TakeText(fields, "mode");
    entry.purpose = reader_.TakeText(fields, "purpose");
    entry.attendance = reader_.TakeAttendance(fields, "attendance");
    fields.Finish();
    const bool says = !entry.set.empty() || !entry.is.empty() || !entry.mode.empty() ||
                      !entry.purpose.empty() || entry.attendance.has_value();
    if (!says) {
      reader_.problems.Add(
          value.place,
          "this entry says nothing; give it `set`, `is`, `mode`, `purpose` or `attendance`, "
          "or list its names under `nothing`");
    } else if (!Join(table_.kind, KindOf(entry))) {
      reader_.problems.Add(
          value.place,
          "the entries of one code table must all be of one kind: `set`, or `is`, or contacts");
    }
    Add(std::move(entry), names, begins);
  }

  void ReadNothing(const std::vector<TableReader::Item>& names, const Place& place) {
    if (names.empty()) return;
    TableEntry entry;
    entry.nothing = true;
    entry.place = place;
    Add(std::move(entry), names, {});
  }

 private:
  // Of the entry that is being read.
  void AddContained(const TableReader::Item& item) {
    std::string folded = FoldedWords(item.text);
    if (folded.empty()) {
      reader_.problems.Add(item.place, "\"contains\" holds an empty text; take it out");
      return;
    }
    table_.contained.push_back({std::move(folded), static_cast<int>(table_.entries.size())});
  }

  void ReadSettings(TableReader& fields, TableEntry& entry) {
    const TomlValue* set = fields.Take("set");
    if (set == nullptr) return;
    if (!set->is_table() || set->members.empty()) {
      reader_.problems.Add(
          set->place, "\"set\" must be a table of facts and values, { \"risk.rosh\" = \"high\" }");
      return;
    }
    for (const TomlMember& member : set->members) {
      TableSetting setting{member.key, ValueText(member.value), member.value.place};
      if (setting.value.empty()) {
        reader_.problems.Add(
            member.value.place,
            Quoted(member.key) + " must be set to a text, a whole number, true or false");
      }
      entry.set.push_back(std::move(setting));
    }
  }

  void Add(TableEntry entry, const std::vector<TableReader::Item>& names,
           const std::vector<TableReader::Item>& begins) {
    const int number = static_cast<int>(table_.entries.size());
    if (!names.empty()) {
      entry.name = names.front().text;
    } else if (!begins.empty()) {
      entry.name = begins.front().text;
    }
    for (const TableReader::Item& item : names)
      Check(item, table_.names.Add(item.text, number), number);
    for (const TableReader::Item& item : begins)
      Check(item, table_.names.AddBeginning(item.text, number), number);
    table_.entries.push_back(std::move(entry));
  }

  // `taken` is the entry that the text has now.
  void Check(const TableReader::Item& item, int taken, int number) {
    if (taken == NameTable::kUnmapped) {
      reader_.problems.Add(item.place, "a name must not be empty, nor longer than " +
                                           std::to_string(Folded::kMostBytes - 5) + " bytes");
    } else if (taken != number) {
      reader_.problems.Add(item.place, Quoted(item.text) + " is in [table." + table_.id +
                                           "] twice, since case and spaces make no difference; "
                                           "keep one");
    }
  }

  MappingReader& reader_;
  CodeTable& table_;
};

// `type_when`: each says by what name of the code table the contact's type is known.
void ReadTypeRules(MappingReader& reader, const std::string& id, const TomlValue& rules,
                   ContactShape& shape) {
  for (const TomlValue* rule : reader.Repeated(&rules, "contacts." + id + ".type_when")) {
    TableReader fields(*rule, "a rule of \"type_when\"", reader.problems);
    TypeRule read;
    fields.Need("when");
    read.when = reader.TakeTests(fields, "when");
    const std::string name = fields.NeedText("is");
    fields.Finish();
    if (shape.types < 0 || name.empty()) continue;
    const CodeTable& types = reader.mapping.tables[static_cast<std::size_t>(shape.types)];
    read.type = types.names.Find(name);
    if (read.type < 0) {
      reader.problems.Add(fields.PlaceOf("is"), UnknownName("name in [table." + types.id + "]",
                                                            name, types.names.Names()));
    }
    shape.type_when.push_back(std::move(read));
  }
}

}  // namespace

void ReadCodeTable(MappingReader& reader, const TomlMember& member) {
  CodeTable code_table;
  code_table.id = member.key;
  code_table.place = member.place;
  code_table.names.IgnoreSuffixes(reader.suffixes);
  TableReader table(member.value, "[table." + member.key + "]", reader.problems);
  if (table.TakeBool("ignore_length").value_or(false)) code_table.names.IgnoreLength();
  code_table.others_nothing = table.TakeBool("others_nothing").value_or(false);
  EntryReader entries(reader, code_table);
  const TomlValue* list = table.Take("entries");
  if (list != nullptr &&
      CheckKind(*list, TomlKind::kList, "\"entries\"", "a list of entries", reader.problems)) {
    for (const TomlValue& entry : list->items) entries.Read(entry);
  }
  entries.ReadNothing(table.TakeTexts("nothing"), table.PlaceOf("nothing"));
  table.Finish();
  // A spelling of "not known" means that everywhere, unless this table gives it a meaning of its
  // own.
  for (const std::string& name : reader.mapping.not_known.Names())
    code_table.names.Add(name, NameTable::kNotSaid);
  reader.mapping.tables.push_back(std::move(code_table));
}

void ReadShape(MappingReader& reader, const TomlMember& member) {
  ContactShape shape;
  shape.id = member.key;
  shape.place = member.place;
  TableReader table(member.value, "[contacts." + member.key + "]", reader.problems);
  shape.number = reader.TakePointer(table, "id");
  shape.day = reader.NeedPointer(table, "day");
  shape.time = reader.TakePointer(table, "time");
  const TomlValue* rules = table.Take("type_when");
  if (rules == nullptr) table.Need("type");
  shape.type = reader.TakePointers(table, "type");
  table.Need("types");
  shape.types =
      reader.TakeCodeTable(table, "types", {TableKind::kContactTypes, TableKind::kOutcomes});
  shape.outcome = reader.TakePointers(table, "outcome");
  shape.outcomes = reader.TakeCodeTable(table, "outcomes", {TableKind::kOutcomes});
  if (shape.outcome.empty() != (shape.outcomes < 0)) {
    reader.problems.Add(
        shape.place,
        "\"outcome\" and \"outcomes\" go together: where the outcome is, and the code "
        "table that reads it");
  }
  shape.filter = reader.TakeFilter(table);
  if (rules != nullptr) ReadTypeRules(reader, member.key, *rules, shape);
  if (const TomlValue* attendance = table.Take("attendance")) {
    for (const TomlValue* rule :
         reader.Repeated(attendance, "contacts." + member.key + ".attendance")) {
      TableReader fields(*rule, "a rule of \"attendance\"", reader.problems);
      fields.Need("when");
      AttendanceRule read;
      read.when = reader.TakeTests(fields, "when");
      fields.Need("is");
      read.is = reader.TakeAttendance(fields, "is").value_or(Attendance::kNotRecorded);
      fields.Finish();
      shape.attendance.push_back(std::move(read));
    }
  }
  table.Finish();
  reader.mapping.shapes.push_back(std::move(shape));
}

}  // namespace bsup::core
