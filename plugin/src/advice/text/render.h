// Advice as plain text, for a practitioner with three minutes at a terminal. Codes are in the JSON;
// this is presentation, and it names nobody.
#pragma once

#include <string>

#include "advice/engine/advice.h"
#include "base/page.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

// `advice` was given under `policy` on `a_case`.
std::string RenderText(const PolicyInForce& policy, const Advice& advice, const Case& a_case,
                       Language language, TextOptions options);

}  // namespace bsup::core
