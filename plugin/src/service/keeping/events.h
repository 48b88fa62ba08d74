// Events for an audit service: a JSON object a line, into a new file. They hold personal data.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "records/content/who.h"
#include "service/keeping/progress.h"
#include "trail/trail.h"

namespace bsup::core {

// `filter` is the JSON of records_asked.h, in which "export" is required; leaves an EXPORT. The
// file has mode 0600, and is removed where it was not written whole. kStorage where it is there
// already or cannot be written.
Result<void> WriteEvents(Trail& trail, const Recorder& recorder, std::string_view filter,
                         const std::string& path, const Progress& progress);

}  // namespace bsup::core
