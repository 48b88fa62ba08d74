// The facts a decision is taken on: what the case states, with the contact, the counted history and
// the cadence filled in, disagreements settled, and doubted facts made unknown.
#pragma once

#include <string>
#include <vector>

#include "advice/advice.h"

namespace bsup {

struct SettledFacts {
  std::vector<FactValue> facts;      // by fact of the policy
  std::vector<std::string> from;     // beside it: where each known one came from
  std::vector<Conflict> conflicts;   // in order of fact
  std::vector<CadenceClock> clocks;  // by cadence rule; untouched for kNotPublished
};

SettledFacts SettleFacts(const Policy& policy, const Contact& contact, const Case& a_case,
                         Day as_of);

}  // namespace bsup
