// What was recorded about one person, newest last, and before it what waits: as plain text that a
// practitioner can read, and as JSON for a page, in the same words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "advice/text/render.h"
#include "base/day.h"
#include "base/result.h"
#include "base/words.h"
#include "trail/log/draft.h"

namespace bsup::core {

// Which records are told. What waits is told whatever is left out.
struct TimelineFilter {
  std::optional<std::string> contact_id;  // of this contact, and what answers them
  std::optional<Day> from;                // days of the records, both included
  std::optional<Day> until;
  std::vector<std::uint64_t> only;  // these; empty: all
};

struct TimelineOptions {
  Language language = Language::kEnglish;
  TextOptions text;  // how the text is laid out
  Day day;           // decisions are told as they stand at its end; later records are left out
  TimelineFilter filter = {};
};

// `records` in order of sequence. `policies` are documents of the advice among them: their labels
// are used, and ids where a policy is not there.
Result<std::string> RenderTimeline(std::span<const OpenedRecord> records,
                                   std::span<const Document> policies,
                                   const TimelineOptions& options);

// {"as_of","waiting","records"}: see plugin/docs/records.md, "The timeline".
Result<std::string> TimelineJson(std::span<const OpenedRecord> records,
                                 std::span<const Document> policies,
                                 const TimelineOptions& options);

}  // namespace bsup::core
