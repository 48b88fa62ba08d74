// The facts a decision is made on: what is stated, with contact, counts and clocks filled in,
// sources merged, doubts applied.
#pragma once

#include <string>
#include <vector>

#include "advice/engine/advice.h"
#include "oracle/truth.h"

namespace bsup::core::oracle {

struct SettledFacts {
  Facts facts;
  Indexed<FactIndex, std::string> from;
  std::vector<Conflict> conflicts;
};

SettledFacts SettleFacts(const Policy& policy, const Contact& contact, const Case& a_case,
                         Day as_of);

}  // namespace bsup::core::oracle
