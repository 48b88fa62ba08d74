// Writes records with the keys that they need, and changes these keys: finds or makes a person's
// key, erases a person, and changes the keys of the trail itself. Any thread.
//
// Other processes may change the keys at any moment. Each call looks them up, writes under the lock
// if they are still the same, and otherwise looks them up again.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "trail/keys/vault.h"
#include "trail/log/draft.h"
#include "trail/read/reader.h"
#include "trail/store/store.h"
#include "trail/store/trail_files.h"
#include "trail/write/erased.h"
#include "trail/write/writer.h"

namespace bsup::core {

// trail.h says what its calls do.
class KeyedWriter {
 public:
  // All outlive it.
  KeyedWriter(const TrailFiles* files, std::string origin, Vault* vault, Reader* reader,
              Writer* writer)
      : files_(files),
        origin_(std::move(origin)),
        vault_(vault),
        reader_(reader),
        writer_(writer) {}

  Result<std::vector<Receipt>> Append(std::vector<Draft> drafts);
  Result<Erased> Erase(const std::string& person, const Draft& draft);
  Result<ErasureStatus> FinishErasures() { return FinishErasures(std::nullopt); }
  Result<Receipt> Rotate(
      const Draft& draft,
      const std::function<std::string(const VerifierKey& was, const VerifierKey& is)>& words);

 private:
  // The subject part as the dictionary of its document makes it.
  Result<std::string> Packed(const Draft& draft, const std::vector<Draft>& drafts);
  // Another process may change the keys between two tries; not for ever.
  static constexpr int kMostTries = 8;

  // The keys of these persons, made where they are not there.
  Result<std::vector<PersonKey>> PersonKeys(const std::vector<std::string>& persons);
  // Tells the vault, once, that the trail is no longer empty: none is begun anew beside it.
  void NoteFirstRecords();
  // After another process has changed the keys.
  Result<void> RefreshSigner();
  // Lets the next transaction keep how far the vault has come. Under the lock.
  Result<void> NoteVaultChanges();

  // The ERASURE and all that it takes away, in one transaction, then the key. Nothing where the
  // keys have changed.
  Result<std::optional<Erased>> EraseNow(Store* store, const PersonKey& key, const Draft& draft);
  Result<std::optional<Erased>> WriteErasure(Store* store, const PersonKey& key,
                                             const Draft& draft);
  // The KEY record under the present key, and the successor in its place. Nothing where the keys
  // have changed.
  Result<std::optional<Receipt>> RotateNow(
      Store* store, const NewSigningKey& successor, const Draft& draft,
      const std::function<std::string(const VerifierKey& was, const VerifierKey& is)>& words);

  // `prepared` is tried first.
  Result<void> BeginEpoch(std::optional<NewEpoch> prepared);
  Result<ErasureStatus> FinishErasures(std::optional<NewEpoch> prepared);

  [[nodiscard]] Error KeysKeepChanging() const;

  const TrailFiles* files_;
  const std::string origin_;
  Vault* vault_;
  Reader* reader_;
  Writer* writer_;
  std::atomic<bool> noted_ = false;
};

}  // namespace bsup::core
