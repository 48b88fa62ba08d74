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
#include <type_traits>
#include <vector>

#include "base/result.h"
#include "trail/keys/vault.h"
#include "trail/log/draft.h"
#include "trail/log/merkle.h"
#include "trail/store/lock.h"
#include "trail/store/store.h"
#include "trail/store/trail_files.h"
#include "trail/write/signer.h"

namespace bsup::core {

// A draft with the key of its person, where it has one.
struct KeyedDraft {
  Draft draft;
  std::optional<PersonKey> person;
};

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

  // What has changed since the drafts were made. Nothing was written: look it up, then try again.
  enum class Stale : std::uint8_t {
    kNothing,  // all is written
    kSigner,   // another process has changed the signing key
    kPerson,   // a person was erased since the key was found
  };
  struct Answer {
    Stale stale = Stale::kNothing;
    std::vector<Receipt> receipts;
  };
  // Durable on return.
  Result<Answer> Append(const std::vector<KeyedDraft>& drafts);

  // Work of another kind, alone, under the lock: gives what `work(store)`, a Result, gives. `work`
  // may use what follows.
  template <class Work>
  std::invoke_result_t<const Work&, Store&> Exclusively(const Work& work) {
    std::optional<std::invoke_result_t<const Work&, Store&>> given;
    BSUP_TRY(Alone([&](Store& store) -> Result<void> {
      given.emplace(work(store));
      if (*given) return {};
      return given->error();
    }));
    return *std::move(given);
  }

  // Within `work`:
  // In a transaction that was begun: reads where the tree ends. False where another process has
  // changed the signing key.
  Result<bool> CatchUp();
  // Adds one record at the end.
  Result<Receipt> Write(const KeyedDraft& draft);
  // The signed checkpoint over all of it becomes the head; a successor signs it too.
  Result<std::string> SignHead(const NewSigningKey* successor = nullptr);
  // Copies the write-ahead log into the file and empties it; kBusy if a reader is in the way.
  Result<void> Truncate();

  // Before the end, under the lock: the same, as far as it can be done without waiting.
  void EmptyLog();

  // In a forked child: touches no file.
  void Abandon();

 private:
  struct Job;
  struct Subject;

  void Lead(std::chrono::steady_clock::time_point deadline);
  void WriteAll(const std::vector<Job*>& jobs);
  Result<void> WriteJobs(const std::vector<Job*>& jobs);
  Result<void> CheckDrafts(Job* job);
  Result<void> Alone(const std::function<Result<void>(Store&)>& work);
  // The receipt of a draft that is not written again; nothing if it is to be written.
  Result<std::optional<Receipt>> Existing(const Draft& draft,
                                          const std::optional<Subject>& subject);
  // Seals the draft's parts; `record` commits to each.
  Result<void> AddParts(const Draft& draft, const std::optional<Subject>& subject, Record* record);
  // Gives the hash of its leaf.
  Result<Hash> AddToTree(const Record& record);
  Result<void> EnsureOpen();
  // Whether the files are still those that were opened first. Where not, nothing of the trail is
  // used any more.
  Result<void> CheckPlace();
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

  // Only the leading thread uses these.
  std::shared_ptr<const DatabaseHold> hold_;  // of the store as it was opened first
  std::optional<Store> store_;                // none after a fault: opened again for the next turn
  MerkleFrontier frontier_;
  Signer active_;
  std::int64_t vault_changes_kept_ = 0;
};

}  // namespace bsup::core
