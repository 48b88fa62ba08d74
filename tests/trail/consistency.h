// Checks a consistency proof as an outsider does.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <span>

#include "trail/log/merkle.h"

namespace bsup::core {

struct OldAndNewRoot {
  Hash was{};
  Hash is{};
};

// SUBPROOF of RFC 6962, 2.1.2, read backwards: the roots of the first `from` and of all `to` leaves
// to which `proof` leads, and nothing where it has a hash too many or too few. `was` is the root of
// the old tree while all of it is to the left.
inline std::optional<OldAndNewRoot> RootsProved(std::span<const Hash> proof, std::uint64_t from,
                                                std::uint64_t to, const Hash* was) {
  if (from == to) {
    if (proof.size() != (was == nullptr ? 1U : 0U)) return std::nullopt;
    const Hash& root = was == nullptr ? proof[0] : *was;
    return OldAndNewRoot{root, root};
  }
  if (proof.empty()) return std::nullopt;
  const Hash& sibling = proof.back();
  const std::span<const Hash> rest = proof.first(proof.size() - 1);
  const std::uint64_t middle = std::bit_floor(to - 1);
  if (from <= middle) {
    auto roots = RootsProved(rest, from, middle, was);
    if (roots) roots->is = NodeHash(roots->is, sibling);
    return roots;
  }
  auto roots = RootsProved(rest, from - middle, to - middle, nullptr);
  if (roots) roots = {NodeHash(sibling, roots->was), NodeHash(sibling, roots->is)};
  return roots;
}

inline bool ProvesConsistency(std::span<const Hash> proof, std::uint64_t from,
                              const Hash& from_root, std::uint64_t to, const Hash& to_root) {
  if (from == 0 || from > to) return false;
  const auto roots = RootsProved(proof, from, to, &from_root);
  return roots && roots->was == from_root && roots->is == to_root;
}

}  // namespace bsup::core
