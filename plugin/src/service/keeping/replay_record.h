// Recorded advice again, from the record and the policy kept with it, and nothing else.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "records/kinds/advice_record.h"
#include "records/standing/replay.h"
#include "service/advising/given_advice.h"
#include "service/keeping/loaded_packs.h"
#include "trail/trail.h"

namespace bsup::core {

// The advice of a record, `shown`, again; of another engine by this one. kTampered where the trail
// lacks its policy. Any thread.
Result<GivenAdvice> GiveRecordAgain(Trail& trail, LoadedPacks& packs, const OpenedRecord& opened,
                                    const AdviceRecord& shown);

// `packs` keeps what was loaded, for the next record. Advice of another engine is given again by
// this one and compared. kNotFound; kBadInput where the record is not advice; kTampered where the
// trail lacks its policy. Any thread.
Result<Replayed> ReplayRecord(Trail& trail, LoadedPacks& packs, std::uint64_t sequence);

}  // namespace bsup::core
