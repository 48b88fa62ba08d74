// The Merkle tree of RFC 6962 over SHA-256: growing it, and proofs from it.
//
// To write: MerkleFrontier, then Append for each record. To read: give a NodeReader that finds the
// hash of any complete subtree, then ask for roots and proofs. Checking a proof needs neither.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trail/seal/hash.h"

namespace bsup::core {

Hash LeafHash(std::string_view record);              // H(00 || record)
Hash NodeHash(const Hash& left, const Hash& right);  // H(01 || left || right)
Hash EmptyRoot();                                    // H("")

// The subtree of 2^level leaves that begins at leaf `index` * 2^level.
struct NodeId {
  int level = 0;
  std::uint64_t index = 0;
  bool operator==(const NodeId&) const = default;
};

// Gives the hash of a complete subtree, or the error that prevents it.
using NodeReader = std::function<Result<Hash>(NodeId)>;

// The right edge of a growing tree: the roots of its largest complete subtrees.
class MerkleFrontier {
 public:
  MerkleFrontier() = default;
  // That of a tree of `size` leaves; it asks `read` for at most 64 hashes.
  static Result<MerkleFrontier> Read(std::uint64_t size, const NodeReader& read);

  // Adds a leaf. Appends to `completed` the hashes of the subtrees that it completes, the leaf's
  // own first (level 0, then 1, ...): the leaf at position i completes one of each level up to the
  // number of trailing ones of i.
  void Append(const Hash& leaf, std::vector<Hash>* completed);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash Root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> edge_;  // largest subtree first
};

// The root of the tree's first `size` leaves.
Result<Hash> RootAt(std::uint64_t size, const NodeReader& read);

// RFC 6962, 2.1.1: from the leaf's sibling up. `index` < `size`.
Result<std::vector<Hash>> InclusionProof(std::uint64_t index, std::uint64_t size,
                                         const NodeReader& read);
// RFC 6962, 2.1.2. 0 < `from` <= `to`.
Result<std::vector<Hash>> ConsistencyProof(std::uint64_t from, std::uint64_t to,
                                           const NodeReader& read);

[[nodiscard]] bool ProvesInclusion(std::span<const Hash> proof, const Hash& leaf,
                                   std::uint64_t index, std::uint64_t size, const Hash& root);

}  // namespace bsup::core
