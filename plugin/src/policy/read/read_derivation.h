// `derive` of a count: how it is taken from the contact history.
#pragma once

#include <optional>

#include "policy/model/derivation.h"
#include "policy/model/vocabulary.h"
#include "policy/read/table_reader.h"

namespace bsup::core {

// Of the table of a fact that is a count; none where it has no `derive`, or a wrong one.
std::optional<Derivation> ReadDerivation(TableReader& fact, const Indexed<ModeIndex, Mode>& modes);

}  // namespace bsup::core
