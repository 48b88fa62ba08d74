// Recorded advice again, from the record and the policy kept with it, and nothing else.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "records/standing/replay.h"
#include "service/keeping/loaded_packs.h"
#include "trail/trail.h"

namespace bsup::core {

// `packs` keeps what was loaded, for the next record. Advice of another engine is given again by
// this one and compared. kNotFound; kBadInput where the record is not advice; kTampered where the
// trail lacks its policy. Any thread.
Result<Replayed> ReplayRecord(Trail& trail, LoadedPacks& packs, std::uint64_t sequence);

}  // namespace bsup::core
