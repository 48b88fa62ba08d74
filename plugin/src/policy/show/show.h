// A policy in force as text that a person reads at a terminal.
#pragma once

#include <string>

#include "base/words.h"
#include "policy/model/policy.h"

namespace bsup::core {

// Plain text of 100 columns, no colour.
std::string ShowPolicy(const Policy& policy, Language language);

}  // namespace bsup::core
