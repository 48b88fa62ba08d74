// The proof that one record is in the log, for a reader who has nothing else of it:
// c2sp.org/tlog-proof@v1.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trail/log/note.h"
#include "trail/seal/hash.h"

namespace bsup::core {

struct RecordProof {
  std::uint64_t index = 0;
  std::vector<Hash> hashes;  // from the leaf's sibling up
  std::string checkpoint;    // a signed note, verbatim
  std::string extra;         // not authenticated; empty where there is none

  // kBadInput with the line.
  static Result<RecordProof> Parse(std::string_view text);
  [[nodiscard]] std::string ToString() const;

  // Whether it proves that `record` is in the log of `key`, at `index`: compare that with the
  // record's own sequence. kTampered says which step fails, kBadInput what cannot be read.
  [[nodiscard]] Result<Checkpoint> Check(std::string_view record, const VerifierKey& key) const;
};

}  // namespace bsup::core
