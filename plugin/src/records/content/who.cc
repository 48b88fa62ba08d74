#include "records/content/who.h"

#include <chrono>
#include <utility>

#include "advice/json/value_json.h"
#include "base/json_writer.h"
#include "records/content/name.h"
#include "records/content/part.h"

namespace bsup::core {
namespace {

constexpr std::int64_t kDayMillis = 86'400'000;

// `number` in decimal with leading zeros.
std::string Digits(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

// -1 where they are not all digits.
std::int64_t NumberOf(std::string_view digits) {
  std::int64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    number = 10 * number + (c - '0');
  }
  return number;
}

std::string ActorPart(const Who& who, std::string_view time) {
  JsonWriter json;
  json.Object();
  json.Key("correlation_id");
  WriteTextOrNull(json, who.correlation_id);
  json.Key("operation_id");
  WriteTextOrNull(json, who.operation_id);
  json.Key("role");
  WriteTextOrNull(json, who.role);
  json.Key("service");
  WriteTextOrNull(json, who.service);
  json.Key("time");
  json.String(time);
  json.Key("who");
  json.String(who.id);
  json.EndObject();
  return json.Take();
}

}  // namespace

std::optional<std::string> TimeText(std::int64_t time) {
  std::int64_t days = time / kDayMillis;
  std::int64_t rest = time % kDayMillis;
  if (rest < 0) {
    rest += kDayMillis;
    --days;
  }
  static const Day first = *Day::Parse("1000-01-01");
  static const Day last = *Day::Parse("9999-12-31");
  if (days < first.number() || days > last.number()) return std::nullopt;
  return Day::FromNumber(static_cast<std::int32_t>(days)).ToString() + "T" +
         Digits(rest / 3'600'000, 2) + ":" + Digits(rest / 60'000 % 60, 2) + ":" +
         Digits(rest / 1'000 % 60, 2) + "." + Digits(rest % 1'000, 3) + "Z";
}

std::optional<std::int64_t> ParseTime(std::string_view text) {
  if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text[19] != '.' || text[23] != 'Z')
    return std::nullopt;
  const std::optional<Day> day = Day::Parse(text.substr(0, 10));
  const std::int64_t hour = NumberOf(text.substr(11, 2));
  const std::int64_t minute = NumberOf(text.substr(14, 2));
  const std::int64_t second = NumberOf(text.substr(17, 2));
  const std::int64_t millis = NumberOf(text.substr(20, 3));
  if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 ||
      millis < 0)
    return std::nullopt;
  return day->number() * kDayMillis + ((hour * 60 + minute) * 60 + second) * 1'000 + millis;
}

Result<Draft> BeginDraft(RecordKind kind, const Recorder& recorder) {
  const Who& who = recorder.who;
  if (!IsName(who.id, kMostNameBytes)) {
    return Error(Status::kUsage, "who.id",
                 "say who records this, in 1 to 256 bytes of UTF-8 without control characters");
  }
  for (const auto& [name, text] : {std::pair<const char*, const std::string&>{"role", who.role},
                                   {"service", who.service},
                                   {"operation_id", who.operation_id},
                                   {"correlation_id", who.correlation_id}}) {
    if (text.empty() || IsName(text, kMostNameBytes)) continue;
    return Error(Status::kUsage, std::string("who.") + name,
                 "give at most 256 bytes of UTF-8 without control characters");
  }
  const std::optional<std::string> time = TimeText(recorder.time);
  if (!time) {
    return Error(Status::kUsage, "time",
                 "give milliseconds since 1970, in the years 1000 to 9999; not " +
                     std::to_string(recorder.time));
  }
  Draft draft;
  draft.kind = kind;
  draft.day = recorder.day;
  draft.actor = ActorPart(who, *time);
  return draft;
}

Result<Actor> ReadActor(const OpenedRecord& record) {
  const Result<JsonDocument> document = ParsePart(record, record.actor);
  if (!document) return document.error();
  ContentReader reader;
  const auto at = reader.Object({&document->root(), ""}, {"correlation_id", "operation_id", "role",
                                                          "service", "time", "who"});
  Actor actor;
  actor.who.correlation_id = reader.TextOrNull(at[0]);
  actor.who.operation_id = reader.TextOrNull(at[1]);
  actor.who.role = reader.TextOrNull(at[2]);
  actor.who.service = reader.TextOrNull(at[3]);
  const std::optional<std::int64_t> time = ParseTime(reader.Text(at[4]));
  if (!time) reader.Wrong(at[4], "not a time as this library writes them");
  actor.time = time.value_or(0);
  actor.who.id = reader.Text(at[5]);
  if (!reader.problems().empty()) return NotReadable(record, reader);
  return actor;
}

}  // namespace bsup::core
