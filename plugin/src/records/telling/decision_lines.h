// What the timeline says of a DECISION: how it stands, and what was promised.
#pragma once

#include "base/result.h"
#include "records/kinds/decision_record.h"
#include "records/telling/teller.h"

namespace bsup::core {

Result<void> TellDecision(Teller& teller, const DecisionRecord& decision);

}  // namespace bsup::core
