#include "advice/text/limits.h"

#include <algorithm>
#include <optional>

namespace bsup::core {
namespace {

constexpr std::size_t kMostLimits = 2;  // of a mode that is not planned

// What cannot be (none) comes first, then what rules a mode out, what asks for approval, and what
// makes it a supplement.
std::optional<Effect> Strictness(const Policy& policy, const Acting& acting) {
  if (acting.ref.kind == RuleKind::kCannot) return std::nullopt;
  if (acting.ref.kind != RuleKind::kPrinciple) return Effect::kSupplementOnly;
  return policy.principles[acting.ref.index].effect;
}

std::size_t NumberOf(std::vector<const Acting*>& rules, const Acting& acting) {
  std::size_t number = 1;
  for (const Acting* rule : rules) {
    if (rule->ref == acting.ref) return number;
    ++number;
  }
  rules.push_back(&acting);
  return number;
}

}  // namespace

Limits CollectLimits(const Policy& policy, const Advice& advice) {
  Limits limits;
  limits.numbers.resize(advice.modes.size());
  limits.more.resize(advice.modes.size());
  for (const ModeIndex mode : advice.modes.indexes()) {
    std::vector<const Acting*> against;
    for (const Acting& acting : advice.modes[mode].cannot) against.push_back(&acting);
    for (const Acting& acting : advice.modes[mode].restrictions) against.push_back(&acting);
    std::ranges::stable_sort(against, {},
                             [&](const Acting* acting) { return Strictness(policy, *acting); });
    const bool planned = mode == advice.contact.planned;
    if (IsClosed(advice.decision.outcome) && !planned) continue;
    const std::size_t listed = planned ? against.size() : std::min(kMostLimits, against.size());
    for (std::size_t i = 0; i < listed; ++i)
      limits.numbers[mode].push_back(NumberOf(limits.rules, *against[i]));
    std::ranges::sort(limits.numbers[mode]);
    limits.more[mode] = against.size() - listed;
  }
  return limits;
}

}  // namespace bsup::core
