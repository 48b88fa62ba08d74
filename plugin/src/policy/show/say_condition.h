// Conditions in words for a person, with the labels of the facts.
#pragma once

#include <string>

#include "base/words.h"
#include "policy/model/policy.h"

namespace bsup::core {

// `Risk of serious harm: high or very high; Has a telephone: no`. `always` when it tests nothing.
std::string SayCondition(const Policy& policy, const Condition& condition, Language language);

std::string SayRow(const Policy& policy, const Row& row, Language language);

}  // namespace bsup::core
