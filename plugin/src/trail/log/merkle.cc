#include "trail/log/merkle.h"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>

namespace bsup::core {
namespace {

struct LeafRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

// Where RFC 6962 parts a range of two leaves or more: the left half is the largest power of two
// that leaves something for the right.
std::uint64_t Middle(LeafRange range) {
  return range.begin + std::bit_floor(range.end - range.begin - 1);
}

// The hashes of the complete subtrees that make up `range`, largest first. RFC 6962 only ever asks
// for ranges that begin at a multiple of the first of these.
Result<std::vector<Hash>> Subtrees(LeafRange range, const NodeReader& read) {
  std::vector<Hash> subtrees;
  std::uint64_t at = range.begin;
  while (at < range.end) {
    const int level = std::bit_width(range.end - at) - 1;
    BSUP_TRY(auto hash, read({level, at >> level}));
    subtrees.push_back(hash);
    at += std::uint64_t{1} << level;
  }
  return subtrees;
}

// `subtrees` are not empty.
Hash Join(std::span<const Hash> subtrees) {
  Hash hash = subtrees.back();
  for (std::size_t i = subtrees.size() - 1; i-- > 0;) hash = NodeHash(subtrees[i], hash);
  return hash;
}

// The hashes of the ranges, last one first: proofs are found from the root down, and written from
// the leaf up.
Result<std::vector<Hash>> HashesUpwards(const std::vector<LeafRange>& ranges,
                                        const NodeReader& read) {
  std::vector<Hash> hashes;
  hashes.reserve(ranges.size());
  for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
    BSUP_TRY(const auto subtrees, Subtrees(*range, read));
    hashes.push_back(Join(subtrees));
  }
  return hashes;
}

// Goes up from the node at `position` of `last + 1` on its level to the root. `left` and `right`
// are called with the sibling on that side; a node at the right edge without one goes up alone.
// Whether there was a hash in `proof` for each sibling, and none besides.
template <class Left, class Right>
bool Climb(std::span<const Hash> proof, std::uint64_t position, std::uint64_t last, Left left,
           Right right) {
  std::size_t used = 0;
  for (; last > 0; position >>= 1, last >>= 1) {
    const bool is_right = (position & 1) != 0;
    if (!is_right && position == last) continue;
    if (used == proof.size()) return false;
    const Hash& sibling = proof[used++];
    if (is_right) {
      left(sibling);
    } else {
      right(sibling);
    }
  }
  return used == proof.size();
}

}  // namespace

Hash LeafHash(std::string_view record) { return Sha256Of({std::string_view("\x00", 1), record}); }

Hash NodeHash(const Hash& left, const Hash& right) {
  return Sha256Of({std::string_view("\x01", 1), Bytes(left), Bytes(right)});
}

Hash EmptyRoot() { return Sha256Of({}); }

Result<MerkleFrontier> MerkleFrontier::Read(std::uint64_t size, const NodeReader& read) {
  BSUP_TRY(auto edge, Subtrees({0, size}, read));
  MerkleFrontier frontier;
  frontier.size_ = size;
  frontier.edge_ = std::move(edge);
  return frontier;
}

void MerkleFrontier::Append(const Hash& leaf, std::vector<Hash>* completed) {
  Hash hash = leaf;
  completed->push_back(hash);
  for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
    hash = NodeHash(edge_.back(), hash);
    edge_.pop_back();
    completed->push_back(hash);
  }
  edge_.push_back(hash);
  ++size_;
}

Hash MerkleFrontier::Root() const { return edge_.empty() ? EmptyRoot() : Join(edge_); }

Result<Hash> RootAt(std::uint64_t size, const NodeReader& read) {
  BSUP_TRY(const auto frontier, MerkleFrontier::Read(size, read));
  return frontier.Root();
}

Result<std::vector<Hash>> InclusionProof(std::uint64_t index, std::uint64_t size,
                                         const NodeReader& read) {
  if (index >= size) {
    return Error(Status::kUsage, "",
                 "a tree of " + std::to_string(size) + " records has no record " +
                     std::to_string(index) + "; the first one is 0");
  }
  std::vector<LeafRange> siblings;
  LeafRange path{0, size};
  while (path.end - path.begin > 1) {
    const std::uint64_t middle = Middle(path);
    if (index < middle) {
      siblings.push_back({middle, path.end});
      path.end = middle;
    } else {
      siblings.push_back({path.begin, middle});
      path.begin = middle;
    }
  }
  return HashesUpwards(siblings, read);
}

Result<std::vector<Hash>> ConsistencyProof(std::uint64_t from, std::uint64_t to,
                                           const NodeReader& read) {
  if (from == 0 || from > to) {
    return Error(Status::kUsage, "",
                 "a tree of " + std::to_string(to) + " records grew from one of 1 to " +
                     std::to_string(to) + ", not of " + std::to_string(from));
  }
  std::vector<LeafRange> siblings;
  LeafRange path{0, to};
  while (path.end != from) {
    const std::uint64_t middle = Middle(path);
    if (from <= middle) {
      siblings.push_back({middle, path.end});
      path.end = middle;
    } else {
      siblings.push_back({path.begin, middle});
      path.begin = middle;
    }
  }
  // Where the path ends at the whole of the old tree, its root is known to the one who checks.
  if (path.begin != 0) siblings.push_back(path);
  return HashesUpwards(siblings, read);
}

bool ProvesInclusion(std::span<const Hash> proof, const Hash& leaf, std::uint64_t index,
                     std::uint64_t size, const Hash& root) {
  if (index >= size) return false;
  Hash hash = leaf;
  return Climb(
             proof, index, size - 1, [&](const Hash& left) { hash = NodeHash(left, hash); },
             [&](const Hash& right) { hash = NodeHash(hash, right); }) &&
         hash == root;
}

bool ProvesConsistency(std::span<const Hash> proof, std::uint64_t from, const Hash& from_root,
                       std::uint64_t to, const Hash& to_root) {
  if (from == 0 || from > to) return false;
  if (from == to) return proof.empty() && from_root == to_root;
  // The largest complete subtree that ends where the old tree does is part of both.
  const int level = std::countr_zero(from);
  const std::uint64_t position = (from - 1) >> level;
  Hash was = from_root;
  if (position > 0) {
    if (proof.empty()) return false;
    was = proof.front();
    proof = proof.subspan(1);
  }
  Hash is = was;
  return Climb(
             proof, position, (to - 1) >> level,
             [&](const Hash& left) {
               was = NodeHash(left, was);
               is = NodeHash(left, is);
             },
             [&](const Hash& right) { is = NodeHash(is, right); }) &&
         was == from_root && is == to_root;
}

}  // namespace bsup::core
