// The proof of a trail as files that anybody can serve and check, with nothing personal in them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "trail/store/trail_files.h"

namespace bsup::core {

// Into a folder that is empty or not there, or that holds an earlier export of this trail: kUsage
// where it holds something else, kTampered where that export is of more records or another tree.
// `progress(done, all)` may be empty.
Result<void> ExportLog(const TrailFiles& files, const std::string& folder,
                       const std::function<void(std::uint64_t, std::uint64_t)>& progress);
// Whether ExportLog would refuse that folder. Writes nothing.
Result<void> CheckExport(const TrailFiles& files, const std::string& folder);

}  // namespace bsup::core
