// `unless` of a rule: the tests that, all together, keep it from acting.
#pragma once

#include "policy/model/policy.h"
#include "policy/read/problems.h"
#include "policy/read/toml.h"

namespace bsup::core {

// `when`, and not all of the row's tests: spelt out as alternatives, each with the opposite of one
// of them. `when` tests none of the row's facts, and no test of the row names "unknown" beside
// values.
Condition Unless(const Condition& when, const Row& row, const Policy& vocabulary);

// The same of what is written under `unless`; `when` is left as it is where that is wrong.
void ReadUnless(const TomlValue& value, const Policy& vocabulary, Problems& problems,
                Condition& when);

}  // namespace bsup::core
