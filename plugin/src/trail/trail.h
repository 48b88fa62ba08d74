// The trail: an append-only log in one SQLite file, with its vault and its lock beside it. It keeps
// bytes and knows nothing of policy. See plugin/docs/trail_format.md.
//
// Open, then Append and Read from any number of threads; destroying it closes the files. In a child
// forked after Open every call fails, and destroying it touches nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trail/keys/key_service.h"
#include "trail/log/draft.h"
#include "trail/log/note.h"
#include "trail/read/around.h"
#include "trail/read/pages.h"
#include "trail/store/trail_files.h"
#include "trail/write/erased.h"

namespace bsup::core {

struct TrailOptions {
  bool create = false;                   // make it if there is none
  std::string origin;                    // of a trail that is made; empty: a random one
  std::chrono::milliseconds wait{5000};  // for the lock
  bool follows = false;    // with `create`: a log beside the vault of one that has ended
  std::string known_head;  // the newest checkpoint kept elsewhere, a signed note; empty: none
};

class Trail {
 public:
  // `keys` outlives the trail. Opening mends what a crash has cut off; what cannot be mended is an
  // error. kNotFound, kBusy, kStorage, kKeyRefused, kTampered (rolled back or forked against
  // `known_head`, or the tail does not fit its checkpoint).
  static Result<std::unique_ptr<Trail>> Open(const TrailFiles& files, const TrailOptions& options,
                                             KeyService* keys);
  ~Trail();
  Trail(const Trail&) = delete;
  Trail& operator=(const Trail&) = delete;

  // All of them in one commit, in order, durable on return; or none. A receipt for each.
  Result<std::vector<Receipt>> Append(std::vector<Draft> drafts);

  // The newest checkpoint, a signed note, with the cosignatures there are for it.
  Result<std::string> Head();
  [[nodiscard]] VerifierKey key() const;  // of the checkpoints
  [[nodiscard]] const std::string& origin() const;
  [[nodiscard]] bool made() const;  // by this Open
  // Whether the vault is older than the one that the trail has seen: an old one was put back.
  [[nodiscard]] bool old_vault() const;

  // At most `limit` records (1 to kMostPage), in order of sequence.
  static constexpr std::size_t kMostPage = kMostRecordsOfPage;
  Result<RecordPage> Read(const ReadFilter& filter, std::size_t limit);
  // One record; kNotFound past the end.
  Result<OpenedRecord> ReadOne(std::uint64_t sequence);
  // With what is around it, as of one moment; kNotFound past the end.
  Result<RecordAround> ReadAround(std::uint64_t sequence);
  Result<AroundPage> ReadAround(const ReadFilter& filter, std::size_t limit,
                                Around what = Around::kAll);
  // The POLICY records about this document, in order.
  Result<std::vector<OpenedRecord>> PolicyRecords(const Hash& document);
  Result<bool> HasDocument(const Hash& digest);
  // Nothing if it is not kept.
  Result<std::optional<std::string>> ReadDocument(const Hash& digest);

  // How many records there are.
  Result<std::uint64_t> Size();
  // The record as it is hashed; kNotFound past the end.
  Result<std::string> Leaf(std::uint64_t sequence);
  // c2sp.org/tlog-proof@v1 against the newest checkpoint.
  Result<std::string> Prove(std::uint64_t sequence);
  // RFC 6962 consistency proof from a tree of `from` records to the newest checkpoint.
  Result<std::vector<Hash>> ProveConsistency(std::uint64_t from);

  // See ExportLog.
  Result<void> Export(const std::string& folder,
                      const std::function<void(std::uint64_t, std::uint64_t)>& progress);
  Result<void> CheckExport(const std::string& folder);

  // Keeps a checkpoint of this tree, or of one that it grew from, signed by `witness`.
  Result<void> AddCosignature(std::string_view note, const VerifierKey& witness);

  // A copy of store and vault, in DELETE journal mode: `path` and `path.vault`, mode 0600; neither
  // may exist yet.
  Result<void> Backup(const std::string& path);

  // Erases a person: `draft` is the ERASURE, without its document. kNotFound if the trail does not
  // know the person.
  Result<Erased> Erase(const std::string& person, const Draft& draft);
  // Asks the key service again about past epochs.
  Result<ErasureStatus> FinishErasures();

  // Begins a new signing key and a new epoch. `draft` is the KEY record; `words` gives its trail
  // part once the keys are known. Both keys sign the new head.
  Result<Receipt> Rotate(
      const Draft& draft,
      const std::function<std::string(const VerifierKey& was, const VerifierKey& is)>& words);

 private:
  struct Impl;
  explicit Trail(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace bsup::core
