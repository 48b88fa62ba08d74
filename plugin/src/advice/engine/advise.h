// Advice from typed facts: pure, and the same on every machine.
#pragma once

#include "advice/engine/advice.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

// `a_case` was made for this policy. Any thread.
Advice Advise(const PolicyInForce& policy, const Contact& contact, const Case& a_case, Day as_of);

}  // namespace bsup::core
