// What the timeline says of an OUTCOME, and what it does not know.
#pragma once

#include "base/result.h"
#include "records/kinds/outcome_record.h"
#include "records/telling/teller.h"

namespace bsup::core {

Result<void> TellOutcome(Teller& teller, const OutcomeRecord& outcome);

}  // namespace bsup::core
