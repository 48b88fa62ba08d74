// The region of the case as a payload names it, for callers that name none.
#pragma once

#include <string>
#include <vector>

#include "base/day.h"
#include "intake/mapping/mapping.h"
#include "intake/reading/parts.h"

namespace bsup::core {

struct PayloadRegion {
  std::string region;  // as the host wrote it, cut to 80 bytes
  std::string at;
};

// In the order of the mapping, then of the payload. `parts` are those that FindParts found; nothing
// is read in a part that failed or is about somebody else.
std::vector<PayloadRegion> PayloadRegions(const Mapping& mapping,
                                          const std::vector<FoundPart>& parts, Day as_of);

}  // namespace bsup::core
