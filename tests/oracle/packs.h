// The packs that ship, loaded together as a host would.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "policy/resolve/policy_set.h"

namespace bsup::core::oracle {

// The national pack with every region's and every exceptional model's file.
std::vector<std::string> ShippedPackPaths();

// Loaded once. Throws std::runtime_error with every problem if the packs do not load.
const PolicySet& ShippedPacks();

// The policy in force on `date` (`2026-11-30`) in `region` (empty: the nation).
std::shared_ptr<const PolicyInForce> Shipped(std::string_view region, std::string_view date);

}  // namespace bsup::core::oracle
