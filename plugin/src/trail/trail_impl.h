// What stands behind a Trail, shared by the files that implement it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "trail/keys/vault.h"
#include "trail/store/lock.h"
#include "trail/store/store.h"
#include "trail/trail.h"
#include "trail/write/writer.h"

namespace bsup::core {

// Another process may change the keys between two tries; not for ever.
inline constexpr int kMostTries = 8;

struct Trail::Impl {
  TrailFiles files;
  std::chrono::milliseconds wait{};
  std::string origin;
  bool made = false;
  bool old_vault = false;

  std::unique_ptr<TrailLock> lock;
  std::unique_ptr<Vault> vault;
  std::unique_ptr<Writer> writer;

  std::mutex reading;  // over the reader
  std::optional<Store> reader;

  std::optional<VerifierKey> ended_key;  // of a log that is only read, which has no writer

  // kUsage in a forked child.
  [[nodiscard]] std::optional<Error> Unusable() const;
  // The same, and for a log that has ended.
  [[nodiscard]] std::optional<Error> Unwritable() const;

  // Opens the store and, where the vault holds its signing key, the writer. Under the lock.
  Result<bool> OpenStore(const TrailOptions& options);
  Result<bool> CheckAgainstVault(Store* store, bool is_made) const;
  Result<bool> OpenEnded(Store store, const std::string& vkey, const TrailOptions& options);
  Result<bool> EraseAgain(Store* store);

  // The keys of these persons, made where they are not there.
  Result<std::vector<PersonKey>> PersonKeys(const std::vector<std::string>& persons);

  // After another process has changed the keys.
  Result<bool> RefreshSigner();

  // The ERASURE and all that it takes away, in one transaction. Nothing where the keys have
  // changed.
  Result<std::optional<Erased>> WriteErasure(Store* store, const PersonKey& key,
                                             const Draft& draft);
  // `prepared` is tried first.
  Result<bool> BeginEpoch(std::optional<NewEpoch> prepared);
  Result<ErasureStatus> FinishErasures(std::optional<NewEpoch> prepared);
  // Lets the next transaction keep how far the vault has come. Under the lock.
  Result<bool> NoteVaultChanges();

  // What to look for; nothing where the filter names a person that the trail does not know.
  Result<std::optional<RecordRange>> RangeOf(const ReadFilter& filter, std::size_t limit) const;

  // Calls `read(store)` within one snapshot of the store.
  template <class T, class Read>
  Result<T> Reading(Read read) {
    if (auto unusable = Unusable()) return *std::move(unusable);
    const std::lock_guard guard(reading);
    if (auto begun = reader->BeginRead(); !begun) return std::move(begun).error();
    // The snapshot ends however the reading ends.
    struct End {
      Store* store;
      ~End() { store->Rollback(); }
    } const end{&*reader};
    return read(*reader);
  }
};

// kUsage for what cannot name a trail; nothing is a random name.
Result<bool> CheckOrigin(const std::string& origin);

// The signed checkpoint a known head is, or any other note that speaks of a tree.
Result<Checkpoint> CheckpointIn(std::string_view note);

}  // namespace bsup::core
