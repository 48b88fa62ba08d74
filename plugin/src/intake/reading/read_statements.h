// What the parts of a payload say of facts.
#pragma once

#include <vector>

#include "intake/case.h"
#include "intake/reading/binding.h"
#include "intake/reading/merging.h"
#include "intake/reading/parts.h"

namespace bsup::core {

// Says each value to `merging`, and adds to the case the parts that cannot be used and what no code
// table knows.
void ReadStatements(const Binding& binding, const std::vector<FoundPart>& parts, Day as_of,
                    Merging& merging, Case& into);

}  // namespace bsup::core
