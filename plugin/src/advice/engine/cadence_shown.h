// What is shown of a cadence rule: its state, or why it has none.
#pragma once

#include <array>
#include <cstdint>

#include "advice/engine/advice.h"

namespace bsup::core {

enum class CadenceShown : std::uint8_t {
  kKept,
  kDue,
  kOverdue,
  kNotPublished,
  kUnknown,
  kSuspended
};
inline constexpr std::array kCadenceShownNames{"kept",          "due",     "overdue",
                                               "not published", "unknown", "suspended"};

// On the day of the contact.
inline CadenceShown ShownOf(const Cadence& rule, const CadenceAdvice& cadence, Day date) {
  if (cadence.suspended_until && *cadence.suspended_until >= date) return CadenceShown::kSuspended;
  if (rule.kind == CadenceKind::kNotPublished) return CadenceShown::kNotPublished;
  if (cadence.state == kUnknown) return CadenceShown::kUnknown;
  return static_cast<CadenceShown>(cadence.state);
}

}  // namespace bsup::core
