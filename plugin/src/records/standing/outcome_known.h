// What is known of what came of a decision, where several OUTCOME records say it: each later one adds
// to those before it or corrects them, and what it does not know it leaves as it was.
#pragma once

#include <optional>
#include <span>

#include "base/day.h"
#include "base/result.h"
#include "records/kinds/outcome_record.h"
#include "trail/log/draft.h"

namespace bsup::core {

struct OutcomeKnown {
  Day day;  // of the newest OUTCOME
  OutcomeRecord said;
};

// Takes over what `next`, of the OUTCOME after those that `known` is made of, knows. That the person
// missed the contact or was excused says that it had no mode, unless it names one.
void AddOutcome(std::optional<OutcomeKnown>& known, OutcomeKnown next);

// Of the OUTCOME records among `others` that answer the decision and are not of a day after `day`;
// nothing where there is none.
Result<std::optional<OutcomeKnown>> OutcomeOn(Day day, const Record& decision,
                                              std::span<const OpenedRecord> others);

}  // namespace bsup::core
