// The names that the packs of one load give and use.
#pragma once

#include "policy/library/library.h"

namespace bsup::core {

// Reports ids given twice among rules that are in force together, and names of rules and
// suspensions that there are not.
void CheckNames(const NationalVersion& national, Problems& problems);

}  // namespace bsup::core
