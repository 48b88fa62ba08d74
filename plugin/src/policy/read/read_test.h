// One test of a fact as a pack writes it. The grammar is in plugin/docs/policy_language.md,
// "Conditions".
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "policy/model/condition.h"
#include "policy/model/fact.h"

namespace bsup::core {

// One member of a test: true, 3, "low", ">= high".
using TestMember = std::variant<bool, std::int64_t, std::string>;

// The test that `members` make of the fact at `index`; an error's `where` is empty. A test that
// nothing or everything would pass is an error.
Result<Test> ReadTest(const Fact& fact, FactIndex index, const std::vector<TestMember>& members);

}  // namespace bsup::core
