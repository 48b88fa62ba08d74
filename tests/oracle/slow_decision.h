// What is decided from facts as they are: permission, score, lead, alternatives, firmness, each as
// plugin/docs/advice.md says it.
#pragma once

#include <vector>

#include "oracle/slow_rules.h"

namespace bsup::core::oracle {

// Roles of a principle that no approval covers.
std::vector<RoleIndex> RolesLacking(const Policy& policy, RuleIndex principle,
                                    const std::vector<Approval>& approvals);

Decision SlowDecide(const Policy& policy, const SlowRules& rules, const Facts& facts,
                    const std::vector<Approval>& approvals);

Standing SlowStanding(const Decision& decision, ModeIndex mode);

// The modes that a deciding rule other than a factor is about.
ModeSet ModesOf(const Policy& policy, RuleRef rule);

inline bool Has(ModeSet modes, ModeIndex mode) { return (modes.bits() >> mode.number() & 1) != 0; }

}  // namespace bsup::core::oracle
