#include "records/content/who.h"

#include <utility>

#include "records/content/fields.h"
#include "records/content/name.h"
#include "records/content/part.h"
#include "records/content/time.h"

namespace bsup::core {

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
  if (!TimeText(recorder.time)) {
    return Error(Status::kUsage, "time",
                 "give milliseconds since 1970, in the years 1000 to 9999; not " +
                     std::to_string(recorder.time));
  }
  Draft draft;
  draft.kind = kind;
  draft.day = recorder.day;
  draft.actor = WrittenFields(Actor{who, recorder.time});
  return draft;
}

Result<Actor> ReadActor(const OpenedRecord& record) {
  return ReadPart<Actor>(record, record.actor);
}

}  // namespace bsup::core
