// Advice as JSON, for hosts. Its shape is plugin/docs/advice.schema.json: every key is always there
// and in one order, null where nothing is known.
#pragma once

#include <string>

#include "advice/engine/advice.h"
#include "policy/resolve/policy_in_force.h"

namespace bsup::core {

// `advice` was given under `policy` on `a_case`.
std::string AdviceJson(const PolicyInForce& policy, const Advice& advice, const Case& a_case,
                       Language language);

}  // namespace bsup::core
