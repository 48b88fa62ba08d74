// Sources of rules, and the guide of a pack.
#pragma once

#include "policy/model/citation.h"
#include "policy/read/table_reader.h"

namespace bsup::core {

// The "source" of a rule: a text, or { text, link, place }.
Citation NeedSource(TableReader& table);

// The "guide" of a pack, { text = { en, cy }, link }; empty where there is none.
Guide TakeGuide(TableReader& table);

}  // namespace bsup::core
