#include "trail/log/proven_tree.h"

#include <bit>
#include <string>
#include <utility>
#include <vector>

namespace bsup::core {
namespace {

Error NotProven(const std::string& where, std::string what) {
  return {Status::kTampered, where, std::move(what) + "; run verify on the trail"};
}

}  // namespace

Result<void> ProvenTree::ProvePeaks() {
  std::vector<std::pair<NodeId, Hash>> peaks;
  for (std::uint64_t at = 0; at < head_.size;) {
    const int level = std::bit_width(head_.size - at) - 1;
    const NodeId node{level, at >> level};
    BSUP_TRY(const Hash hash, read_(node));
    peaks.emplace_back(node, hash);
    at += std::uint64_t{1} << level;
  }
  Hash root = peaks.empty() ? EmptyRoot() : peaks.back().second;
  for (std::size_t i = peaks.size(); i-- > 1;) root = NodeHash(peaks[i - 1].second, root);
  if (root != head_.root) {
    return NotProven("", "the trail's tree is not the one of its signed checkpoint");
  }
  proven_.insert(peaks.begin(), peaks.end());
  return {};
}

Result<void> ProvenTree::Check(std::uint64_t sequence, std::string_view bytes) {
  const std::string where = "record " + std::to_string(sequence);
  if (sequence >= head_.size) return NotProven(where, "no signed checkpoint covers it");
  if (proven_.empty()) {
    BSUP_TRY(ProvePeaks());
  }
  std::vector<std::pair<NodeId, Hash>> climbed;
  NodeId node{0, sequence};
  Hash hash = LeafHash(bytes);
  auto known = proven_.find(node);
  for (; known == proven_.end(); known = proven_.find(node)) {
    const NodeId sibling{node.level, node.index ^ 1};
    BSUP_TRY(const Hash beside, read_(sibling));
    climbed.emplace_back(node, hash);
    climbed.emplace_back(sibling, beside);
    hash = node.index % 2 == 0 ? NodeHash(hash, beside) : NodeHash(beside, hash);
    node = {node.level + 1, node.index / 2};
  }
  if (known->second != hash) {
    return NotProven(where, "it is not the one that the trail's signed checkpoint covers");
  }
  proven_.insert(climbed.begin(), climbed.end());
  return {};
}

}  // namespace bsup::core
