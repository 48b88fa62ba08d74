// What the rules of a national pack and its overlays speak of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/model/policy.h"
#include "policy/read/read_head.h"

namespace bsup::core {

// A national pack's vocabulary is in `policy`: its modes, facts (with those of the cadence),
// approvers and reason codes.
//
// The rules of an overlay are read against the nation's vocabulary with the overlay's own added.
struct Vocabulary {
  Policy policy;
  std::vector<Region> regions;
};

// `unknown region "Whales"; did you mean "Wales"? The regions are "Wales" or "London"`. A region's
// label, in either language, is known for it.
std::string UnknownRegion(std::string_view name, const std::vector<Region>& regions);

Vocabulary ReadVocabulary(const Pack& pack, Problems& problems);

// Adds what an overlay has of its own, its facts, questions and reason codes, behind what is there.
void AddOverlayVocabulary(const Pack& overlay, Vocabulary& vocabulary, Problems& problems);

}  // namespace bsup::core
