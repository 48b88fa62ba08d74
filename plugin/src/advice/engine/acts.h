// What rules that act add up to, and what that leaves of each mode.
#pragma once

#include <array>
#include <cstdint>

#include "policy/compile/compiled.h"

namespace bsup::core {

// The worst act on a mode settles its permission.
enum class Permission : std::uint8_t { kPermitted, kNeedsApproval, kNotPermitted, kCannot };
inline constexpr std::array kPermissionNames{"permitted", "needs approval", "not permitted",
                                             "cannot"};

// What is settled of one mode.
struct Standing {
  Permission permission = Permission::kPermitted;
  bool counts = true;
  [[nodiscard]] bool usable() const { return permission <= Permission::kNeedsApproval && counts; }
  bool operator==(const Standing&) const = default;
};

struct Acts {
  ModeSet cannot;
  ModeSet ruled_out;
  ModeSet lacks_approval;
  ModeSet supplements;
  ModeSet stands_against;  // the modes that some factor weighs against and stands
  bool no_advice = false;
  bool refer = false;  // no_advice, and its refer_when is true

  void Add(const DecidingRule& rule) {
    switch (rule.act) {
      case Act::kCannot: cannot |= rule.modes; break;
      case Act::kRuleOut: ruled_out |= rule.modes; break;
      case Act::kNeedsApproval: lacks_approval |= rule.modes; break;
      case Act::kSupplementOnly: supplements |= rule.modes; break;
      case Act::kNoAdvice: no_advice = true; break;
      case Act::kRefer: refer = true; break;
      case Act::kWeigh: stands_against |= rule.against; break;
    }
  }

  [[nodiscard]] ModeSet Unusable() const { return cannot | ruled_out | supplements; }
  [[nodiscard]] Permission PermissionOf(ModeIndex mode) const {
    if (cannot.Has(mode)) return Permission::kCannot;
    if (ruled_out.Has(mode)) return Permission::kNotPermitted;
    return lacks_approval.Has(mode) ? Permission::kNeedsApproval : Permission::kPermitted;
  }
  [[nodiscard]] Standing StandingOf(ModeIndex mode) const {
    return {PermissionOf(mode), !supplements.Has(mode)};
  }
};

}  // namespace bsup::core
