// What a principle does, and all that follows from it: one table.
#pragma once

#include <array>
#include <cstdint>

#include "base/catalogue.h"
#include "base/enum_table.h"

namespace bsup::core {

// Strictest first: limits on a mode are listed in this order.
enum class Effect : std::uint8_t { kRuleOut, kNeedsApproval, kSupplementOnly, kNoAdvice };

// What a rule does to its modes, or to the advice, while it holds.
enum class Act : std::uint8_t {
  kCannot,
  kRuleOut,
  kNeedsApproval,
  kSupplementOnly,
  kNoAdvice,
  kRefer,
  kWeigh
};

// Whether the policy, not physics, closes its modes to a contact that counts.
constexpr bool Closes(Act act) {
  switch (act) {
    case Act::kRuleOut:
    case Act::kSupplementOnly: return true;
    case Act::kCannot:
    case Act::kNeedsApproval:
    case Act::kNoAdvice:
    case Act::kRefer:
    case Act::kWeigh: return false;
  }
  return false;
}

struct EffectRow {
  Effect member;
  const char* word;  // of the policy language, and of JSON
  Act act;
  bool takes_modes;     // `word = ["office"]`, else `word = true`
  bool takes_roles;     // `word = { modes = ["office"], role = "head" }`
  bool refers;          // takes `refer_when`; only the nation may, and only on what is known
  bool needs_counting;  // acts only on a contact that counts, or may
  bool stops;    // a planned mode that it limits deserves a stop where the mandate is national
  Text heading;  // of principles with it, where a policy is shown
};

inline constexpr std::array kEffects{
    EffectRow{Effect::kRuleOut, "rule_out", Act::kRuleOut, true, false, false, false, true,
              PolicyText::kPrinciplesRuleOut},
    EffectRow{Effect::kNeedsApproval, "needs_approval", Act::kNeedsApproval, true, true, false,
              false, false, PolicyText::kPrinciplesNeedsApproval},
    EffectRow{Effect::kSupplementOnly, "supplement_only", Act::kSupplementOnly, true, false, false,
              true, true, PolicyText::kPrinciplesSupplementOnly},
    EffectRow{Effect::kNoAdvice, "no_advice", Act::kNoAdvice, false, false, true, false, false,
              PolicyText::kPrinciplesNoAdvice},
};
static_assert(IsTable(kEffects));

constexpr const EffectRow& RowOf(Effect effect) { return RowOf(kEffects, effect); }

}  // namespace bsup::core
