// Modes that a table of a pack names.
#pragma once

#include <string_view>

#include "policy/model/vocabulary.h"
#include "policy/read/table_reader.h"

namespace bsup::core {

// Whether it is one of the modes that there may be; of one beyond them a problem says so already.
inline bool IsPossible(ModeIndex mode) { return mode && mode.number() < kMostModes; }

// Those of a list that is not empty.
ModeSet ReadModes(TableReader& table, std::string_view key, const Indexed<ModeIndex, Mode>& modes);

}  // namespace bsup::core
