// The reasons: which rules act on each mode and in spite of what, and what else the advice tells.
#pragma once

#include "advice/engine/evaluate.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

// The boxes that hold, and the case they hold for.
struct Holding {
  const Classes& classes;
  BoxBits deciding;  // approved ones taken out
  BoxBits attending;
};

// Fills in modes, cadence, outcome_rules and resources of `advice`, whose facts and decision are
// there.
void Explain(const PolicyInForce& in_force, const Holding& holding, const Case& a_case,
             const Indexed<RuleIndex, CadenceClock>& clocks, Advice& advice);

}  // namespace bsup::core
