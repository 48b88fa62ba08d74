// The conditions of packs. A test of a fact whose own declaration is wrong is passed over.
#pragma once

#include <string>

#include "policy/model/policy.h"
#include "policy/read/problems.h"
#include "policy/read/toml.h"

namespace bsup::core {

// `name` is what messages call it: `"when"`.
Row ReadRow(const TomlValue& table, const std::string& name, const Policy& vocabulary,
            Problems& problems);
Condition ReadCondition(const TomlValue& value, const std::string& name, const Policy& vocabulary,
                        Problems& problems);

}  // namespace bsup::core
