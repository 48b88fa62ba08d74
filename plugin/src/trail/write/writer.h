// The writing side of a trail: one connection that the threads of this process share, and the lock
// that processes share.
//
// Callers that wait for their turn are written together: one of them leads, takes the lock, writes
// whatever has been queued by then in one transaction, and hands each caller its receipts.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "trail/keys/vault.h"
#include "trail/log/draft.h"
#include "trail/log/merkle.h"
#include "trail/log/note.h"
#include "trail/store/lock.h"
#include "trail/store/store.h"
#include "trail/store/trail_files.h"

namespace bsup::core {

// A draft with the key of its person, where it has one.
struct KeyedDraft {
  Draft draft;
  std::optional<PersonKey> person;
};

// What signs the checkpoints, and what the other parts are sealed with.
struct Signer {
  VerifierKey key;
  std::shared_ptr<const TrailKeys> keys;
  const Secret* seed = nullptr;  // of which `key` was made; one of `keys`
  std::shared_ptr<const Mac> staff;
  std::shared_ptr<const Mac> trail;

  // The key among `keys` that is called `vkey`; nothing where there is none.
  static std::optional<Signer> Find(std::shared_ptr<const TrailKeys> keys, std::string_view origin,
                                    std::string_view vkey);
};

// A signing key that is to follow the present one.
struct NewSigningKey {
  VerifierKey key;
  Secret seed;
};

// How a person's rows are found.
Tag IndexTag(const Mac& person_key);

class Writer {
 public:
  // `lock` outlives this.
  Writer(TrailFiles files, std::chrono::milliseconds wait, TrailLock* lock);
  ~Writer();

  // Takes over a connection that is in order, and who signs from now on.
  void Start(Store store, Signer signer);
  void SetSigner(Signer signer);
  [[nodiscard]] Signer signer() const;
  // The newest change of the vault that this process has made: the next head's transaction keeps
  // it.
  void NoteVaultChanges(std::int64_t changes);

  enum class Outcome : std::uint8_t {
    kWritten,
    kOtherSigner,   // another process has changed the signing key: refresh the vault, then again
    kPersonErased,  // a person was erased since the key was found: find it anew, then again
  };
  struct Answer {
    Outcome outcome = Outcome::kWritten;
    std::vector<Receipt> receipts;
  };
  // Durable on return.
  Result<Answer> Append(const std::vector<KeyedDraft>& drafts);

  // Work of another kind, alone, under the lock; `work` may use what follows.
  Result<void> Exclusively(const std::function<Result<void>(Store&)>& work);

  // Within `work`:
  // In a transaction that was begun: reads where the tree ends. kOtherSigner as above.
  Result<Outcome> CatchUp();
  // Adds one record at the end.
  Result<Receipt> Write(const KeyedDraft& draft);
  // The signed checkpoint over all of it becomes the head; a successor signs it too.
  Result<std::string> Seal(const NewSigningKey* successor = nullptr);
  // Copies the write-ahead log into the file and empties it; false where a reader stands in the
  // way.
  Result<void> Truncate();

  // In a forked child: touches no file.
  void Abandon();

 private:
  struct Job;

  void Lead(std::chrono::steady_clock::time_point deadline);
  void WriteAll(const std::vector<Job*>& jobs);
  Result<void> WriteJobs(const std::vector<Job*>& jobs);
  Result<void> EnsureOpen();
  Result<void> KeepVaultChanges();
  std::vector<Job*> TakeQueue();

  TrailFiles files_;
  std::chrono::milliseconds wait_;
  TrailLock* lock_;

  mutable std::mutex mutex_;  // over what follows
  std::condition_variable turn_;
  bool leading_ = false;
  std::vector<Job*> queue_;
  Signer signer_;
  std::int64_t vault_changes_ = 0;

  // Only the leader uses these.
  std::optional<Store> store_;  // none after a fault: opened anew for the next turn
  MerkleFrontier frontier_;
  Signer active_;
  std::int64_t vault_changes_kept_ = 0;
};

}  // namespace bsup::core
