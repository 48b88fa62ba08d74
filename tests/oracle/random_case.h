// Cases for a given policy, from complete to empty.
#pragma once

#include "intake/case.h"
#include "oracle/dice.h"

namespace bsup::core::oracle {

struct RandomCase {
  Contact contact;
  Case a_case;
  Day as_of;
};

// Each fact is unknown with a chance of `unknown` in a hundred.
RandomCase AnyCase(Dice& dice, const Policy& policy, int unknown);

// At most `unknown` facts are unknown, whatever the history leaves open being stated.
RandomCase NearlyKnownCase(Dice& dice, const Policy& policy, int unknown);

}  // namespace bsup::core::oracle
