// Whether the vault beside a trail is its own, as new as it is, and opens what the trail holds.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "trail/keys/vault.h"
#include "trail/log/note.h"
#include "trail/seal/seal.h"
#include "trail/seal/tag.h"
#include "trail/store/sqlite.h"
#include "trail/store/trail_files.h"
#include "trail/verify/finding.h"

namespace bsup::core {

// Open before the store's snapshot begins, AgainstHead after, then Part for each payload, then End.
// The order lets a writer go on meanwhile: each number is read on that side of the snapshot on
// which what the writer does accuses nobody.
class VaultCheck {
 public:
  Checked Open(const TrailFiles& files, KeyService* keys);

  Checked AgainstHead(const VerifierKey& signer, std::int64_t changes_seen, std::uint64_t records);

  // A part of the record `sequence`, under a key that no ERASURE that was read has destroyed. Where
  // it is a subject part whose key is there, `person` gets the tag under which the record must be
  // found.
  Checked Part(const SealedPart& sealed, PayloadPart part, std::uint64_t sequence,
               std::optional<Tag>* person);

  // The first key that is not the vault's. Looks at the store again: what is missing may have been
  // erased since.
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

  // A key of the vault, ready for use.
  struct Known {
    explicit Known(const Secret& key) : mac(key), tag(IndexTag(mac)) {}
    Mac mac;
    Tag tag;
  };
  // So many are kept ready, so that a trail of any number of people takes the same memory.
  static constexpr std::size_t kMostKnown = 4096;

  [[nodiscard]] bool Signs(const VerifierKey& signer) const;
  // Nothing where the vault does not have it.
  Result<const Known*> Find(const KeyId& id);
  void NoteWrong(std::uint64_t sequence, std::string why);

  TrailFiles files_;
  std::unique_ptr<Vault> vault_;
  std::uint64_t trail_size_ = 0;
  bool trail_is_older_ = false;
  std::unordered_map<KeyId, Known, KeyIdHash> known_;
  std::unordered_map<KeyId, std::uint64_t, KeyIdHash> missing_;  // the first sequence under each
  std::optional<Finding> wrong_;
};

}  // namespace bsup::core
