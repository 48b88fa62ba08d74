// Places in a policy's lists: of its modes, its facts, its approvers, and of rules among those of
// their kind; and small sets of them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/index.h"
#include "base/small_set.h"

namespace bsup::core {

using ModeIndex = Index<struct Mode>;
using FactIndex = Index<struct Fact>;
using RoleIndex = Index<struct Approver>;
using RuleIndex = Index<struct Rule>;
using JointIndex = Index<struct JointQuestion>;

using ModeSet = SmallSet<ModeIndex, std::uint8_t>;
inline constexpr std::size_t kMostModes = ModeSet::kMost;
template <class T>
using ByMode = IndexedArray<ModeIndex, T, kMostModes>;

// Classes of a fact's values that the policy's conditions can tell apart: first `unknown`, then
// those of known values.
using ClassIndex = Index<class FactClasses>;
using ClassSet = SmallSet<ClassIndex, std::uint64_t>;
inline constexpr ClassIndex kUnknownClass{0};
inline constexpr std::size_t kMostClasses = ClassSet::kMost - 1;  // of known values

}  // namespace bsup::core
