// What a sound policy says that most likely is not meant.
#pragma once

#include "policy/model/policy.h"
#include "policy/read/problems.h"

namespace bsup::core {

// That nobody can be seen in person, in the first mode that is, without somebody's approval.
void WarnOfPolicy(const Policy& policy, Problems& problems);

}  // namespace bsup::core
