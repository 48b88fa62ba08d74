// Advice as the form of a page where a contact is arranged shows it: JSON of texts, beside the
// advice and no part of it, so that its words may change and the advice's bytes do not. What it
// holds is in plugin/docs/hosts.md.
#pragma once

#include <string>

#include "advice/engine/advice.h"
#include "advice/form/form_request.h"
#include "intake/case.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

// `advice` was given under `policy` on `a_case`; `request` was read with the same policy.
std::string FormJson(const PolicyInForce& policy, const Advice& advice, const Case& a_case,
                     Language language, const FormRequest& request);

}  // namespace bsup::core
