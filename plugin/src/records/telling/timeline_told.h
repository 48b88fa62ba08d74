// What the timeline says, before it is laid out: what waits, and each record.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "records/standing/waiting.h"
#include "records/telling/teller.h"
#include "records/telling/timeline.h"

namespace bsup::core {

struct WaitingTold {
  Waiting waiting;
  std::string text;
};

struct RecordTold {
  const OpenedRecord* record = nullptr;
  std::optional<std::string> time;  // as TimeText; nothing where who and when are not known
  std::string who;
  std::string role;  // may be empty
  TimelineEntry entry;
};

struct TimelineTold {
  std::vector<WaitingTold> waiting;
  std::vector<RecordTold> records;  // none of days after that of the options
};

// The arguments are those of RenderTimeline, and outlive what is told.
Result<TimelineTold> TellTimeline(std::span<const OpenedRecord> records,
                                  std::span<const Document> policies,
                                  const TimelineOptions& options);

}  // namespace bsup::core
