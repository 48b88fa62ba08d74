// What the parts of a payload say of facts.
#pragma once

#include <vector>

#include "intake/reading/binding.h"
#include "intake/reading/merging.h"
#include "intake/reading/notes.h"
#include "intake/reading/parts.h"

namespace bsup::core {

// Says each value to `merging`, and notes the parts that cannot be used and what no code table
// knows.
void ReadStatements(const Binding& binding, const std::vector<FoundPart>& parts, Day as_of,
                    Merging& merging, Notes& notes);

}  // namespace bsup::core
