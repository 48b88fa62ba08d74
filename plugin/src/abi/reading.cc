#include "abi/reading.h"

#include <utility>

#include "base/json.h"
#include "base/json_writer.h"
#include "records/content/content.h"
#include "records/content/name.h"
#include "records/kinds/statutory_records.h"

namespace bsup::core {
namespace {

std::vector<std::string> KindWords() { return {kRecordKindNames.begin(), kRecordKindNames.end()}; }
std::vector<std::string> ClassWords() {
  return {kRecordClassNames.begin(), kRecordClassNames.end()};
}

std::uint32_t ReadKinds(ContentReader& reader, const Spot& spot) {
  std::uint32_t kinds = 0;
  for (const Spot& item : reader.List(spot)) {
    const int kind = reader.OneOf(item, KindWords(), "kind of record");
    if (kind >= 0) kinds |= std::uint32_t{1} << kind;
  }
  return kinds;
}

void ReadClasses(ContentReader& reader, const Spot& spot, ReadFilter* filter) {
  filter->practice = filter->statutory = filter->own = false;
  for (const Spot& item : reader.List(spot)) {
    switch (reader.OneOf(item, ClassWords(), "class of records")) {
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

Result<HostFilter> ReadFilterText(std::string_view text) {
  HostFilter asked;
  if (text.empty()) return asked;
  const Result<JsonDocument> document = JsonDocument::Parse(text, "filter");
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object(
      {&document->root(), ""}, {},
      {"person", "kinds", "from", "until", "after", "class", "justification", "export"});
  asked.filter.person = reader.NameOrNull(at[0], kMostPersonBytes);
  if (!at[1].node->is_null()) asked.filter.kinds = ReadKinds(reader, at[1]);
  asked.filter.from = reader.DayOrNull(at[2]);
  asked.filter.until = reader.DayOrNull(at[3]);
  if (!at[4].node->is_null()) asked.filter.after = reader.Sequence(at[4]) + 1;
  if (!at[5].node->is_null()) ReadClasses(reader, at[5], &asked.filter);
  asked.justification = reader.WordsOrNull(at[6]);
  if (!at[7].node->is_null()) asked.exported = ReadExportTo(reader, at[7]);
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  return asked;
}

Result<bool> RecordExport(const bsup_trail& trail, const Recorder& recorder, std::string_view what,
                          const ExportTo& exported) {
  JsonWriter content;
  content.Object();
  content.Key("what");
  content.String(what);
  content.Key("recipients");
  WriteTexts(content, exported.recipients);
  content.Key("scope");
  content.String(exported.scope);
  content.EndObject();
  Result<Draft> draft = ExportDraft(recorder, content.Take());
  if (!draft) return std::move(draft).error();
  std::vector<Draft> drafts;
  drafts.push_back(*std::move(draft));
  auto done = trail.trail->Append(std::move(drafts));
  if (!done) return std::move(done).error();
  return true;
}

Result<bool> RecordReads(const bsup_trail& trail, const Recorder& recorder,
                         const std::set<std::string>& persons,
                         const std::optional<std::string>& justification) {
  if (persons.empty()) return true;
  std::vector<Draft> drafts;
  for (const std::string& person : persons) {
    JsonWriter content;
    content.Object();
    content.Key("person");
    content.String(person);
    content.Key("justification");
    WriteOrNull(content, justification);
    content.EndObject();
    Result<Draft> draft = ReadDraft(recorder, content.Take());
    if (!draft) return std::move(draft).error();
    drafts.push_back(*std::move(draft));
  }
  auto done = trail.trail->Append(std::move(drafts));
  if (!done) return std::move(done).error();
  return true;
}

std::optional<std::string> PersonOf(const OpenedRecord& record) {
  if (!record.subject) return std::nullopt;
  // Every subject part begins with a line that is an object with the person in it.
  const std::string_view line =
      std::string_view(*record.subject).substr(0, record.subject->find('\n'));
  const Result<JsonDocument> document = JsonDocument::Parse(line, "subject");
  if (!document) return std::nullopt;
  const JsonNode* person = document->root().Find("person");
  if (person == nullptr || !person->is_string()) return std::nullopt;
  return std::string(person->string());
}

}  // namespace bsup::core
