#include "oracle/truth.h"

namespace bsup::core::oracle {

Truth And(Truth a, Truth b) {
  if (a == Truth::kFalse || b == Truth::kFalse) return Truth::kFalse;
  if (a == Truth::kTrue && b == Truth::kTrue) return Truth::kTrue;
  return Truth::kUnknown;
}

Truth Or(Truth a, Truth b) {
  if (a == Truth::kTrue || b == Truth::kTrue) return Truth::kTrue;
  if (a == Truth::kFalse && b == Truth::kFalse) return Truth::kFalse;
  return Truth::kUnknown;
}

bool Passes(const Test& test, FactValue known) {
  for (const Range& range : test.passes) {
    if (range.low <= known && known <= range.high) return true;
  }
  return false;
}

Truth TruthOf(const Test& test, const Facts& facts) {
  const FactValue value = facts[test.fact];
  if (value != kUnknown) return Passes(test, value) ? Truth::kTrue : Truth::kFalse;
  if (test.names_unknown) return Truth::kTrue;
  if (test.only_known) return Truth::kFalse;
  return Truth::kUnknown;
}

Truth TruthOf(const Row& row, const Facts& facts) {
  Truth truth = Truth::kTrue;
  for (const Test& test : row) truth = And(truth, TruthOf(test, facts));
  return truth;
}

Truth TruthOfAsked(const Condition& condition, const Facts& facts) {
  const Truth base = TruthOf(condition.base, facts);
  if (condition.any.empty()) return base;
  Truth any = Truth::kFalse;
  for (const Row& row : condition.any) any = Or(any, TruthOf(row, facts));
  return And(base, any);
}

Truth TruthOf(const Policy& policy, const Condition& condition, const Facts& facts) {
  const auto carried = [&](const Row& row) {
    Truth truth = TruthOf(row, facts);
    for (const Test& test : row)
      truth = And(truth, TruthOf(policy.facts[test.fact].only_when, facts));
    return truth;
  };
  const Truth base = carried(condition.base);
  if (condition.any.empty()) return base;
  Truth any = Truth::kFalse;
  for (const Row& row : condition.any) any = Or(any, carried(row));
  return And(base, any);
}

}  // namespace bsup::core::oracle
