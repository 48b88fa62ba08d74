// The records themselves, each once and in order: its bytes, what its row says of it, and the tree
// that grows from them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "trail/log/merkle.h"
#include "trail/log/record.h"
#include "trail/store/sqlite.h"
#include "trail/verify/documents.h"
#include "trail/verify/erasures.h"
#include "trail/verify/finding.h"
#include "trail/verify/heads.h"
#include "trail/verify/payloads.h"

namespace bsup::core {

class RecordCheck {
 public:
  RecordCheck(Sqlite* store, const Erasures* erasures, HeadCheck* heads, PayloadCheck* payloads,
              DocumentCheck* documents)
      : store_(store),
        erasures_(erasures),
        heads_(heads),
        payloads_(payloads),
        documents_(documents) {}

  // Stops at the first that is wrong. `progress` may be empty.
  Checked Run(std::uint64_t records,
              const std::function<void(std::uint64_t, std::uint64_t)>& progress);

 private:
  Checked CheckRow(const SqliteStatement& row, std::uint64_t sequence);
  Checked CheckTree(std::string_view bytes, std::string_view hashes, std::uint64_t sequence);
  Checked CheckHeads();

  Sqlite* store_;
  const Erasures* erasures_;
  HeadCheck* heads_;
  PayloadCheck* payloads_;
  DocumentCheck* documents_;
  MerkleFrontier tree_;
  std::vector<Hash> completed_;  // by the current record, kept for its buffer
};

}  // namespace bsup::core
