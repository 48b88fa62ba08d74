// The checkpoints that others have signed, read beside the records: each is of this tree, or says
// that there was another.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "trail/log/note.h"
#include "trail/store/sqlite.h"
#include "trail/verify/finding.h"

namespace bsup::core {

// Begin, then At whenever the tree has grown to next_size, then Rest.
class CosignedCheck {
 public:
  static constexpr std::uint64_t kNoMore = std::numeric_limits<std::uint64_t>::max();

  // `witnesses` outlive it.
  CosignedCheck(Sqlite* store, const std::vector<VerifierKey>* witnesses)
      : store_(store), witnesses_(witnesses) {}

  Checked Begin(const VerifierKey& signer);
  [[nodiscard]] std::uint64_t next_size() const { return next_size_; }
  // Only kTampered and kUnreadable end the check; what else is found is kept.
  Checked At(const Hash& root);
  // Those of more records than there are; `signed_size` is the size of the trail's own head.
  Checked Rest(std::uint64_t records, std::uint64_t signed_size);

  // A signed checkpoint of another tree (kForked), or of more records (kRolledBack).
  [[nodiscard]] const Checked& against() const { return against_; }
  // The size of the newest checkpoint by which a witness vouches for this tree.
  [[nodiscard]] const std::optional<std::uint64_t>& vouched() const { return vouched_; }

 private:
  struct Row {
    Checkpoint tree;
    bool by_witness = false;
    bool by_trail = false;
  };

  Checked Advance();
  Checked ReadRow(Row* row);

  Sqlite* store_;
  const std::vector<VerifierKey>* witnesses_;
  VerifierKey signer_;
  std::optional<SqliteStatement> rows_;
  std::uint64_t next_size_ = kNoMore;
  Checked against_;
  std::optional<std::uint64_t> vouched_;
};

}  // namespace bsup::core
