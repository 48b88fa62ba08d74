// Who records something, and when: the actor part of a record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/day.h"
#include "base/result.h"
#include "records/content/content.h"
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

// The parts of Who that may be empty: nothing where one is.
inline std::optional<std::string> KnownPart(std::string part) {
  if (part.empty()) return std::nullopt;
  return part;
}

// `day` is the day where the person works; `time` is in milliseconds since 1970-01-01T00:00:00Z.
struct Recorder {
  Who who;
  std::int64_t time = 0;
  Day day;
};

// What the actor part holds.
struct Actor {
  Who who;
  std::int64_t time = 0;

  static void Fields(auto& self, auto& fields) {
    fields.Settled("correlation_id", self.who.correlation_id, Form::kNameOrNull);
    fields.Settled("operation_id", self.who.operation_id, Form::kNameOrNull);
    fields.Settled("role", self.who.role, Form::kNameOrNull);
    fields.Settled("service", self.who.service, Form::kNameOrNull);
    fields.Settled("time", self.time);
    fields.Settled("who", self.who.id, Form::kName);
  }
};

// A draft with kind, day and actor part. kUsage where who or time cannot be recorded.
Result<Draft> BeginDraft(RecordKind kind, const Recorder& recorder);

// kErased where it has been erased.
Result<Actor> ReadActor(const OpenedRecord& record);

}  // namespace bsup::core
