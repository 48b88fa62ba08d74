// What it takes to choose a mode: nothing, a reason code, or a reason in words.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "advice/engine/acts.h"
#include "base/enum_names.h"
#include "policy/model/policy.h"

namespace bsup::core {

// In the order of what they ask.
enum class Step : std::uint8_t {
  kCheck,     // follows the advice, or is on top of it
  kCode,      // more contact than advised
  kReason,    // departs within policy
  kInterrupt  // is outside policy
};
inline constexpr std::array kStepNames{"check", "code", "reason", "interrupt"};
static_assert(HasMembers<Step>(kStepNames.size()));

// Why a chosen mode is outside policy: the first that holds.
enum class Outside : std::uint8_t { kNoAdvice, kCannot, kNotPermitted, kDoesNotCount };
inline constexpr std::array kOutsideNames{"no advice", "cannot", "not permitted", "does not count"};
static_assert(HasMembers<Outside>(kOutsideNames.size()));

// A mode that somebody chooses, beside the advice.
struct Choice {
  bool closed = false;      // contact is suspended or has ended: no mode is advised on
  Standing standing;        // of the mode
  bool in_person = false;   // the mode
  bool is_advised = false;  // it is the lead or an alternative
  bool has_lead = false;
  bool advised_in_person = false;  // the lead or an alternative is in person
  bool additional = false;         // the contact is on top of what is required
};

std::optional<Outside> OutsideOf(const Choice& choice);
Step StepOf(const Choice& choice);
// None where the mode is as advised, or nothing is, or advised are modes of both kinds.
std::optional<Direction> DirectionOf(const Choice& choice);

}  // namespace bsup::core
