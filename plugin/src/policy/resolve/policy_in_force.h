// A policy in force and its compiled form.
#pragma once

#include "policy/compile/compiled.h"
#include "policy/model/policy.h"

namespace bsup::core {

struct PolicyInForce {
  Policy policy;
  CompiledPolicy compiled;
};

}  // namespace bsup::core
