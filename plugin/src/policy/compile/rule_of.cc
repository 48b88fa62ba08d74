#include "policy/compile/rule_of.h"

namespace bsup::core {

const Rule& RuleOf(const Policy& policy, RuleRef ref) {
  const auto index = static_cast<std::size_t>(ref.index);
  switch (ref.kind) {
    case RuleKind::kCannot: return policy.cannot[index];
    case RuleKind::kPrinciple: return policy.principles[index];
    case RuleKind::kFactor: return policy.factors[index];
    case RuleKind::kCadence: return policy.cadence[index];
    case RuleKind::kSafeguard: return policy.safeguards[index];
    case RuleKind::kResource: break;
  }
  return policy.resources[index];
}

std::optional<Basis> BasisOf(const Policy& policy, RuleRef ref) {
  const auto index = static_cast<std::size_t>(ref.index);
  switch (ref.kind) {
    case RuleKind::kPrinciple: return policy.principles[index].basis;
    case RuleKind::kFactor: return policy.factors[index].basis;
    case RuleKind::kCadence: return policy.cadence[index].basis;
    case RuleKind::kSafeguard: return policy.safeguards[index].basis;
    case RuleKind::kCannot:
    case RuleKind::kResource: break;
  }
  return std::nullopt;
}

}  // namespace bsup::core
