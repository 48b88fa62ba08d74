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
#include "trail/read/around.h"
#include "trail/read/pages.h"
#include "trail/store/lock.h"
#include "trail/store/store.h"

namespace bsup::core {

// trail.h says what its calls do.
class Reader {
 public:
  // `lock` and `vault` outlive it.
  Reader(Store store, const TrailLock* lock, Vault* vault, std::string origin)
      : lock_(lock), vault_(vault), origin_(std::move(origin)), store_(std::move(store)) {}

  Result<RecordPage> Read(const ReadFilter& filter, std::size_t limit);
  Result<OpenedRecord> ReadOne(std::uint64_t sequence);
  Result<RecordAround> ReadAround(std::uint64_t sequence);
  Result<AroundPage> ReadAround(const ReadFilter& filter, std::size_t limit);
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

  // What to look for; nothing where the filter names a person that the trail does not know.
  Result<std::optional<RecordRange>> RangeOf(const ReadFilter& filter, std::size_t limit) const;
  [[nodiscard]] RecordOpener Opener() const { return {vault_, origin_}; }
  [[nodiscard]] Result<std::vector<OpenedRecord>> OpenAll(std::vector<SealedRecord> sealed) const;

  const TrailLock* lock_;
  Vault* vault_;
  const std::string origin_;
  Dictionaries dictionaries_;
  std::mutex mutex_;  // over the store
  Store store_;
};

}  // namespace bsup::core
