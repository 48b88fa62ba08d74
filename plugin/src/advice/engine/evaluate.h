// The decision from typed facts: which boxes hold, and what their rules make of the modes. Nothing
// on that path allocates.
//
// ClassesOf, then LiveBoxes, then Decide. Where nothing else needs the classes, LiveBoxesOn and
// Decide; DecideOn does both.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "advice/engine/advice.h"
#include "policy/compile/compiled.h"

namespace bsup::core {

// A value for each fact of the policy.
using FactValues = IndexedSpan<FactIndex, const FactValue>;

// The class of each fact's value.
class Classes {
 public:
  Classes(const CompiledPolicy& policy, FactValues facts);

  [[nodiscard]] ClassIndex operator[](FactIndex fact) const {
    return ClassIndex(number_[fact.number()]);
  }
  [[nodiscard]] bool IsKnown(FactIndex fact) const { return (*this)[fact] != kUnknownClass; }

 private:
  std::array<std::uint8_t, kMostFacts> number_;  // by fact of the policy
};

// The boxes of `table` that hold under `classes`.
BoxBits LiveBoxes(const BoxTable& table, const Classes& classes);

// The same from the facts themselves.
BoxBits LiveBoxesOn(const CompiledPolicy& policy, const BoxTable& table, FactValues facts);

// Calls `see` with each entry of the table that has a box in `live`, and the first of those boxes.
template <class See>
void ForEachLive(const BoxTable& table, const BoxBits& live, See see) {
  EntryIndex last;
  live.ForEach([&](BoxIndex box) {
    const EntryIndex entry = table.EntryOf(box);
    if (entry != last) see(entry, box);
    last = entry;
  });
}

// The decision when these boxes hold.
Decision Decide(const CompiledPolicy& policy, const BoxBits& live);

Decision DecideOn(const CompiledPolicy& policy, FactValues facts);

// The boxes of principles whose approvals are all given: they do not act.
BoxBits ApprovedBoxes(const Policy& policy, const CompiledPolicy& compiled,
                      std::span<const Approval> approvals);

// How the rule of an entry acts: for certain, or in spite of unknown facts. `first` is the first of
// its boxes that holds.
Acting ActingOf(const BoxTable& table, EntryIndex entry, BoxIndex first, RuleRef ref,
                const Classes& classes);

// The roles of a principle that have not approved, in its order.
std::vector<RoleIndex> RolesLacking(const Policy& policy, RuleIndex principle,
                                    std::span<const Approval> approvals);

// The score of a mode from what is firm (its base and the factors that stand) and what ease adds,
// and whether some factor stands against it: then gains in ease do not lift it to `suited`.
constexpr int CappedScore(int firm, int ease, bool stands_against, int suited) {
  const int sum = firm + ease;
  if (!stands_against || ease <= 0) return sum;
  const int most = suited - 1 < sum ? suited - 1 : sum;
  return firm > most ? firm : most;
}

}  // namespace bsup::core
