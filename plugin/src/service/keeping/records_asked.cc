#include "service/keeping/records_asked.h"

#include "base/enum_names.h"
#include "base/json.h"
#include "records/content/name.h"

namespace bsup::core {
namespace {

RecordKinds ReadKinds(ContentReader& reader, const Spot& spot) {
  RecordKinds kinds;
  for (const Spot& item : reader.List(spot)) {
    const int kind = reader.OneOf(item, Listed(kRecordKindNames), "kind of record");
    if (kind >= 0) kinds.Add(static_cast<RecordKind>(kind));
  }
  return kinds;
}

void ReadClasses(ContentReader& reader, const Spot& spot, ReadFilter* filter) {
  filter->practice = filter->statutory = filter->own = false;
  for (const Spot& item : reader.List(spot)) {
    switch (reader.OneOf(item, Listed(kRecordClassNames), "class of records")) {
      case static_cast<int>(RecordClass::kPractice): filter->practice = true; break;
      case static_cast<int>(RecordClass::kStatutory): filter->statutory = true; break;
      case static_cast<int>(RecordClass::kTrail): filter->own = true; break;
      default: break;
    }
  }
}

}  // namespace

ExportTo ReadExportTo(ContentReader& reader, const Spot& spot) {
  const auto at = reader.Object(spot, {"recipients", "scope"});
  return {reader.Names(at[0], kMostNameBytes), reader.Words(at[1])};
}

Result<RecordsAsked> ReadRecordsAsked(std::string_view text) {
  RecordsAsked asked;
  if (text.empty()) return asked;
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(text, "filter"));
  ContentReader reader;
  const auto at = reader.Object(
      {&document.root(), ""}, {},
      {"person", "kinds", "from", "until", "after", "class", "justification", "export"});
  asked.filter.person = reader.NameOrNull(at[0], kMostPersonBytes);
  if (!at[1].node->is_null()) asked.filter.kinds = ReadKinds(reader, at[1]);
  asked.filter.from = reader.DayOrNull(at[2]);
  asked.filter.until = reader.DayOrNull(at[3]);
  if (!at[4].node->is_null()) asked.filter.after = reader.Sequence(at[4]) + 1;
  if (!at[5].node->is_null()) ReadClasses(reader, at[5], &asked.filter);
  asked.justification = reader.WordsOrNull(at[6]);
  if (!at[7].node->is_null()) asked.exported = ReadExportTo(reader, at[7]);
  BSUP_TRY(reader.Check());
  return asked;
}

}  // namespace bsup::core
