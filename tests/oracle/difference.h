// Where two advices differ, in words.
#pragma once

#include <string>
#include <vector>

#include "advice/engine/advice.h"

namespace bsup::core::oracle {

// Every field of an advice as a line `name: value`.
std::vector<std::string> Told(const Policy& policy, const Advice& advice);

// Lines of the one and not of the other, or an empty string.
std::string Difference(const Policy& policy, const Advice& fast, const Advice& slow);

}  // namespace bsup::core::oracle
