// Advice again, from its canonical input.
#pragma once

#include <string_view>

#include "abi/handles.h"
#include "base/result.h"

namespace bsup::core {

// Needs of `policy` what it was loaded from, and no session.
Result<bsup_advice> ReplayInput(const bsup_policy& policy, std::string_view input);

}  // namespace bsup::core
