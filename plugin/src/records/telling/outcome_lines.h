// What the timeline says of an OUTCOME, and what it does not know; and of promises that were kept.
#pragma once

#include "base/result.h"
#include "records/kinds/kept_record.h"
#include "records/kinds/outcome_record.h"
#include "records/telling/teller.h"

namespace bsup::core {

Result<void> TellOutcome(Teller& teller, const OutcomeRecord& outcome);
Result<void> TellKept(Teller& teller, const KeptRecord& kept);

}  // namespace bsup::core
