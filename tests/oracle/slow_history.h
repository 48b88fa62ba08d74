// Counting the contact history the long way round: from the last contact back, one question at a
// time. See plugin/docs/advice.md, "Counting the history".
#pragma once

#include <optional>

#include "advice/engine/advice.h"

namespace bsup::core::oracle {

// As PastRecord::Derive of advice/engine/history.h.
FactValue SlowDerive(const Derivation& derivation, const Policy& policy, const Contact& contact,
                     const History& history, Day as_of);

// As PastRecord::ReadClock of advice/engine/history.h.
CadenceClock SlowClock(const Cadence& rule, const Policy& policy, const Contact& contact,
                       const History& history, Day as_of);

}  // namespace bsup::core::oracle
