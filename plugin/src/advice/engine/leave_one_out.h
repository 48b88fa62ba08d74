// For each unknown fact that decides, the boxes that all other facts leave alive: with the mask of
// an answer they are the boxes that hold under it.
#pragma once

#include <vector>

#include "advice/engine/evaluate.h"

namespace bsup::core {

struct LeftOut {
  FactIndex fact;
  BoxBits others;
};

// In order of fact. `approved` are the boxes that approvals have settled.
std::vector<LeftOut> LeaveOneOut(const BoxTable& table, const Classes& classes,
                                 const BoxBits& approved);

}  // namespace bsup::core
