// `[[factor]]`: what speaks for a mode or against it.
#pragma once

#include <utility>
#include <vector>

#include "policy/read/rule_reading.h"

namespace bsup::core {

Factor ReadFactor(const TomlValue& value, const RuleReading& reading);

// The modes and weights of a `weigh`.
std::vector<std::pair<ModeIndex, int>> ReadWeights(const TomlValue& value,
                                                   const RuleReading& reading);

}  // namespace bsup::core
