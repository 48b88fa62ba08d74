// Reading records back, page by page.
#include <optional>
#include <string>
#include <utility>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/reading.h"
#include "abi/recording.h"
#include "base/json_writer.h"

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
  json.Key("sequence");
  json.Integer(static_cast<std::int64_t>(record.sequence));
  json.Key("kind");
  json.String(kRecordKindNames[static_cast<std::size_t>(record.kind)]);
  json.Key("class");
  json.String(kRecordClassNames[static_cast<std::size_t>(ClassOf(record.kind))]);
  json.Key("day");
  json.String(record.day.ToString());
  json.Key("answers");
  record.answers ? json.Integer(static_cast<std::int64_t>(*record.answers)) : json.Null();
  json.Key("document");
  record.document ? json.String(Hex(Bytes(*record.document))) : json.Null();
  json.Key("erased");
  json.Bool(opened.erased);
  json.EndObject();
  std::string line = json.Take();
  line.pop_back();
  // The parts are JSON already.
  WriteParts(&line, "subject", opened.subject);
  WriteParts(&line, "actor", opened.actor);
  WriteParts(&line, "trail", opened.trail);
  return line + "}\n";
}

// The next page; what it shows of anybody is on record before it is shown.
Result<std::string> NextPage(bsup_reading* reading, std::size_t limit) {
  if (reading->ended) return std::string();
  const auto page = reading->trail.trail->Read(reading->asked.filter, limit);
  if (!page) return page.error();
  std::string lines;
  std::set<std::string> persons;
  for (const OpenedRecord& record : page->records) {
    lines += RecordLine(record);
    const auto person = PersonOf(record);
    if (person && !reading->seen.contains(*person)) persons.insert(*person);
  }
  if (!reading->asked.exported) {
    const auto noted =
        RecordReads(reading->trail, reading->recorder, persons, reading->asked.justification);
    if (!noted) return noted.error();
    reading->seen.merge(persons);
  }
  reading->ended = !page->next;
  if (page->next) reading->asked.filter.after = *page->next;
  return lines;
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_trail_read(bsup_trail* trail, const bsup_who* who, const char* filter,
                            uint64_t size, bsup_reading** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (trail == nullptr || out == nullptr)
      return bsup::core::Usage("`trail` and `out` must not be NULL");
    auto recorder = bsup::core::RecorderOf(*trail->session, who);
    if (!recorder) return std::move(recorder).error();
    const std::string_view text =
        filter == nullptr ? std::string_view() : std::string_view(filter, size);
    auto asked = bsup::core::ReadFilterText(text);
    if (!asked) return std::move(asked).error();
    if (asked->exported) {
      const auto noted = bsup::core::RecordExport(*trail, *recorder, "records", *asked->exported);
      if (!noted) return noted.error();
    }
    *out = new bsup_reading{*trail, *std::move(recorder), *std::move(asked), false, {}};
    return bsup::core::kDone;
  });
}

bsup_status bsup_reading_next(bsup_reading* reading, uint32_t limit, bsup_text** out,
                              bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (reading == nullptr || out == nullptr) {
      return bsup::core::Usage("`reading` and `out` must not be NULL");
    }
    auto lines = bsup::core::NextPage(reading, limit);
    if (!lines) return std::move(lines).error();
    *out = new bsup_text{*std::move(lines)};
    return bsup::core::kDone;
  });
}

void bsup_reading_free(bsup_reading* reading) { delete reading; }
