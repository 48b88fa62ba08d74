// The facts that a pack declares.
#pragma once

#include "policy/model/vocabulary.h"
#include "policy/read/read_head.h"

namespace bsup::core {

// Adds them in order, and after them those of its cadence rules. `policy` has its modes, and the
// facts of the nation where the pack is an overlay.
void AddFacts(const Pack& pack, Policy& policy, Problems& problems);

}  // namespace bsup::core
