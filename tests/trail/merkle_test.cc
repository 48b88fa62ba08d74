#include "trail/log/merkle.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "trail/consistency.h"

namespace bsup::core {
namespace {

constexpr std::uint64_t kMost = 70;

// The tree as RFC 6962, section 2.1, defines it: slow and obvious.
namespace slow {

std::uint64_t Half(std::uint64_t n) {
  std::uint64_t k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

Hash Root(std::span<const Hash> leaves) {
  if (leaves.empty()) return EmptyRoot();
  if (leaves.size() == 1) return leaves[0];
  const std::uint64_t k = Half(leaves.size());
  return NodeHash(Root(leaves.first(k)), Root(leaves.subspan(k)));
}

std::vector<Hash> Path(std::uint64_t m, std::span<const Hash> leaves) {
  if (leaves.size() <= 1) return {};
  const std::uint64_t k = Half(leaves.size());
  auto path = m < k ? Path(m, leaves.first(k)) : Path(m - k, leaves.subspan(k));
  path.push_back(Root(m < k ? leaves.subspan(k) : leaves.first(k)));
  return path;
}

std::vector<Hash> Subproof(std::uint64_t m, std::span<const Hash> leaves, bool whole) {
  if (m == leaves.size()) return whole ? std::vector<Hash>{} : std::vector<Hash>{Root(leaves)};
  const std::uint64_t k = Half(leaves.size());
  auto proof =
      m <= k ? Subproof(m, leaves.first(k), whole) : Subproof(m - k, leaves.subspan(k), false);
  proof.push_back(Root(m <= k ? leaves.subspan(k) : leaves.first(k)));
  return proof;
}

}  // namespace slow

std::vector<Hash> Leaves(std::uint64_t size) {
  std::vector<Hash> leaves;
  for (std::uint64_t i = 0; i < size; ++i) leaves.push_back(LeafHash(std::to_string(i)));
  return leaves;
}

// A tree grown leaf by leaf, which keeps every hash where a store would.
class Grown {
 public:
  explicit Grown(std::span<const Hash> leaves) {
    for (const Hash& leaf : leaves) Add(leaf);
  }

  void Add(const Hash& leaf) {
    const std::uint64_t position = frontier_.size();
    std::vector<Hash> completed;
    frontier_.Append(leaf, &completed);
    int level = 0;
    for (const Hash& hash : completed) {
      nodes_[{level, position >> level}] = hash;
      ++level;
    }
  }

  NodeReader reader() const {
    return [this](NodeId id) -> Result<Hash> {
      const auto node = nodes_.find({id.level, id.index});
      if (node == nodes_.end()) return Error(Status::kNotFound, "", "no such node");
      return node->second;
    };
  }
  const MerkleFrontier& frontier() const { return frontier_; }
  std::size_t nodes() const { return nodes_.size(); }

 private:
  MerkleFrontier frontier_;
  std::map<std::pair<int, std::uint64_t>, Hash> nodes_;
};

Hash Changed(Hash hash, std::size_t bit) {
  hash[bit / 8] = static_cast<std::uint8_t>(hash[bit / 8] ^ (1U << (bit % 8)));
  return hash;
}

// Calls `with` with every proof that differs from `proof` in one place: a bit of each hash, a hash
// gone, doubled or exchanged with its neighbour, one too many.
template <class With>
void EveryChange(const std::vector<Hash>& proof, With with) {
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto changed = proof;
    changed[i] = Changed(proof[i], (31 * i) % 256);
    with(changed);
    changed = proof;
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
    with(changed);
    changed = proof;
    changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(i), proof[i]);
    with(changed);
    if (i == 0) continue;
    changed = proof;
    std::swap(changed[i - 1], changed[i]);
    with(changed);
  }
  auto longer = proof;
  longer.push_back(EmptyRoot());
  with(longer);
}

std::string FromHex(std::string_view hex) {
  const std::string_view digits = "0123456789abcdef";
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(16 * digits.find(hex[i]) + digits.find(hex[i + 1]));
  }
  return bytes;
}

TEST(Merkle, AgreesWithThePublishedTree) {
  const std::vector<std::string> leaves{"",
                                        "00",
                                        "10",
                                        "2021",
                                        "3031",
                                        "40414243",
                                        "5051525354555657",
                                        "606162636465666768696a6b6c6d6e6f"};
  const std::map<std::uint64_t, std::string> roots{
      {0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
      {2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
      {3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
      {7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
      {8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}};
  Grown tree({});
  for (std::uint64_t size = 0; size <= leaves.size(); ++size) {
    const auto root = roots.find(size);
    if (root != roots.end()) {
      EXPECT_EQ(Hex(Bytes(tree.frontier().Root())), root->second) << size;
    }
    if (size < leaves.size()) tree.Add(LeafHash(FromHex(leaves[size])));
  }
}

TEST(Merkle, TheRootIsThatOfTheDefinitionAtEverySize) {
  const auto leaves = Leaves(kMost);
  const Grown tree(leaves);
  MerkleFrontier frontier;
  std::vector<Hash> completed;
  for (std::uint64_t size = 0; size <= kMost; ++size) {
    const Hash root = slow::Root(std::span(leaves).first(size));
    EXPECT_EQ(frontier.Root(), root) << size;
    const auto read = RootAt(size, tree.reader());
    ASSERT_TRUE(read) << read.error().Message();
    EXPECT_EQ(*read, root) << size;
    if (size < kMost) frontier.Append(leaves[size], &completed);
  }
}

TEST(Merkle, ALeafCompletesASubtreeForEachTrailingOneOfItsPosition) {
  MerkleFrontier frontier;
  for (const Hash& leaf : Leaves(kMost)) {
    const std::uint64_t position = frontier.size();
    std::vector<Hash> completed;
    frontier.Append(leaf, &completed);
    EXPECT_EQ(completed.size(), 1 + static_cast<std::size_t>(std::countr_one(position)));
    EXPECT_EQ(completed[0], leaf);
  }
}

TEST(Merkle, AFrontierThatWasReadGrowsLikeTheOneThatGrew) {
  const auto leaves = Leaves(kMost);
  const Grown tree(leaves);
  for (std::uint64_t size = 0; size < kMost; ++size) {
    auto frontier = MerkleFrontier::Read(size, tree.reader());
    ASSERT_TRUE(frontier) << frontier.error().Message();
    EXPECT_EQ(frontier->size(), size);
    std::vector<Hash> completed;
    for (std::uint64_t i = size; i < kMost; ++i) frontier->Append(leaves[i], &completed);
    EXPECT_EQ(frontier->Root(), tree.frontier().Root()) << size;
  }
}

TEST(Merkle, InclusionProofsAreThoseOfTheDefinition) {
  const auto leaves = Leaves(kMost);
  const Grown tree(leaves);
  for (std::uint64_t size = 1; size <= kMost; ++size) {
    const auto some = std::span(leaves).first(size);
    const Hash root = slow::Root(some);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = InclusionProof(index, size, tree.reader());
      ASSERT_TRUE(proof) << proof.error().Message();
      EXPECT_EQ(*proof, slow::Path(index, some)) << index << " of " << size;
      EXPECT_TRUE(ProvesInclusion(*proof, leaves[index], index, size, root));
    }
  }
}

TEST(Merkle, AChangedInclusionProofProvesNothing) {
  const auto leaves = Leaves(kMost);
  for (std::uint64_t size = 1; size <= kMost; ++size) {
    const auto some = std::span(leaves).first(size);
    const Hash root = slow::Root(some);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = slow::Path(index, some);
      const Hash& leaf = leaves[index];
      ASSERT_TRUE(ProvesInclusion(proof, leaf, index, size, root));
      EveryChange(proof, [&](const std::vector<Hash>& changed) {
        EXPECT_FALSE(ProvesInclusion(changed, leaf, index, size, root)) << index << " of " << size;
      });
      EXPECT_FALSE(ProvesInclusion(proof, Changed(leaf, index), index, size, root));
      EXPECT_FALSE(ProvesInclusion(proof, leaf, index, size, Changed(root, index)));
      EXPECT_FALSE(ProvesInclusion(proof, leaf, size, size, root));
      for (std::uint64_t other = 0; other < size; ++other) {
        EXPECT_EQ(ProvesInclusion(proof, leaf, other, size, root), other == index);
      }
    }
  }
}

TEST(Merkle, EveryBitOfAProofCounts) {
  const auto leaves = Leaves(13);
  const Hash root = slow::Root(leaves);
  const auto proof = slow::Path(5, leaves);
  ASSERT_TRUE(ProvesInclusion(proof, leaves[5], 5, 13, root));
  for (std::size_t bit = 0; bit < 256 * proof.size(); ++bit) {
    auto changed = proof;
    changed[bit / 256] = Changed(proof[bit / 256], bit % 256);
    EXPECT_FALSE(ProvesInclusion(changed, leaves[5], 5, 13, root)) << bit;
  }
}

TEST(Merkle, ConsistencyProofsAreThoseOfTheDefinition) {
  const auto leaves = Leaves(kMost);
  const Grown tree(leaves);
  for (std::uint64_t to = 1; to <= kMost; ++to) {
    const auto some = std::span(leaves).first(to);
    for (std::uint64_t from = 1; from <= to; ++from) {
      const auto proof = ConsistencyProof(from, to, tree.reader());
      ASSERT_TRUE(proof) << proof.error().Message();
      EXPECT_EQ(*proof, slow::Subproof(from, some, true)) << from << " to " << to;
      EXPECT_TRUE(
          ProvesConsistency(*proof, from, slow::Root(some.first(from)), to, slow::Root(some)));
    }
  }
}

TEST(Merkle, AChangedConsistencyProofProvesNothing) {
  const auto leaves = Leaves(kMost);
  for (std::uint64_t to = 1; to <= kMost; ++to) {
    const auto some = std::span(leaves).first(to);
    const Hash to_root = slow::Root(some);
    for (std::uint64_t from = 1; from <= to; ++from) {
      const auto proof = slow::Subproof(from, some, true);
      const Hash from_root = slow::Root(some.first(from));
      ASSERT_TRUE(ProvesConsistency(proof, from, from_root, to, to_root));
      EveryChange(proof, [&](const std::vector<Hash>& changed) {
        EXPECT_FALSE(ProvesConsistency(changed, from, from_root, to, to_root))
            << from << " to " << to;
      });
      EXPECT_FALSE(ProvesConsistency(proof, from, Changed(from_root, from), to, to_root));
      EXPECT_FALSE(ProvesConsistency(proof, from, from_root, to, Changed(to_root, from)));
      EXPECT_FALSE(ProvesConsistency(proof, to + 1, from_root, to, to_root));
      EXPECT_FALSE(ProvesConsistency(proof, 0, from_root, to, to_root));
    }
  }
}

// Two heads of one size shown to two readers.
TEST(Merkle, AForkOfTheSameSizeIsNotConsistent) {
  auto leaves = Leaves(9);
  const Hash root = slow::Root(leaves);
  leaves[4] = LeafHash("another");
  EXPECT_TRUE(ProvesConsistency({}, 9, root, 9, root));
  EXPECT_FALSE(ProvesConsistency({}, 9, root, 9, slow::Root(leaves)));
}

TEST(Merkle, WhatIsNotInTheTreeCannotBeProved) {
  const Grown tree(Leaves(5));
  EXPECT_FALSE(InclusionProof(5, 5, tree.reader()));
  EXPECT_FALSE(InclusionProof(0, 0, tree.reader()));
  EXPECT_FALSE(ConsistencyProof(0, 5, tree.reader()));
  EXPECT_FALSE(ConsistencyProof(6, 5, tree.reader()));
  EXPECT_EQ(InclusionProof(5, 5, tree.reader()).error().status, Status::kUsage);
}

TEST(Merkle, AHashThatCannotBeReadIsAnError) {
  const Grown tree(Leaves(5));
  EXPECT_EQ(RootAt(8, tree.reader()).error().status, Status::kNotFound);
  EXPECT_EQ(InclusionProof(1, 8, tree.reader()).error().status, Status::kNotFound);
  EXPECT_EQ(ConsistencyProof(3, 8, tree.reader()).error().status, Status::kNotFound);
  EXPECT_TRUE(RootAt(5, tree.reader()));
}

TEST(Merkle, AProofInALogOfAMillionIsReadFromAFewHashes) {
  std::size_t reads = 0;
  const NodeReader reader = [&](NodeId id) -> Result<Hash> {
    ++reads;
    return LeafHash(std::to_string(id.level) + "/" + std::to_string(id.index));
  };
  ASSERT_TRUE(InclusionProof(999'999, 1'000'000, reader));
  ASSERT_TRUE(InclusionProof(0, 1'000'000, reader));
  EXPECT_LE(reads, 2U * 40);
}

TEST(Merkle, TheLargestTreesDoNotOverflow) {
  const NodeReader reader = [](NodeId) -> Result<Hash> { return EmptyRoot(); };
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  const auto proof = InclusionProof(kAll - 1, kAll, reader);
  ASSERT_TRUE(proof);
  EXPECT_FALSE(ProvesInclusion(*proof, EmptyRoot(), kAll - 1, kAll, EmptyRoot()));
  EXPECT_FALSE(ProvesInclusion({}, EmptyRoot(), kAll - 1, kAll, EmptyRoot()));
  ASSERT_TRUE(ConsistencyProof((kAll >> 1) + 1, kAll, reader));
  EXPECT_FALSE(ProvesConsistency({}, (kAll >> 1) + 1, EmptyRoot(), kAll, EmptyRoot()));
}

}  // namespace
}  // namespace bsup::core
