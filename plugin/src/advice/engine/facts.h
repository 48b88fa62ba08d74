// The facts a decision is taken on: what the case states, with the contact, the counted history and
// the cadence filled in, disagreements settled, and doubted facts made unknown.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "advice/engine/advice.h"

namespace bsup::core {

struct SettledFacts {
  Indexed<FactIndex, FactValue> facts;
  Indexed<FactIndex, std::string> from;     // where each known one came from
  std::vector<Conflict> conflicts;          // in order of fact
  Indexed<RuleIndex, CadenceClock> clocks;  // by cadence rule; untouched for kNotPublished
};

SettledFacts SettleFacts(const Policy& policy, const Contact& contact, const Case& a_case,
                         Day as_of);

// The same for cases that are stated facts and nothing else: no history, and no sources that
// disagree. Prepared once for a policy, then any number of cases; nothing is allocated for one.
class StatedFacts {
 public:
  explicit StatedFacts(const Policy& policy);  // outlives this

  // `facts`, the contact's own among them, become those that a contact on `date` is decided on.
  void Settle(Day date, std::span<FactValue> facts) const;

 private:
  // The days on which the fact of a cadence rule is that it is kept.
  struct Suspended {
    FactIndex fact;
    std::vector<const Suspension*> by;
  };

  const Policy& policy_;
  std::vector<FactIndex> presumed_;
  std::vector<Suspended> suspended_;
};

}  // namespace bsup::core
