#include "policy/check/warn.h"

#include "base/suggest.h"

namespace bsup::core {
namespace {

bool IsForEverybody(const Principle& rule) {
  return rule.when.base.empty() && rule.when.any.empty();
}

// The first mode in person that is not ruled out for everybody; none where all are.
ModeIndex FirstInPerson(const Policy& policy) {
  ModeSet open = policy.InPerson();
  for (const Principle& rule : policy.principles) {
    if (rule.effect == Effect::kRuleOut && IsForEverybody(rule)) open -= rule.modes;
  }
  return open.empty() ? ModeIndex() : *open.begin();
}

}  // namespace

void WarnOfPolicy(const Policy& policy, Problems& problems) {
  const ModeIndex first = FirstInPerson(policy);
  if (!first) return;
  for (const Principle& rule : policy.principles) {
    if (rule.effect != Effect::kNeedsApproval || !IsForEverybody(rule) || !rule.modes.Has(first))
      continue;
    problems.Warn(rule.place, Quoted(rule.id) + " has no condition, so every contact by " +
                                  Quoted(policy.modes[first].id) +
                                  " needs an approval; add \"when\" if that is not meant");
  }
}

}  // namespace bsup::core
