// The tree under a signed head, as far as it has been looked at. A record is checked by the hashes
// that lead from it to what is proven already, and those are proven from then on too: of many
// records, each hash is read once.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "base/result.h"
#include "trail/log/merkle.h"
#include "trail/log/note.h"

namespace bsup::core {

class ProvenTree {
 public:
  // `head` is proven: its signature has been checked. `read` is of the snapshot that it belongs to.
  ProvenTree(Checkpoint head, NodeReader read) : head_(std::move(head)), read_(std::move(read)) {}

  // kTampered where these are not the bytes of that record of the head's tree.
  Result<void> Check(std::uint64_t sequence, std::string_view bytes);

 private:
  // What makes up the head's root, which proves it.
  Result<void> ProvePeaks();

  struct InOrder {
    bool operator()(const NodeId& one, const NodeId& other) const {
      return one.level != other.level ? one.level < other.level : one.index < other.index;
    }
  };
  Checkpoint head_;
  NodeReader read_;
  std::map<NodeId, Hash, InOrder> proven_;
};

}  // namespace bsup::core
