// Which rules act in a case, as codes of their ids: cannot, principles, cadence, factors and
// safeguards, each kind in pack order.
#pragma once

#include <cstdint>
#include <vector>

#include "advice/engine/evaluate.h"
#include "base/index.h"
#include "base/small_set.h"
#include "batch/policies/coded_lists.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

class RuleTelling {
 public:
  // `policy` outlives this. The ids of its rules are added to `ids`.
  RuleTelling(const PolicyInForce& policy, IdDictionary& ids);

  // Rules by their places in the order of telling, so many to a set.
  using RuleOfSet = Index<struct OfRulesOfSet>;
  using SomeRules = SmallSet<RuleOfSet, std::uint64_t>;
  using RuleBits = std::vector<SomeRules>;

  // Finds what acts when these boxes hold; kept in `acting` until the next time.
  void Find(const BoxBits& deciding, const BoxBits& attending, RuleBits& acting) const;

  template <class Tell>
  void ForEachActing(const RuleBits& acting, Tell tell) const {
    for (std::size_t w = 0; w < acting.size(); ++w) ForEachIn(w, acting[w], tell);
  }
  // Of them, those that keep some mode from being permitted or from counting.
  template <class Tell>
  void ForEachLimiting(const RuleBits& acting, Tell tell) const {
    for (std::size_t w = 0; w < acting.size(); ++w) ForEachIn(w, acting[w] & limiting_[w], tell);
  }

 private:
  static constexpr std::size_t kUntold = SIZE_MAX;

  template <class Tell>
  void ForEachIn(std::size_t w, SomeRules rules, Tell tell) const {
    for (const RuleOfSet rule : rules) tell(codes_[w * SomeRules::kMost + rule.number()]);
  }
  static void Add(RuleBits& bits, std::size_t at) {
    bits[at / SomeRules::kMost].Add(RuleOfSet(at % SomeRules::kMost));
  }

  const CompiledPolicy& compiled_;
  std::vector<IdDictionary::Code> codes_;       // in order of telling
  Indexed<EntryIndex, std::size_t> deciding_;   // its place in `codes_`
  Indexed<EntryIndex, std::size_t> attending_;  // likewise
  RuleBits limiting_;
};

}  // namespace bsup::core
