// Whether the vault beside a trail is its own, and as new as it is.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "trail/keys/vault.h"
#include "trail/log/note.h"
#include "trail/seal/seal.h"
#include "trail/store/sqlite.h"
#include "trail/store/trail_files.h"
#include "trail/verify/finding.h"

namespace bsup::core {

// Open before the store's snapshot begins, AgainstHead after, then Saw for each payload, then End.
// The order lets a writer go on meanwhile: each number is read on that side of the snapshot on
// which what the writer does accuses nobody.
class VaultCheck {
 public:
  Checked Open(const TrailFiles& files, KeyService* keys);

  Checked AgainstHead(const VerifierKey& signer, std::int64_t changes_seen, std::uint64_t records);

  // A payload of `sequence` lies under `key`, which no ERASURE that was read has destroyed.
  Checked Saw(const KeyId& key, std::uint64_t sequence);

  // Looks at the store again: what is missing may have been erased since.
  Checked End();

  // The vault was changed when the trail had more records than now.
  [[nodiscard]] bool trail_is_older() const { return trail_is_older_; }
  [[nodiscard]] std::uint64_t trail_size() const { return trail_size_; }

 private:
  // Names of keys are random.
  struct KeyIdHash {
    std::size_t operator()(const KeyId& id) const {
      return std::hash<std::string_view>()(Bytes(id));
    }
  };

  [[nodiscard]] bool Signs(const VerifierKey& signer) const;

  TrailFiles files_;
  std::unique_ptr<Vault> vault_;
  std::uint64_t trail_size_ = 0;
  bool trail_is_older_ = false;
  std::unordered_set<KeyId, KeyIdHash> seen_;
  std::vector<std::pair<std::uint64_t, KeyId>> missing_;  // the first sequence under each
};

}  // namespace bsup::core
