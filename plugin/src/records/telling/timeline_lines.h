// What the timeline says of one record; for timeline.cc only.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/page.h"
#include "base/result.h"
#include "records/content/policy_names.h"
#include "records/telling/timeline.h"

namespace bsup::core {

struct TimelineLine {
  std::string text;
  Ink ink = Ink::kPlain;
};

struct TimelineEntry {
  std::string kind;                 // `Decision (on no. 12)`
  std::vector<TimelineLine> lines;  // below it
};

struct TimelineView {
  std::span<const OpenedRecord> records;
  const std::vector<PolicyNames>& policies;
  const TimelineOptions& options;

  // The labels of a policy by its digest; of none where it is not there.
  [[nodiscard]] const PolicyNames& PolicyOf(std::string_view digest) const;
};

Result<TimelineEntry> Describe(const TimelineView& view, const OpenedRecord& record);

}  // namespace bsup::core
