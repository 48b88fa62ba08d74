// The decision from typed facts: which boxes hold, and what their rules make of the modes. Nothing
// on that path allocates.
//
// ClassesOf, then LiveBoxes, then Decide; or LiveBoxesOn, then Decide, in one pass over the facts
// that matter, which DecideOn does for a decision alone.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "advice/engine/advice.h"
#include "policy/compile/compiled.h"

namespace bsup::core {

using Classes = std::array<std::uint8_t, kMostFacts>;

// The class of each fact's value, 0 where unknown. `facts` has a value for each fact of the policy.
void ClassesOf(const CompiledPolicy& policy, std::span<const FactValue> facts, Classes& classes);

// The boxes of `table` that hold under `classes`.
BoxBits LiveBoxes(const BoxTable& table, const Classes& classes);

// The same from the facts themselves.
BoxBits LiveBoxesOn(const CompiledPolicy& policy, const BoxTable& table,
                    std::span<const FactValue> facts);

// Calls `see` with the index of each rule that has a box in `live`, and the first of those boxes.
template <class See>
void ForEachLive(const BoxTable& table, const BoxBits& live, See see) {
  std::int32_t last = -1;
  for (std::size_t w = 0; w < table.words(); ++w) {
    for (std::uint64_t rest = live[w]; rest != 0; rest &= rest - 1) {
      const std::size_t box = w * 64 + static_cast<std::size_t>(std::countr_zero(rest));
      const std::int32_t rule = table.rule_of()[box];
      if (rule != last) see(static_cast<std::size_t>(rule), box);
      last = rule;
    }
  }
}

// The decision when these boxes hold.
Decision Decide(const CompiledPolicy& policy, const BoxBits& live);

Decision DecideOn(const CompiledPolicy& policy, std::span<const FactValue> facts);

// The boxes of principles whose approvals are all given: what no longer holds.
BoxBits ApprovedBoxes(const Policy& policy, const CompiledPolicy& compiled,
                      std::span<const Approval> approvals);

// The roles of a principle that have not approved, in its order.
std::vector<int> RolesLacking(const Policy& policy, int principle,
                              std::span<const Approval> approvals);

// The score of a mode from what safety and ease add up to, and whether a risk factor stands against
// it.
constexpr int CappedScore(int safety, int ease, bool risk_against, int suited) {
  const int sum = safety + ease;
  if (!risk_against || ease <= 0) return sum;
  const int most = suited - 1 < sum ? suited - 1 : sum;
  return safety > most ? safety : most;
}

}  // namespace bsup::core
