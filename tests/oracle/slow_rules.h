// The rules of a policy with the tests their kind implies, each asked in turn. See
// plugin/docs/advice.md, "Which rules act".
#pragma once

#include <vector>

#include "advice/engine/advice.h"
#include "oracle/truth.h"

namespace bsup::core::oracle {

struct SlowRule {
  RuleRef ref;
  const Policy* policy = nullptr;  // outlives this
  const Rule* rule = nullptr;      // in the policy
  Row implied;

  [[nodiscard]] Truth TruthIn(const Facts& facts) const;
  [[nodiscard]] bool ActsIn(const Facts& facts) const;
  // Facts that the rule tests, the implied ones among them; in order, each once.
  [[nodiscard]] std::vector<FactIndex> Tested() const;
  [[nodiscard]] Acting ActingIn(const Facts& facts) const;
};

struct SlowRules {
  explicit SlowRules(const Policy& policy);

  // A cadence rule as it restricts, if it does.
  [[nodiscard]] const SlowRule& Of(RuleRef ref) const;

  std::vector<SlowRule> cannot;
  std::vector<SlowRule> principles;
  std::vector<SlowRule> factors;
  std::vector<SlowRule> reach;    // every cadence rule, as it reaches a case
  std::vector<SlowRule> cadence;  // those that restrict, as they restrict
  std::vector<SlowRule> safeguards;
  std::vector<SlowRule> resources;
};

// Facts that `condition` tests, and those that they carry tests of, are added to `tested`.
void AddTested(const Policy& policy, const Condition& condition, std::vector<FactIndex>& tested);

// In order, each once.
std::vector<FactIndex> Sorted(std::vector<FactIndex> facts);

}  // namespace bsup::core::oracle
