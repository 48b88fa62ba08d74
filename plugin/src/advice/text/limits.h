// What stands against modes, as the text numbers it.
#pragma once

#include <vector>

#include "advice/engine/advice.h"

namespace bsup::core {

// Each rule once and numbered from 1, so that the table can point at it.
// A mode points at its strictest rules first; the planned mode at all of its own, other modes at
// two.
struct Limits {
  std::vector<const Acting*> rules;
  Indexed<ModeIndex, std::vector<std::size_t>> numbers;
  Indexed<ModeIndex, std::size_t> more;  // rules that are not listed
};

Limits CollectLimits(const Policy& policy, const Advice& advice);

}  // namespace bsup::core
