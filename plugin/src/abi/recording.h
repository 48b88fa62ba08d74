// What every call that records has in common: who and when, and the receipt.
#pragma once

#include <string_view>
#include <vector>

#include "abi/guard.h"
#include "abi/handles.h"
#include "base/result.h"
#include "records/content/who.h"

namespace bsup::core {

// A text that may be NULL.
inline std::string_view TextOf(const char* text) { return text == nullptr ? "" : text; }

// By the host's clocks. kUsage where a clock is missing or `who` is not whole.
Result<Recorder> RecorderOf(const Session& session, const bsup_who* who);

// Appends `drafts` in one commit and gives the receipt of the last.
Result<bsup_receipt*> PutOnRecord(const bsup_trail& trail, const Recorder& recorder,
                                  std::vector<Draft> drafts);

bsup_receipt* NewReceipt(Receipt receipt, const Recorder& recorder);

}  // namespace bsup::core
