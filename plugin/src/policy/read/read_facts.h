// The facts that a pack declares.
#pragma once

#include "policy/model/vocabulary.h"
#include "policy/read/read_head.h"

namespace bsup::core {

// In order, and after them those of its cadence rules. `modes` are the pack's.
Indexed<FactIndex, Fact> ReadFacts(const Pack& pack, const Indexed<ModeIndex, Mode>& modes,
                                   Problems& problems);

}  // namespace bsup::core
