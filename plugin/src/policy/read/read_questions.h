// Questions that settle several flags at once.
#pragma once

#include "policy/model/policy.h"
#include "policy/read/read_head.h"

namespace bsup::core {

// `policy` has all facts; each that a question names refers to it. An overlay's questions stand
// behind those that are there.
void AddQuestions(const Pack& pack, Policy& policy, Problems& problems);

}  // namespace bsup::core
