// The facts that a pack declares.
#pragma once

#include "policy/model/fact.h"
#include "policy/read/read_head.h"

namespace bsup::core {

// In order, and after them those of its cadence rules.
Indexed<FactIndex, Fact> ReadFacts(const Pack& pack, Problems& problems);

}  // namespace bsup::core
