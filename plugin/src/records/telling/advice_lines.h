// What the timeline says of an ADVICE.
#pragma once

#include "base/result.h"
#include "records/kinds/advice_record.h"
#include "records/telling/teller.h"

namespace bsup::core {

Result<void> TellAdvice(Teller& teller, const AdviceRecord& shown);

}  // namespace bsup::core
