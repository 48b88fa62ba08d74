// What a Trail is made of, and what has to be there and in order before anything is read or written.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "trail/keys/vault.h"
#include "trail/read/reader.h"
#include "trail/store/lock.h"
#include "trail/store/store.h"
#include "trail/trail.h"
#include "trail/write/keyed_writer.h"
#include "trail/write/writer.h"

namespace bsup::core {

struct Trail::Impl {
  TrailFiles files;
  std::chrono::milliseconds wait{};
  std::string origin;
  bool made = false;
  bool old_vault = false;

  std::unique_ptr<TrailLock> lock;
  std::unique_ptr<Vault> vault;
  std::unique_ptr<Reader> reader;
  // Null for a log that has ended, which is only read.
  std::unique_ptr<Writer> writer;
  std::optional<KeyedWriter> keyed_writer;
  std::optional<VerifierKey> ended_key;  // of such a log
  // The trail that follows such a log, where it is there: who reads the log is on record in it.
  std::unique_ptr<Trail> follower;

  // kUsage in a forked child and for a log that has ended.
  [[nodiscard]] Result<void> Writable() const;
  // Opens the follower of a log that has ended.
  Result<void> OpenFollower(KeyService* keys);
  // READ and EXPORT of such a log, which go into its follower.
  Result<std::vector<Receipt>> AppendToFollower(std::vector<Draft> drafts);
  [[nodiscard]] Error NoTrail() const;

  // Opens the store and, where the vault holds its signing key, the writer. Under the lock.
  Result<void> OpenStore(const TrailOptions& options);
  Result<void> CheckAgainstVault(Store* store, bool is_made) const;
  Result<void> CheckVaultIsNew(const TrailOptions& options) const;
  Result<void> OpenEnded(Store store, const std::string& vkey, const TrailOptions& options);
  Result<void> EraseAgain(Store* store);
  void StartReader(Store store, VerifierKey key);
};

}  // namespace bsup::core
