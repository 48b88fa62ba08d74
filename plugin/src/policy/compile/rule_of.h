// What every rule has, from a reference to one.
#pragma once

#include <optional>

#include "policy/compile/compiled.h"
#include "policy/model/policy.h"

namespace bsup::core {

const Rule& RuleOf(const Policy& policy, RuleRef ref);

// Nothing for what has none: a physical limit, a resource.
std::optional<Basis> BasisOf(const Policy& policy, RuleRef ref);

}  // namespace bsup::core
