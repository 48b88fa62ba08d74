#include "advice/text/limits.h"

#include <algorithm>

namespace bsup::core {
namespace {

constexpr std::size_t kMostLimits = 2;  // of a mode that is not planned

// What rules a mode out, then what asks for approval, then what makes it a supplement.
int Strictness(const Policy& policy, const Acting& acting) {
  if (acting.rule.kind == RuleKind::kCannot) return -1;
  if (acting.rule.kind != RuleKind::kPrinciple) return static_cast<int>(Effect::kSupplementOnly);
  return static_cast<int>(policy.principles[static_cast<std::size_t>(acting.rule.index)].effect);
}

std::size_t NumberOf(std::vector<const Acting*>& rules, const Acting& acting) {
  const auto found =
      std::ranges::find_if(rules, [&](const Acting* rule) { return rule->rule == acting.rule; });
  if (found != rules.end()) return static_cast<std::size_t>(found - rules.begin()) + 1;
  rules.push_back(&acting);
  return rules.size();
}

}  // namespace

Limits CollectLimits(const Policy& policy, const Advice& advice) {
  Limits limits;
  limits.numbers.resize(advice.modes.size());
  limits.more.resize(advice.modes.size());
  for (std::size_t mode = 0; mode < advice.modes.size(); ++mode) {
    std::vector<const Acting*> against;
    for (const Acting& acting : advice.modes[mode].cannot) against.push_back(&acting);
    for (const Acting& acting : advice.modes[mode].restrictions) against.push_back(&acting);
    std::ranges::stable_sort(against, {},
                             [&](const Acting* acting) { return Strictness(policy, *acting); });
    const bool planned = static_cast<int>(mode) == advice.contact.planned;
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
