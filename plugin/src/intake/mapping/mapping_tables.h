// Code tables and the shapes of contacts.
#pragma once

#include "intake/mapping/mapping_reader.h"

namespace bsup::core {

// `[table.ID]`.
void ReadCodeTable(MappingReader& reader, const TomlMember& member);

// `[contacts.ID]`.
void ReadShape(MappingReader& reader, const TomlMember& member);

}  // namespace bsup::core
