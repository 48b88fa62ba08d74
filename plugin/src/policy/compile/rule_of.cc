#include "policy/compile/rule_of.h"

namespace bsup::core {

const Rule& RuleOf(const Policy& policy, RuleRef ref) {
  switch (ref.kind) {
    case RuleKind::kCannot: return policy.cannot[ref.index];
    case RuleKind::kPrinciple: return policy.principles[ref.index];
    case RuleKind::kFactor: return policy.factors[ref.index];
    case RuleKind::kCadence: return policy.cadence[ref.index];
    case RuleKind::kSafeguard: return policy.safeguards[ref.index];
    case RuleKind::kResource: break;
  }
  return policy.resources[ref.index];
}

std::optional<Basis> BasisOf(const Policy& policy, RuleRef ref) {
  switch (ref.kind) {
    case RuleKind::kPrinciple: return policy.principles[ref.index].basis;
    case RuleKind::kFactor: return policy.factors[ref.index].basis;
    case RuleKind::kCadence: return policy.cadence[ref.index].basis;
    case RuleKind::kSafeguard: return policy.safeguards[ref.index].basis;
    case RuleKind::kCannot:
    case RuleKind::kResource: break;
  }
  return std::nullopt;
}

}  // namespace bsup::core
