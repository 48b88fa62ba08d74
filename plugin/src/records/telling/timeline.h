// What was recorded about one person, as plain text that a practitioner can read: a heading for
// each day, newest last.
#pragma once

#include <span>
#include <string>

#include "advice/text/render.h"
#include "base/day.h"
#include "base/result.h"
#include "base/words.h"
#include "trail/log/draft.h"

namespace bsup::core {

struct TimelineOptions {
  Language language = Language::kEnglish;
  TextOptions text;
  Day day;  // decisions are told as they stand at its end; later records are left out
};

// `records` in order of sequence. `policies` are documents of the advice among them: their labels
// are used, and ids where a policy is not there.
Result<std::string> RenderTimeline(std::span<const OpenedRecord> records,
                                   std::span<const Document> policies,
                                   const TimelineOptions& options);

}  // namespace bsup::core
