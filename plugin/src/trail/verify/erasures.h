// What was erased on record: read from the ERASURE records and their documents, before the payloads
// are looked for.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "trail/seal/seal.h"
#include "trail/store/sqlite.h"
#include "trail/verify/finding.h"

namespace bsup::core {

class Erasures {
 public:
  // Reads the rows of `erased` below `records`, each against its record and that record's document.
  // It holds one number for each erasure and one range for each run of erased records. Of what is
  // found, the first; the others are read all the same.
  Checked Load(Sqlite* store, std::uint64_t records);

  // No erasure is noted for a record that does not exist.
  static Checked NoneOutside(Sqlite* store, std::uint64_t records);

  // Whether the row of that ERASURE was read.
  [[nodiscard]] bool Has(std::uint64_t sequence) const;
  // Whether an ERASURE lists the record.
  [[nodiscard]] bool Lists(std::uint64_t sequence) const;
  // Whether every list was read: otherwise more may have been erased than is known.
  [[nodiscard]] bool complete() const { return complete_; }
  [[nodiscard]] bool Destroyed(const KeyId& key) const { return destroyed_.contains(key); }

 private:
  struct Range {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
  };

  Checked LoadOne(std::uint64_t sequence, std::string_view key, SqliteStatement* record,
                  SqliteStatement* document);

  std::vector<std::uint64_t> erasures_;  // in order
  std::vector<Range> ranges_;            // in order, none overlapping
  std::set<KeyId> destroyed_;
  bool complete_ = true;
};

}  // namespace bsup::core
