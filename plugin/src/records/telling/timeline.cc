#include "records/telling/timeline.h"

#include <algorithm>
#include <vector>

#include "base/catalogue.h"
#include "base/json_writer.h"
#include "base/page.h"
#include "base/say_day.h"
#include "records/telling/timeline_told.h"

namespace bsup::core {
namespace {

constexpr std::size_t kClockWidth = 5;  // 10:15

// `a.officer, probation officer`, or that it is unknown.
std::string MadeBy(const RecordTold& told, Language language) {
  if (!told.time) return Say(ValueText::kUnknown, language);
  return told.who + (told.role.empty() ? "" : ", " + told.role);
}

// The clock, or as much space, and the record's number.
std::string Numbered(const std::optional<std::string>& time, std::uint64_t sequence,
                     std::size_t digits) {
  const std::string number = std::to_string(sequence);
  return (time ? time->substr(11, kClockWidth) : std::string(kClockWidth, ' ')) + "  " +
         std::string(digits - std::min(digits, number.size()), ' ') + number;
}

std::string Line(std::string_view text, const TimelineOptions& options, Ink ink) {
  Page page(options.text);
  page.Paragraph(text, "", ink);
  return page.Take();
}

// What waits, below a heading; nothing where nothing does.
std::string WaitingText(const std::vector<WaitingTold>& waiting, std::size_t digits,
                        std::size_t labels, const TimelineOptions& options) {
  if (waiting.empty()) return "";
  Page page(options.text, labels);
  for (const WaitingTold& told : waiting) {
    page.Section(Numbered(std::nullopt, told.waiting.sequence, digits), Ink::kDim);
    page.Paragraph(told.text, "", told.waiting.overdue ? Ink::kYellow : Ink::kPlain);
  }
  return Line(Say(TimelineText::kWhatWaits, options.language,
                  {SayDay(options.day, options.language)}),
              options, Ink::kBold) +
         "\n" + page.Take() + "\n";
}

void WriteTold(JsonWriter& json, const WaitingTold& told) {
  json.Object();
  json.Member("sequence", told.waiting.sequence);
  json.Member("waits_for", NameOf(kWaitsForNames, told.waiting.waits_for));
  json.Member("day", told.waiting.day);
  json.Member("overdue", told.waiting.overdue);
  json.Member("text", Harmless(told.text));
  json.EndObject();
}

void WriteTold(JsonWriter& json, const RecordTold& told) {
  const Record& record = told.record->record;
  const auto known = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(Harmless(text));
  };
  json.Object();
  json.Member("sequence", record.sequence);
  json.Member("kind", NameOf(record.kind));
  json.Member("day", record.day);
  json.Member("time", told.time);
  json.Member("who", known(told.who));
  json.Member("role", known(told.role));
  json.Member("answers", record.answers);
  json.Member("erased", told.record->erased);
  json.Member("state", told.entry.state);
  json.Member("heading", Harmless(told.entry.kind));
  json.Key("lines");
  json.Array();
  for (const TimelineLine& line : told.entry.lines) json.String(Harmless(line.text));
  json.EndArray();
  json.EndObject();
}

}  // namespace

Result<std::string> RenderTimeline(std::span<const OpenedRecord> records,
                                   std::span<const Document> policies,
                                   const TimelineOptions& options) {
  BSUP_TRY(const TimelineTold told, TellTimeline(records, policies, options));
  const std::vector<RecordTold>& shown = told.records;
  std::uint64_t last = shown.empty() ? 0 : shown.back().record->record.sequence;
  for (const WaitingTold& waiting : told.waiting) last = std::max(last, waiting.waiting.sequence);
  const std::size_t digits = std::to_string(last).size();
  const std::size_t labels = kClockWidth + 2 + digits + 2;
  Page page(options.text, labels);
  std::string text = WaitingText(told.waiting, digits, labels, options);
  if (shown.empty())
    return text + Line(Say(TimelineText::kNoRecords, options.language), options, Ink::kDim);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Record& record = shown[i].record->record;
    if (i == 0 || record.day != shown[i - 1].record->record.day) {
      text += page.Take();
      page = Page(options.text, labels);
      if (i > 0) text += '\n';
      text += Line(SayWeekday(record.day, options.language), options, Ink::kBold) + "\n";
    }
    const TimelineEntry& entry = shown[i].entry;
    page.Section(Numbered(shown[i].time, record.sequence, digits), Ink::kDim);
    page.Paragraph(entry.kind + ": " + MadeBy(shown[i], options.language), "", Ink::kBold);
    for (const TimelineLine& line : entry.lines) page.Paragraph(line.text, "", line.ink);
  }
  text += page.Take();
  return text + "\n" +
         Line(Say(TimelineText::kFoot, options.language, {SayDay(options.day, options.language)}),
              options, Ink::kDim);
}

Result<std::string> TimelineJson(std::span<const OpenedRecord> records,
                                 std::span<const Document> policies,
                                 const TimelineOptions& options) {
  BSUP_TRY(const TimelineTold told, TellTimeline(records, policies, options));
  JsonWriter json;
  json.Object();
  json.Member("as_of", options.day);
  json.Key("waiting");
  json.Array();
  for (const WaitingTold& one : told.waiting) WriteTold(json, one);
  json.EndArray();
  json.Key("records");
  json.Array();
  for (const RecordTold& one : told.records) WriteTold(json, one);
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace bsup::core
