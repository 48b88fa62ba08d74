// How much of the practitioner's attention a planned contact deserves; see plugin/docs/advice.md,
// "How much attention".
#pragma once

#include "advice/engine/advice.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

// `advice` is complete but for its notice.
Notice Notify(const PolicyInForce& in_force, const Case& a_case, const Advice& advice);

}  // namespace bsup::core
