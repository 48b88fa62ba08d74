// Lists of ids, of which there are few but in every row, as numbers into a dictionary: some tenth
// of the memory, which otherwise is most of what a frame of advice takes.
#pragma once

#include <cstddef>

#include "blended_supervision/plugin.hpp"

namespace bsup_python {

// Every list of UTF-8 among the columns from `first` on becomes a list of dictionary-encoded UTF-8,
// its indexes 16 bits wide. Throws BSUP_BAD_INPUT where there are more ids than those can tell.
void CodeLists(std::size_t first, bsup::Batch* advice);

}  // namespace bsup_python
