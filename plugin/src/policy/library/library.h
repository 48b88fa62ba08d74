// All packs of one load, read and sorted out: the versions of the nation, and for each the overlays
// it meets.
//
// Each pack is sound by itself when it arrives here; a library is sound when its packs are sound
// together: versions that follow each other, ids that are unique, suspensions and settings that
// name rules there are, overlays that never relax.
#pragma once

#include <string>
#include <vector>

#include "policy/read/read_rules.h"

namespace bsup::core {

// A version of an overlay, read against one version of the nation.
struct OverlayVersion : Pack {
  std::vector<Fact> facts;  // its own, those of its cadence rules among them
  std::vector<JointQuestion> questions;
  Rules rules;
  std::string region;  // of a regional one: its id in the national pack
};

struct NationalVersion {
  PackHead head;
  Vocabulary vocabulary;
  Rules rules;
  std::vector<OverlayVersion>
      overlays;  // that meet it, exceptional models first, each kind by date and id
};

// In order of date.
using Library = std::vector<NationalVersion>;

Library ReadLibrary(std::vector<PackSource> sources, Problems& problems);

}  // namespace bsup::core
