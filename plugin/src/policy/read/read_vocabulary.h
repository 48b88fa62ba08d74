// What the rules of a national pack and its overlays speak of.
#pragma once

#include <vector>

#include "policy/model/policy.h"
#include "policy/read/read_head.h"

namespace bsup::core {

// A national pack's vocabulary is in `policy`: its modes, facts (with those of the cadence),
// approvers and reason codes.
struct Vocabulary {
  Policy policy;
  std::vector<Region> regions;
};

Vocabulary ReadVocabulary(const Pack& pack, Problems& problems);

}  // namespace bsup::core
