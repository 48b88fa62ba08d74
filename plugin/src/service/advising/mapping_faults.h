// What is wrong with a mapping for the policies that it is to serve, and what in it is most likely
// not meant.
#pragma once

#include <vector>

#include "base/result.h"
#include "intake/mapping/mapping.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

// Facts that none of the policies has, but for those that the mapping calls optional.
std::vector<Problem> UnknownFactsIn(const Mapping& mapping, const PolicySet& set);

// The same, and values, modes and purposes that one of the policies does not have, each problem once.
std::vector<Problem> FaultsOf(const Mapping& mapping, const PolicySet& set);

// Code tables and shapes of contacts that no part uses.
std::vector<Problem> UnusedIn(const Mapping& mapping);

}  // namespace bsup::core
