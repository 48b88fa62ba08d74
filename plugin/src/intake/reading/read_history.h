// The contact history of a case, from all the lists a mapping names.
#pragma once

#include <vector>

#include "intake/case.h"
#include "intake/reading/binding.h"
#include "intake/reading/notes.h"
#include "intake/reading/parts.h"

namespace bsup::core {

// Fills in the history, and notes what no code table knew.
void ReadHistory(const Binding& binding, const std::vector<FoundPart>& parts, Day as_of,
                 History& history, Notes& notes);

}  // namespace bsup::core
