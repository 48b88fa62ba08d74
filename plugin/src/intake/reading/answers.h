// What the practitioner answered, approved and confirmed; see plugin/docs/advice.md, "Answers".
#pragma once

#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "intake/case.h"

namespace bsup::core {

// An answer that holds.
struct Answer {
  FactIndex fact;
  FactValue value = kUnknown;
};

// In order of the object. Approvals that hold, confirmations and keys of notes go into the case,
// and so does what has lapsed.
Result<std::vector<Answer>> ReadAnswers(const JsonNode& node, const Policy& policy,
                                        const Contact& contact, Day as_of, Case& into);

}  // namespace bsup::core
