// References to rules of a policy, and what every rule has.
#pragma once

#include <cstdint>
#include <optional>

#include "policy/model/policy.h"

namespace bsup::core {

enum class RuleKind : std::uint8_t {
  kCannot,
  kPrinciple,
  kFactor,
  kCadence,
  kSafeguard,
  kResource
};

// A rule of the policy: the list that its kind names, and its place there.
struct RuleRef {
  RuleKind kind = RuleKind::kCannot;
  RuleIndex index;
  bool operator==(const RuleRef&) const = default;
};

const Rule& RuleOf(const Policy& policy, RuleRef ref);

// Nothing for what has none: a physical limit, a resource.
std::optional<Basis> BasisOf(const Policy& policy, RuleRef ref);

}  // namespace bsup::core
