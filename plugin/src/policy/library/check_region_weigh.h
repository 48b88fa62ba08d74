// That the factors a region adds weigh no more than the nation lets them.
#pragma once

#include "policy/library/library.h"

namespace bsup::core {

void CheckRegionWeigh(const NationalVersion& national, const OverlayVersion& region,
                      Problems& problems);

}  // namespace bsup::core
