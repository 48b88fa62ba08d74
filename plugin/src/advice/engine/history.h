// Counting the contact history; see plugin/docs/advice.md, "Counting the history".
#pragma once

#include "advice/engine/advice.h"

namespace bsup::core {

// Whether the clock of that rule stands still while the suspension lasts.
bool Suspends(const Suspension& suspension, const Cadence& rule);

// The value of a derived fact, unclamped, or kUnknown.
FactValue Derive(Derivation derivation, const Policy& policy, const Contact& contact,
                 const History& history, Day as_of);

// What the history says of a cadence rule (not kNotPublished).
CadenceClock ReadClock(const Cadence& rule, const Policy& policy, const Contact& contact,
                       const History& history, Day as_of);

}  // namespace bsup::core
