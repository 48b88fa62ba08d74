// How much attention an advice deserves. See plugin/docs/advice.md, "How much attention".
#pragma once

#include "oracle/slow_rules.h"

namespace bsup::core::oracle {

// Of an advice that is otherwise complete.
Notice SlowNotice(const Policy& policy, const SlowRules& rules, const Advice& advice,
                  const Case& a_case);

}  // namespace bsup::core::oracle
