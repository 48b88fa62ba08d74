// Proofs over a resolved policy, made when it is loaded: they hold for every case, not for the
// cases that a test thought of.
#pragma once

#include <vector>

#include "base/result.h"
#include "policy/compile/compiled.h"
#include "policy/model/policy.h"

namespace bsup::core {

// Every alternative can hold; no case is left without a mode; no rule of a region removes the last
// in-person mode where the nation restricts remote ones; and the policy is within the engine's
// bounds. Empty when all is well. Call it before the compiled form is used.
std::vector<Problem> CheckPolicy(const Policy& policy, const CompiledPolicy& compiled);

}  // namespace bsup::core
