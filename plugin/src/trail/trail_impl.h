// What stands behind a Trail, shared by the files that implement it.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "trail/keys/sealed_record.h"
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
  [[nodiscard]] Result<void> Unusable() const;
  // The same, and for a log that has ended.
  [[nodiscard]] Result<void> Unwritable() const;

  // Opens the store and, where the vault holds its signing key, the writer. Under the lock.
  Result<void> OpenStore(const TrailOptions& options);
  Result<void> CheckAgainstVault(Store* store, bool is_made) const;
  Result<void> OpenEnded(Store store, const std::string& vkey, const TrailOptions& options);
  Result<void> EraseAgain(Store* store);

  // The keys of these persons, made where they are not there.
  Result<std::vector<PersonKey>> PersonKeys(const std::vector<std::string>& persons);

  // After another process has changed the keys.
  Result<void> RefreshSigner();

  // The ERASURE and all that it takes away, in one transaction. Nothing where the keys have
  // changed.
  Result<std::optional<Erased>> WriteErasure(Store* store, const PersonKey& key,
                                             const Draft& draft);
  // `prepared` is tried first.
  Result<void> BeginEpoch(std::optional<NewEpoch> prepared);
  Result<ErasureStatus> FinishErasures(std::optional<NewEpoch> prepared);
  // Lets the next transaction keep how far the vault has come. Under the lock.
  Result<void> NoteVaultChanges();

  // What to look for; nothing where the filter names a person that the trail does not know.
  Result<std::optional<RecordRange>> RangeOf(const ReadFilter& filter, std::size_t limit) const;
  [[nodiscard]] Result<std::vector<OpenedRecord>> OpenAll(std::vector<SealedRecord> sealed) const;

  // Gives what `read(store)` gives, within one snapshot of the store.
  template <class Read>
  std::invoke_result_t<Read&, Store&> Reading(Read read) {
    BSUP_TRY(Unusable());
    const std::lock_guard guard(reading);
    BSUP_TRY(reader->BeginRead());
    // The snapshot ends however the reading ends.
    struct End {
      Store* store;
      ~End() { store->Rollback(); }
    } const end{&*reader};
    return read(*reader);
  }
};

// kUsage for what cannot name a trail; nothing is a random name.
Result<void> CheckOrigin(const std::string& origin);

// The signed checkpoint a known head is, or any other note that speaks of a tree.
Result<Checkpoint> CheckpointIn(std::string_view note);

}  // namespace bsup::core
