#include "trail/verify/vault.h"

#include <algorithm>
#include <string>
#include <utility>

namespace bsup::core {

Checked VaultCheck::Open(const TrailFiles& files, KeyService* keys) {
  files_ = files;
  Result<std::unique_ptr<Vault>> vault =
      Vault::Open(files.vault, files.vfs, OpenMode::kReadOnly, keys);
  if (!vault) {
    if (vault.error().status == Status::kStorage) return Unreadable(vault.error());
    return WrongKey("the vault does not open: " + vault.error().Message());
  }
  vault_ = std::move(*vault);
  BSUP_TRY(trail_size_, vault_->TrailSize());
  const auto erasing = vault_->ErasingSince();
  return erasing ? Checked() : Checked(WrongKey(erasing.error().Message()));
}

bool VaultCheck::Signs(const VerifierKey& signer) const {
  const std::shared_ptr<const TrailKeys> keys = vault_->keys();
  return std::ranges::any_of(keys->signing, [&](const Secret& seed) {
    return VerifierKeyOf(signer.name, KeyType::kEd25519, seed) == signer;
  });
}

Checked VaultCheck::AgainstHead(const VerifierKey& signer, std::int64_t changes_seen,
                                std::uint64_t records) {
  trail_is_older_ = trail_size_ > records;
  // The vault may then have changed its signing key, and lost keys, since.
  if (trail_is_older_) return {};
  BSUP_TRY(const std::int64_t changes, vault_->Changes());
  if (changes < changes_seen) {
    return WrongKey("the vault is older than the trail: it has changed " + std::to_string(changes) +
                    " times, and the trail has seen " + std::to_string(changes_seen) +
                    "; an old vault was put back");
  }
  if (!Signs(signer)) {
    // A change of keys may have been committed since the vault was opened.
    const Result<void> refreshed = vault_->Refresh();
    if (!refreshed) return WrongKey("the vault does not open: " + refreshed.error().Message());
    if (!Signs(signer)) return WrongKey("the vault's signing key is not the head's");
  }
  return {};
}

Result<const VaultCheck::Known*> VaultCheck::Find(const KeyId& id) {
  const auto known = known_.find(id);
  if (known != known_.end()) return &known->second;
  BSUP_TRY(const std::optional<Secret> key, vault_->KeyById(id));
  if (!key) return nullptr;
  if (known_.size() >= kMostKnown) known_.clear();
  return &known_.try_emplace(id, *key).first->second;
}

void VaultCheck::NoteWrong(std::uint64_t sequence, std::string why) {
  if (wrong_) return;
  wrong_ = Finding{Verdict::kWrongKey, sequence,
                   "record " + std::to_string(sequence) + ": " + std::move(why)};
}

Checked VaultCheck::Part(const SealedPart& sealed, PayloadPart part, std::uint64_t sequence,
                         std::optional<Tag>* person) {
  if (trail_is_older_ || missing_.contains(sealed.key)) return {};
  const Result<const Known*> found = Find(sealed.key);
  if (!found) {
    if (found.error().status != Status::kTampered) return found.error();
    NoteWrong(sequence, found.error().Message());
  } else if (*found == nullptr) {
    missing_.emplace(sealed.key, sequence);
  } else if (!IsSealedUnder((*found)->mac, sealed)) {
    NoteWrong(sequence, std::string("the vault's key for its ") +
                            kPartNames[static_cast<std::size_t>(part)] +
                            " part is not the one that sealed it");
  } else if (part == PayloadPart::kSubject) {
    *person = (*found)->tag;
  }
  return {};
}

Checked VaultCheck::End() {
  if (!missing_.empty()) {
    BSUP_TRY(Sqlite store,
             Sqlite::Open(files_.store, {.mode = OpenMode::kReadOnly, .vfs = files_.vfs}));
    BSUP_TRY(SqliteStatement erased, store.Prepare("SELECT 1 FROM erased WHERE key = ?1"));
    for (const auto& [key, sequence] : missing_) {
      erased.Reset();
      erased.BindBlob(1, Bytes(key));
      BSUP_TRY(const bool row, erased.Step());
      if (row || (wrong_ && wrong_->at < sequence)) continue;
      wrong_.reset();
      NoteWrong(sequence,
                "its key is not in the vault, and was not erased on record; an old vault was put "
                "back, or a key is missing");
    }
  }
  return wrong_ ? Checked(*wrong_) : Checked();
}

}  // namespace bsup::core
