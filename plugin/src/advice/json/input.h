// The canonical input of advice: all that Advise and AdviceJson need besides the policy, so that
// advice can be given again years later. See plugin/docs/advice.md, "Replay".
#pragma once

#include <string>

#include "base/words.h"
#include "intake/case.h"
#include "policy/resolve/policy_in_force.h"

namespace bsup::core {

// RFC 8785. `mapping_digest` may be empty: a case that came without a mapping.
std::string CanonicalInput(const PolicyInForce& policy, const std::string& mapping_digest,
                           const Contact& contact, const Case& a_case, Day as_of,
                           Language language);

}  // namespace bsup::core
