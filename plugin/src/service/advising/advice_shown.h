// The texts of advice that need putting together before a host can be given pointers to them: made
// once, with the advice.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "advice/engine/advice.h"
#include "base/words.h"

namespace bsup::core {

struct AdviceShown {
  std::vector<ModeIndex> alternatives;  // best first
  std::vector<Words> reasons;           // beside the notice's reasons
  std::vector<Words> questions;         // beside `ask`
};

AdviceShown Show(const Policy& policy, const Advice& advice);

}  // namespace bsup::core
