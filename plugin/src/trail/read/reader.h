// Reads a trail: records with their parts opened, documents, and proofs. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "trail/keys/dictionaries.h"
#include "trail/keys/sealed_record.h"
#include "trail/keys/vault.h"
#include "trail/log/draft.h"
#include "trail/log/note.h"
#include "trail/log/proven_tree.h"
#include "trail/read/around.h"
#include "trail/read/checked_rows.h"
#include "trail/read/pages.h"
#include "trail/store/lock.h"
#include "trail/store/store.h"

namespace bsup::core {

// trail.h says what its calls do.
class Reader {
 public:
  // `lock` and `vault` outlive it.
  // `key` signs the head; where it is changed, the next is one that the vault holds.
  Reader(Store store, const TrailLock* lock, Vault* vault, std::string origin, VerifierKey key)
      : lock_(lock),
        vault_(vault),
        origin_(std::move(origin)),
        store_(std::move(store)),
        key_(std::move(key)) {}

  Result<RecordPage> Read(const ReadFilter& filter, std::size_t limit);
  Result<OpenedRecord> ReadOne(std::uint64_t sequence);
  Result<RecordAround> ReadAround(std::uint64_t sequence);
  Result<AroundPage> ReadAround(const ReadFilter& filter, std::size_t limit, Around what);
  Result<std::vector<OpenedRecord>> PolicyRecords(const Hash& document);
  Result<bool> HasDocument(const Hash& digest);
  Result<std::optional<std::string>> ReadDocument(const Hash& digest);
  // What texts about the document are packed with. Null where the trail does not have it.
  Result<std::shared_ptr<const Dictionary>> DictionaryOf(const Hash& digest);
  std::shared_ptr<const Dictionary> DictionaryOf(const Document& document);

  Result<std::string> Head();
  Result<std::uint64_t> Size();
  Result<std::string> Leaf(std::uint64_t sequence);
  Result<std::string> Prove(std::uint64_t sequence);
  Result<std::vector<Hash>> ProveConsistency(std::uint64_t from);

  // What the trail says of itself under this name.
  Result<std::optional<std::string>> About(std::string_view name);

  // This process has signed it, so its signature need not be checked.
  void Believe(const std::string& head);

  // In a forked child: touches no file.
  void Abandon() { store_.connection().Abandon(); }

 private:
  // Gives what `read(store)`, a Result, gives within one snapshot of the store.
  template <class Read>
  std::invoke_result_t<const Read&, Store&> Reading(const Read& read) {
    BSUP_TRY(lock_->Usable());
    const std::lock_guard guard(mutex_);
    BSUP_TRY(store_.BeginRead());
    // The snapshot ends however the reading ends.
    struct End {
      Store* store;
      ~End() { store->Rollback(); }
    } const end{&store_};
    return read(store_);
  }

  // The same with the tree of the signed head, against which each record is checked that is read.
  // `read(from)`, a Snapshot.
  template <class Read>
  std::invoke_result_t<const Read&, const Snapshot&> ReadingProven(const Read& read) {
    for (int tries = 0;; ++tries) {
      bool known = true;
      auto result =
          Reading([&](Store& store) -> std::invoke_result_t<const Read&, const Snapshot&> {
            BSUP_TRY(known, ProveHead());
            if (!known) return NotSigned();
            ProvenTree tree(head_, store.Nodes());
            return read({&store, &tree, &dictionaries_});
          });
      if (known || tries == kMostKeyChanges) return result;
      BSUP_TRY(vault_->Refresh());  // may ask the key service, so outside the snapshot
    }
  }

  // Another process may change the keys between two tries; not for ever.
  static constexpr int kMostKeyChanges = 8;

  // Within a snapshot: makes head_ its head. False where it is signed by a key that the vault may
  // have received since it was read.
  Result<bool> ProveHead();
  static Error NotSigned();

  // What to look for; nothing where the filter names a person that the trail does not know.
  Result<std::optional<RecordRange>> RangeOf(const ReadFilter& filter, std::size_t limit) const;
  [[nodiscard]] RecordOpener Opener() const { return {vault_, origin_}; }
  [[nodiscard]] Result<std::vector<OpenedRecord>> OpenAll(std::vector<SealedRecord> sealed) const;

  const TrailLock* lock_;
  Vault* vault_;
  const std::string origin_;
  Dictionaries dictionaries_;
  std::mutex mutex_;  // over what follows
  Store store_;
  VerifierKey key_;
  std::string proven_;    // the newest note of which the signature was good
  std::string believed_;  // that this process has signed
  Checkpoint head_;       // in it
  CheckedRows rows_;
};

}  // namespace bsup::core
