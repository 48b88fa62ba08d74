// `[[principle]]`: what has an effect on modes, or on whether there is advice at all.
#pragma once

#include "policy/read/rule_reading.h"

namespace bsup::core {

Principle ReadPrinciple(const TomlValue& value, const RuleReading& reading);

}  // namespace bsup::core
