// The one form of a resolved policy that its digest is taken over: RFC 8785 JSON with defaults
// filled in, conditions as the values they pass, and no places.
#pragma once

#include <string>

#include "base/result.h"
#include "policy/model/policy.h"

namespace bsup::core {

// An error if that is longer than JSON is read.
Result<std::string> CanonicalPolicy(const Policy& policy);

}  // namespace bsup::core
