#include "batch/policies/rule_telling.h"

#include <algorithm>
#include <array>

namespace bsup::core {
namespace {

// Whether the rule acts on some mode or on the outcome. What refers is named by its no_advice.
bool IsTold(const DecidingRule& rule) {
  switch (rule.act) {
    case Act::kRefer: return false;
    case Act::kNoAdvice: return true;
    case Act::kWeigh:
      return std::ranges::any_of(rule.weigh, [](int weight) { return weight != 0; });
    default: return !rule.modes.empty();
  }
}

bool LimitsModes(const DecidingRule& rule) {
  return rule.act != Act::kWeigh && rule.act != Act::kNoAdvice && rule.act != Act::kRefer &&
         !rule.modes.empty();
}

}  // namespace

RuleTelling::RuleTelling(const PolicyInForce& policy, IdDictionary& ids)
    : compiled_(policy.compiled) {
  const Policy& rules = policy.policy;
  std::array<std::size_t, 6> first{};  // by kind
  const auto add = [&](RuleKind kind, const auto& list) {
    first[static_cast<std::size_t>(kind)] = codes_.size();
    for (const Rule& rule : list) codes_.push_back(ids.CodeOf(rule.id));
  };
  add(RuleKind::kCannot, rules.cannot);
  add(RuleKind::kPrinciple, rules.principles);
  add(RuleKind::kCadence, rules.cadence);
  add(RuleKind::kFactor, rules.factors);
  add(RuleKind::kSafeguard, rules.safeguards);
  limiting_.resize((codes_.size() + SomeRules::kMost - 1) / SomeRules::kMost);
  const auto place = [&](RuleRef ref) {
    return first[static_cast<std::size_t>(ref.kind)] + ref.index.number();
  };
  for (const DecidingRule& rule : compiled_.deciding_rules) {
    deciding_.push_back(IsTold(rule) ? place(rule.ref) : kUntold);
    if (LimitsModes(rule)) Add(limiting_, place(rule.ref));
  }
  for (const RuleRef ref : compiled_.attending_rules) {
    const bool told =
        ref.kind == RuleKind::kSafeguard && !rules.safeguards[ref.index].modes.empty();
    attending_.push_back(told ? place(ref) : kUntold);
  }
}

void RuleTelling::Find(const BoxBits& deciding, const BoxBits& attending, RuleBits& acting) const {
  acting.assign(limiting_.size(), {});
  const auto mark = [&acting](std::size_t at) {
    if (at != kUntold) Add(acting, at);
  };
  ForEachLive(compiled_.deciding, deciding,
              [&](EntryIndex entry, BoxIndex) { mark(deciding_[entry]); });
  ForEachLive(compiled_.attending, attending,
              [&](EntryIndex entry, BoxIndex) { mark(attending_[entry]); });
}

}  // namespace bsup::core
