// `[[cadence]]`: how often a kind of contact must take place.
#pragma once

#include "policy/read/rule_reading.h"

namespace bsup::core {

Cadence ReadCadence(const TomlValue& value, const RuleReading& reading);

}  // namespace bsup::core
