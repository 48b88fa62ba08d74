// A value of a fact as a host writes it where no code table reads it.
#pragma once

#include <optional>

#include "base/json.h"
#include "policy/model/fact.h"

namespace bsup::core {

// The fact's own words, folded, as a text, a number or a truth value; a count also as a text of
// digits, and brought within its bounds. Nothing where it is not a value of the fact.
std::optional<FactValue> ReadHostValue(const Fact& fact, const JsonNode& node);

}  // namespace bsup::core
