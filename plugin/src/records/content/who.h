// Who records something, and when: the actor part of a record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/result.h"
#include "trail/log/draft.h"

namespace bsup::core {

// As the host names them. Only the id must be given; what is empty is not known.
struct Who {
  std::string id;
  std::string role;
  std::string service;
  std::string operation_id;
  std::string correlation_id;
  bool operator==(const Who&) const = default;
};

// `day` is the day where the person works; `time` is in milliseconds since 1970-01-01T00:00:00Z.
struct Recorder {
  Who who;
  std::int64_t time = 0;
  Day day;
};

// The actor part, read.
struct Actor {
  Who who;
  std::int64_t time = 0;
};

// `2026-11-23T10:15:00.123Z`, years 1000 to 9999; nothing outside them.
std::optional<std::string> TimeText(std::int64_t time);
std::optional<std::int64_t> ParseTime(std::string_view text);

// A draft with kind, day and actor part. kUsage where who or time cannot be recorded.
Result<Draft> BeginDraft(RecordKind kind, const Recorder& recorder);

// kErased where it has been erased.
Result<Actor> ReadActor(const OpenedRecord& record);

}  // namespace bsup::core
