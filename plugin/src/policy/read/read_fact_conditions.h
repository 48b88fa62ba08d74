// What facts declare in terms of other facts. It can only be read once all of them are known.
#pragma once

#include "policy/read/read_head.h"
#include "policy/read/read_rules.h"

namespace bsup::core {

// Reads it from the tables of the pack's facts into `policy`, which has all facts.
void ReadFactConditions(const Pack& pack, Policy& policy, Problems& problems);

}  // namespace bsup::core
