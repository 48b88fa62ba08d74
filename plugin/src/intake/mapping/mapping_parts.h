// The parts of a payload and what is read in each.
#pragma once

#include "intake/mapping/mapping_reader.h"

namespace bsup::core {

// `[[part]]`.
void ReadPart(MappingReader& reader, const TomlValue& value);

}  // namespace bsup::core
