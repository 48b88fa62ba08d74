// The records that reading leaves: an EXPORT where records are handed out, else a READ for each
// person who was looked at. They are durable before anything is shown.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "records/content/who.h"
#include "service/keeping/records_asked.h"
#include "trail/trail.h"

namespace bsup::core {

// `what` was handed out, to whom and how much of it.
Result<void> RecordExport(Trail& trail, const Recorder& recorder, std::string_view what,
                          const ExportTo& exported);

// All in one commit.
Result<void> RecordReads(Trail& trail, const Recorder& recorder,
                         const std::set<std::string>& persons,
                         const std::optional<std::string>& justification);

}  // namespace bsup::core
