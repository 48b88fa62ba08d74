#include "trail/trail.h"

#include <new>
#include <utility>

#include "trail/read/export.h"
#include "trail/store/sqlite_file.h"
#include "trail/trail_impl.h"
#include "trail/write/backup.h"
#include "trail/write/cosign.h"
#include "trail/write/foundation.h"

namespace bsup::core {
namespace {

// Another process may change the keys between two tries; not for ever.
constexpr int kMostTries = 8;

}  // namespace

Result<std::unique_ptr<Trail>> Trail::Open(const TrailFiles& files, const TrailOptions& options,
                                           KeyService* keys) {
  auto impl = std::make_unique<Impl>();
  impl->files = files;
  impl->wait = options.wait;
  BSUP_TRY(CheckOrigin(options.origin));
  BSUP_TRY(CheckFiles(files));
  BSUP_TRY(const bool there, FileIsThere(files.store, files.vfs));
  if (!there && (!options.create || files.ended)) return impl->NoTrail();

  BSUP_TRY(impl->lock, TrailLock::Open(files.lock));
  // The vault calls the host, which must not happen under the lock.
  BSUP_TRY(MakeVault(files, options.create, options.wait, impl->lock.get(), keys));
  BSUP_TRY(impl->vault, Vault::Open(files.vault, files.vfs, OpenMode::kReadWrite, keys));

  for (int tries = 0; !impl->reader; ++tries) {
    {
      BSUP_TRY(const TrailLock::Held held, impl->lock->Acquire(options.wait));
      BSUP_TRY(impl->OpenStore(options));
    }
    if (impl->reader) break;
    // Another process has changed the signing key since the vault was read.
    if (tries == kMostTries) {
      return Error(Status::kKeyRefused, files.vault,
                   "the vault does not hold the key that signs this trail; put its own vault back");
    }
    BSUP_TRY(impl->vault->Refresh());
  }
  std::unique_ptr<Trail> trail(new Trail(std::move(impl)));
  // An erasure that was cut off goes on. If it cannot be finished now, FinishErasures says so.
  if (files.ended) {
    BSUP_TRY(trail->impl_->OpenFollower(keys));
    return trail;
  }
  BSUP_TRY(const auto erasing, trail->impl_->vault->ErasingSince());
  if (erasing) static_cast<void>(trail->FinishErasures());
  return trail;
}

Trail::Trail(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Trail::~Trail() {
  if (impl_->lock->forked()) {
    if (impl_->writer) impl_->writer->Abandon();
    impl_->reader->Abandon();
    impl_->vault->Abandon();
    return;
  }
  const auto close = [&] {
    impl_->writer.reset();
    impl_->reader.reset();
    impl_->vault.reset();
  };
  try {
    // A holder that keeps the lock for longer than the wait does not keep this process from ending.
    const auto held = impl_->lock->Acquire(impl_->wait);
    if (held && impl_->writer) {
      impl_->writer->EmptyLog();
      impl_->vault->EmptyLog();
    }
    close();
  } catch (const std::bad_alloc&) {
    close();
  }
}

VerifierKey Trail::key() const {
  return impl_->ended_key ? *impl_->ended_key : impl_->writer->signer().key;
}
const std::string& Trail::origin() const { return impl_->origin; }
bool Trail::made() const { return impl_->made; }
bool Trail::old_vault() const { return impl_->old_vault; }

Result<RecordPage> Trail::Read(const ReadFilter& filter, std::size_t limit) {
  return impl_->reader->Read(filter, limit);
}

Result<OpenedRecord> Trail::ReadOne(std::uint64_t sequence) {
  return impl_->reader->ReadOne(sequence);
}

Result<RecordAround> Trail::ReadAround(std::uint64_t sequence) {
  return impl_->reader->ReadAround(sequence);
}

Result<AroundPage> Trail::ReadAround(const ReadFilter& filter, std::size_t limit, Around what) {
  return impl_->reader->ReadAround(filter, limit, what);
}

Result<std::vector<OpenedRecord>> Trail::PolicyRecords(const Hash& document) {
  return impl_->reader->PolicyRecords(document);
}

Result<bool> Trail::HasDocument(const Hash& digest) { return impl_->reader->HasDocument(digest); }

Result<std::optional<std::string>> Trail::ReadDocument(const Hash& digest) {
  return impl_->reader->ReadDocument(digest);
}

Result<std::string> Trail::Head() { return impl_->reader->Head(); }

Result<std::uint64_t> Trail::Size() { return impl_->reader->Size(); }

Result<std::string> Trail::Leaf(std::uint64_t sequence) { return impl_->reader->Leaf(sequence); }

Result<std::string> Trail::Prove(std::uint64_t sequence) { return impl_->reader->Prove(sequence); }

Result<std::vector<Hash>> Trail::ProveConsistency(std::uint64_t from) {
  return impl_->reader->ProveConsistency(from);
}

Result<void> Trail::Export(const std::string& folder,
                           const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  BSUP_TRY(impl_->lock->Usable());
  return ExportLog(impl_->files, folder, progress);
}

Result<void> Trail::CheckExport(const std::string& folder) {
  BSUP_TRY(impl_->lock->Usable());
  return core::CheckExport(impl_->files, folder);
}

Result<std::vector<Receipt>> Trail::Append(std::vector<Draft> drafts) {
  if (!impl_->writer) return impl_->AppendToFollower(std::move(drafts));
  BSUP_TRY(impl_->Writable());
  auto receipts = impl_->keyed_writer->Append(std::move(drafts));
  if (receipts && !receipts->empty()) impl_->reader->Believe(receipts->back().checkpoint);
  return receipts;
}

Result<void> Trail::AddCosignature(std::string_view note, const VerifierKey& witness) {
  BSUP_TRY(impl_->Writable());
  return core::AddCosignature(impl_->writer.get(), impl_->origin, note, witness);
}

Result<void> Trail::Backup(const std::string& path) {
  BSUP_TRY(impl_->Writable());
  return impl_->writer->Exclusively(
      [&](Store& store) { return BackUp(&store, impl_->vault.get(), path, impl_->files.vfs); });
}

Result<Erased> Trail::Erase(const std::string& person, const Draft& draft) {
  // One vault for both: who is erased from the log that follows is erased from this one.
  if (impl_->follower) return impl_->follower->Erase(person, draft);
  BSUP_TRY(impl_->Writable());
  return impl_->keyed_writer->Erase(person, draft);
}

Result<ErasureStatus> Trail::FinishErasures() {
  BSUP_TRY(impl_->Writable());
  return impl_->keyed_writer->FinishErasures();
}

Result<Receipt> Trail::Rotate(
    const Draft& draft,
    const std::function<std::string(const VerifierKey& was, const VerifierKey& is)>& words) {
  BSUP_TRY(impl_->Writable());
  return impl_->keyed_writer->Rotate(draft, words);
}

}  // namespace bsup::core
