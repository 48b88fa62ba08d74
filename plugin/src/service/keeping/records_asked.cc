#include "service/keeping/records_asked.h"

#include "records/content/fields.h"

namespace bsup::core {
namespace {

RecordKinds ReadKinds(ContentReader& reader) {
  RecordKinds kinds;
  reader.ForEach("kinds", [&](ContentReader& list, const std::string& index) {
    const int kind = list.IndexOf(index, Listed(kRecordKindNames), "kind of record");
    if (kind >= 0) kinds.Add(static_cast<RecordKind>(kind));
  });
  return kinds;
}

void ReadClasses(ContentReader& reader, ReadFilter& filter) {
  filter.practice = filter.statutory = filter.own = false;
  reader.ForEach("class", [&](ContentReader& list, const std::string& index) {
    switch (list.IndexOf(index, Listed(kRecordClassNames), "class of records")) {
      case static_cast<int>(RecordClass::kPractice): filter.practice = true; break;
      case static_cast<int>(RecordClass::kStatutory): filter.statutory = true; break;
      case static_cast<int>(RecordClass::kTrail): filter.own = true; break;
      default: break;
    }
  });
}

}  // namespace

ExportTo ReadExportTo(ContentReader reader) {
  reader.Expect({"recipients", "scope"}, {});
  return {ReadKey<std::vector<std::string>>(reader, "recipients", Form::kName),
          ReadKey<std::string>(reader, "scope", Form::kWords)};
}

Result<RecordsAsked> ReadRecordsAsked(std::string_view text) {
  RecordsAsked asked;
  if (text.empty()) return asked;
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(text, "filter"));
  std::vector<Problem> problems;
  ContentReader reader(document.root(), "", problems);
  reader.Expect({},
                {"person", "kinds", "from", "until", "after", "class", "justification", "export"});
  asked.filter.person = ReadKey<std::optional<std::string>>(reader, "person", Form::kPerson);
  if (reader.Take("kinds") != nullptr) asked.filter.kinds = ReadKinds(reader);
  asked.filter.from = ReadKey<std::optional<Day>>(reader, "from");
  asked.filter.until = ReadKey<std::optional<Day>>(reader, "until");
  const auto after = ReadKey<std::optional<std::uint64_t>>(reader, "after");
  if (after) asked.filter.after = *after + 1;
  if (reader.Take("class") != nullptr) ReadClasses(reader, asked.filter);
  asked.justification = ReadKey<std::optional<std::string>>(reader, "justification", Form::kWords);
  if (reader.Take("export") != nullptr) asked.exported = ReadExportTo(reader.Under("export"));
  BSUP_TRY(reader.Check());
  return asked;
}

}  // namespace bsup::core
