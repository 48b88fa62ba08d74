// The payloads beside the tree: each part that a record commits to is there, as committed to, or
// was erased on record; and there is nothing else.
#pragma once

#include <cstdint>
#include <optional>

#include "trail/log/record.h"
#include "trail/seal/seal.h"
#include "trail/store/sqlite.h"
#include "trail/verify/erasures.h"
#include "trail/verify/finding.h"
#include "trail/verify/vault.h"

namespace bsup::core {

// Begin, then Next for each record in order, then End. Records and payloads are read side by side,
// each once.
class PayloadCheck {
 public:
  // `vault` is null where it is not checked.
  PayloadCheck(Sqlite* store, const Erasures* erasures, VaultCheck* vault)
      : store_(store), erasures_(erasures), vault_(vault) {}

  Checked Begin();
  Checked Next(const Record& record);
  // No payload is left over from `records` on.
  Checked End(std::uint64_t records);

  // Records with an erased part.
  [[nodiscard]] std::uint64_t erased() const { return erased_; }

 private:
  Checked Advance();
  Checked CheckRow(const Record& record, PayloadPart part, const Hash& commitment);

  Sqlite* store_;
  const Erasures* erasures_;
  VaultCheck* vault_;
  std::optional<SqliteStatement> rows_;
  std::optional<SqliteStatement> person_;
  std::optional<std::int64_t> place_;  // of the current row; nothing at the end
  SealedPart sealed_;                  // of the current row, kept for its buffer
  std::uint64_t erased_ = 0;
};

}  // namespace bsup::core
