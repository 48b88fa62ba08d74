#include "records/kinds/statutory_records.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "records/content/name.h"
#include "records/content/part.h"
#include "records/kinds/words_draft.h"

namespace bsup::core {
namespace {

std::vector<std::string> ReadRecipients(ContentReader& reader, const Spot& spot) {
  std::vector<std::string> recipients = reader.Names(spot, kMostNameBytes);
  if (spot.node->is_array() && recipients.empty())
    reader.Wrong(spot, "names nobody; say who received it");
  return recipients;
}

}  // namespace

Result<Draft> ReadDraft(const Recorder& recorder, std::string_view content) {
  Result<Draft> draft = BeginDraft(RecordKind::kRead, recorder);
  if (!draft) return draft;
  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object({&document->root(), ""}, {"person"}, {"justification"});
  draft->person = reader.Name(at[0], kMostPersonBytes);
  const std::optional<std::string> justification = reader.WordsOrNull(at[1]);
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  JsonWriter json;
  json.Object();
  json.Key("justification");
  WriteOrNull(json, justification);
  json.Key("person");
  json.String(draft->person);
  json.EndObject();
  draft->subject = json.Take();
  return draft;
}

Result<Draft> DisclosureDraft(const Recorder& recorder, std::string_view content) {
  Result<Draft> draft = BeginDraft(RecordKind::kDisclosure, recorder);
  if (!draft) return draft;
  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  ContentReader reader;
  const auto at =
      reader.Object({&document->root(), ""}, {"person", "recipients", "what"}, {"justification"});
  draft->person = reader.Name(at[0], kMostPersonBytes);
  const std::vector<std::string> recipients = ReadRecipients(reader, at[1]);
  const std::string what = reader.Words(at[2]);
  const std::optional<std::string> justification = reader.WordsOrNull(at[3]);
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  JsonWriter json;
  json.Object();
  json.Key("justification");
  WriteOrNull(json, justification);
  json.Key("person");
  json.String(draft->person);
  json.Key("recipients");
  WriteTexts(json, recipients);
  json.Key("what");
  json.String(what);
  json.EndObject();
  draft->subject = json.Take();
  return draft;
}

Result<Draft> ExportDraft(const Recorder& recorder, std::string_view content) {
  Result<Draft> draft = BeginDraft(RecordKind::kExport, recorder);
  if (!draft) return draft;
  const Result<JsonDocument> document = ParseContent(content);
  if (!document) return document.error();
  ContentReader reader;
  const auto at =
      reader.Object({&document->root(), ""}, {"what", "recipients", "scope"}, {"persons"});
  const std::string what = reader.Words(at[0]);
  const std::vector<std::string> recipients = ReadRecipients(reader, at[1]);
  const std::string scope = reader.Words(at[2]);
  std::optional<std::int64_t> persons;
  if (!at[3].node->is_null())
    persons = reader.Integer(at[3], 0, std::numeric_limits<std::int32_t>::max());
  if (const Result<bool> sound = reader.Check(); !sound) return sound.error();
  JsonWriter json;
  json.Object();
  json.Key("persons");
  persons ? json.Integer(*persons) : json.Null();
  json.Key("recipients");
  WriteTexts(json, recipients);
  json.Key("scope");
  json.String(scope);
  json.Key("what");
  json.String(what);
  json.EndObject();
  draft->trail = json.Take();
  return draft;
}

Result<Draft> ErasureDraft(const Recorder& recorder, std::string_view content) {
  return WordsDraft(RecordKind::kErasure, recorder, content, {"authority", "why"});
}

Result<ReadRecord> ReadReadRecord(const OpenedRecord& record) {
  if (const auto fits = CheckAnswered(record.record.sequence, record, RecordKind::kRead); !fits)
    return fits.error();
  const Result<JsonDocument> document = ParsePart(record, record.subject);
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object({&document->root(), ""}, {"justification", "person"});
  const ReadRecord read{reader.WordsOrNull(at[0]), reader.Text(at[1])};
  if (!reader.problems().empty()) return NotReadable(record, reader);
  return read;
}

Result<DisclosureRecord> ReadDisclosure(const OpenedRecord& record) {
  if (const auto fits = CheckAnswered(record.record.sequence, record, RecordKind::kDisclosure);
      !fits)
    return fits.error();
  const Result<JsonDocument> document = ParsePart(record, record.subject);
  if (!document) return document.error();
  ContentReader reader;
  const auto at =
      reader.Object({&document->root(), ""}, {"justification", "person", "recipients", "what"});
  const DisclosureRecord disclosure{reader.WordsOrNull(at[0]), reader.Text(at[1]),
                                    reader.Names(at[2], kMostNameBytes), reader.Text(at[3])};
  if (!reader.problems().empty()) return NotReadable(record, reader);
  return disclosure;
}

}  // namespace bsup::core
