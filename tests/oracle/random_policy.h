// Small policies that no policy team would write: every effect, kind of fact, kind of test and
// implied test, in combinations the shipped packs do not have.
#pragma once

#include <memory>

#include "oracle/dice.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core::oracle {

std::shared_ptr<const PolicyInForce> RandomPolicy(Dice& dice);

}  // namespace bsup::core::oracle
