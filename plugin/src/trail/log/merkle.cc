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
  // Where the path ends at the whole of the old tree, the reader of the proof knows its root.
  if (path.begin != 0) siblings.push_back(path);
  return HashesUpwards(siblings, read);
}

// Goes up from the leaf to the root: a node at the right edge without a sibling goes up alone.
// There is a hash in `proof` for each sibling, and no other.
bool ProvesInclusion(std::span<const Hash> proof, const Hash& leaf, std::uint64_t index,
                     std::uint64_t size, const Hash& root) {
  if (index >= size) return false;
  Hash hash = leaf;
  std::size_t used = 0;
  for (std::uint64_t last = size - 1; last > 0; index >>= 1, last >>= 1) {
    const bool is_right = (index & 1) != 0;
    if (!is_right && index == last) continue;
    if (used == proof.size()) return false;
    const Hash& sibling = proof[used++];
    hash = is_right ? NodeHash(sibling, hash) : NodeHash(hash, sibling);
  }
  return used == proof.size() && hash == root;
}

}  // namespace bsup::core
