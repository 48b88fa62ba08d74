// What regions set of the rules of the nation.
#pragma once

#include "policy/library/library.h"

namespace bsup::core {

// Reports what a region sets that no national rule lets it set.
void CheckSettings(const NationalVersion& national, const OverlayVersion& overlay,
                   Problems& problems);

}  // namespace bsup::core
