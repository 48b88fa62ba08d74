#include "service/keeping/reading.h"

#include <optional>
#include <utility>

#include "base/json.h"
#include "base/json_writer.h"
#include "service/keeping/access.h"

namespace bsup::core {
namespace {

// A part of several lines is a list of its lines, one of one line is that line.
void WriteParts(std::string* line, std::string_view key, const std::optional<std::string>& part) {
  *line += ",\"";
  *line += key;
  *line += "\":";
  if (!part) {
    *line += "null";
    return;
  }
  if (part->find('\n') == std::string::npos) {
    *line += *part;
    return;
  }
  *line += '[';
  for (char c : *part) *line += c == '\n' ? ',' : c;
  *line += ']';
}

std::string RecordLine(const OpenedRecord& opened) {
  const Record& record = opened.record;
  JsonWriter json;
  json.Object();
  json.Member("sequence", record.sequence);
  json.Member("kind", NameOf(record.kind));
  json.Member("class", NameOf(ClassOf(record.kind)));
  json.Member("day", record.day);
  json.Member("answers", record.answers);
  json.Member("document", HexOf(record.document));
  json.Member("erased", opened.erased);
  json.EndObject();
  std::string line = json.Take();
  line.pop_back();
  // The parts are JSON already.
  WriteParts(&line, "subject", opened.subject);
  WriteParts(&line, "actor", opened.actor);
  WriteParts(&line, "trail", opened.trail);
  return line + "}\n";
}

}  // namespace

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

Reading::Reading(std::shared_ptr<Trail> trail, Recorder recorder, RecordsAsked asked)
    : trail_(std::move(trail)), recorder_(std::move(recorder)), asked_(std::move(asked)) {}

Result<Reading> Reading::Begin(std::shared_ptr<Trail> trail, Recorder recorder,
                               std::string_view filter) {
  BSUP_TRY(RecordsAsked asked, ReadRecordsAsked(filter));
  if (asked.exported) BSUP_TRY(RecordExport(*trail, recorder, "records", *asked.exported));
  return Reading(std::move(trail), std::move(recorder), std::move(asked));
}

Result<std::string> Reading::Next(std::size_t limit) {
  if (ended_) return std::string();
  BSUP_TRY(const RecordPage page, trail_->Read(asked_.filter, limit));
  std::string lines;
  std::set<std::string> persons;
  for (const OpenedRecord& record : page.records) {
    lines += RecordLine(record);
    const auto person = PersonOf(record);
    if (person && !seen_.contains(*person)) persons.insert(*person);
  }
  if (!asked_.exported) {
    BSUP_TRY(RecordReads(*trail_, recorder_, persons, asked_.justification));
    seen_.merge(persons);
  }
  ended_ = !page.next;
  if (page.next) asked_.filter.after = *page.next;
  return lines;
}

}  // namespace bsup::core
