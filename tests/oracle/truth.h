// Three-valued truth, written out from plugin/docs/policy_language.md, "Conditions". It shares
// nothing with the engine but the policy's own types.
#pragma once

#include <vector>

#include "policy/model/policy.h"

namespace bsup::core::oracle {

enum class Truth { kFalse, kUnknown, kTrue };

using Facts = Indexed<FactIndex, FactValue>;

Truth And(Truth a, Truth b);
Truth Or(Truth a, Truth b);

bool Passes(const Test& test, FactValue known);
Truth TruthOf(const Test& test, const Facts& facts);
Truth TruthOf(const Row& row, const Facts& facts);
// Without the tests that facts carry: `ask_when` has none added.
Truth TruthOfAsked(const Condition& condition, const Facts& facts);
// With the tests that the facts of the condition carry.
Truth TruthOf(const Policy& policy, const Condition& condition, const Facts& facts);

}  // namespace bsup::core::oracle
