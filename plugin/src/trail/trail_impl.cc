#include "trail/trail_impl.h"

#include <utility>

#include "trail/store/sqlite_file.h"
#include "trail/write/foundation.h"
#include "trail/write/proven_erasure.h"

namespace bsup::core {
namespace {

Error TamperedFile(const std::string& where, std::string what) {
  return {Status::kTampered, where, std::move(what)};
}

// The end of the store fits its signed checkpoint, and both fit what the host remembers.
Result<void> CheckTail(Store* store, const TrailFiles& files, const VerifierKey& key,
                       const std::string& known_head) {
  BSUP_TRY(const HeadRow head, store->Head());
  const Result<Note> note = Note::Parse(head.note);
  if (!note) return TamperedFile(files.store, "its checkpoint cannot be read; run verify on it");
  const Result<Checkpoint> checkpoint = Checkpoint::Parse(note->text);
  BSUP_TRY(const std::uint64_t size, store->Size());
  BSUP_TRY(const Hash root, store->Root(size));
  if (!checkpoint || checkpoint->origin != key.name || !note->SignedBy(key) ||
      checkpoint->size != size || checkpoint->root != root) {
    return TamperedFile(
        files.store, "the end of the trail does not fit its signed checkpoint; run verify on it");
  }
  if (known_head.empty()) return {};
  BSUP_TRY(const Checkpoint known, CheckpointIn(known_head));
  if (known.origin != checkpoint->origin) {
    return TamperedFile(files.store, "forked: the known head belongs to another trail, " +
                                         known.origin + "; this one is " + checkpoint->origin);
  }
  if (known.size > size) {
    return TamperedFile(files.store,
                        "rolled back: the trail has " + std::to_string(size) +
                            " records, and its known head covers " + std::to_string(known.size) +
                            "; restore the newest copy, or begin a new trail from this one");
  }
  BSUP_TRY(const Hash then, store->Root(known.size));
  if (then != known.root) {
    return TamperedFile(files.store,
                        "forked: this is not the tree of its known head; run verify on it");
  }
  return {};
}

}  // namespace

Result<void> Trail::Impl::Writable() const {
  BSUP_TRY(lock->Usable());
  if (writer) return {};
  return Error(Status::kUsage, files.store,
               "this log has ended and can only be read; record in the trail that follows it");
}

Result<void> Trail::Impl::OpenFollower(KeyService* keys) {
  const std::string path(files.store.substr(0, files.store.size() - kBeforeSuffix.size()));
  BSUP_TRY(const bool there, FileIsThere(path, files.vfs));
  if (!there) return {};
  TrailFiles its = TrailFiles::At(path);
  its.vfs = files.vfs;
  TrailOptions options;
  options.wait = wait;
  BSUP_TRY(follower, Trail::Open(its, options, keys));
  return {};
}

Result<std::vector<Receipt>> Trail::Impl::AppendToFollower(std::vector<Draft> drafts) {
  BSUP_TRY(lock->Usable());
  for (const Draft& draft : drafts) {
    if (draft.kind != RecordKind::kRead && draft.kind != RecordKind::kExport) {
      BSUP_TRY(Writable());
    }
  }
  if (!follower) {
    return Error(Status::kNotFound, files.store,
                 "the trail that follows this log is not there, and who reads the log is on record "
                 "in it; put the two beside each other");
  }
  return follower->Append(std::move(drafts));
}

Error Trail::Impl::NoTrail() const {
  return {Status::kNotFound, files.store,
          "there is no trail here; give its path, or ask for it to be made"};
}

Result<void> Trail::Impl::OpenStore(const TrailOptions& options) {
  const OpenMode mode = files.ended      ? OpenMode::kReadOnly
                        : options.create ? OpenMode::kCreate
                                         : OpenMode::kReadWrite;
  BSUP_TRY(const bool there, FileIsThere(files.store, files.vfs));
  if (!there) {
    BSUP_TRY(CheckVaultIsNew(options));
  }
  BSUP_TRY(Store store, Store::Open(files.store, files.vfs, mode));
  BSUP_TRY(const bool is_made, store.IsMade());
  if (is_made) {
    BSUP_TRY(const std::string wrong, WhatIsWrongWithTables(&store.connection()));
    if (!wrong.empty()) return TamperedFile(files.store, wrong + "; run verify on it");
  }
  BSUP_TRY(CheckAgainstVault(&store, is_made));
  if (!is_made) {
    if (!options.create) return NoTrail();
    BSUP_TRY(CheckVaultIsNew(options));
    BSUP_TRY(const std::int64_t changes, vault->Changes());
    BSUP_TRY(MakeStore(&store, options.origin.empty() ? RandomOrigin() : options.origin,
                       vault->keys()->signing.back(), changes));
    made = true;
  }

  BSUP_TRY(const auto name, store.About("origin"));
  BSUP_TRY(const auto vkey, store.About("vkey"));
  if (!name || !vkey) {
    return TamperedFile(files.store, "it does not say its name; run verify on it");
  }
  origin = *name;
  if (!options.origin.empty() && options.origin != origin) {
    return Error(Status::kUsage, "origin",
                 "this trail is called " + origin + ", not " + options.origin);
  }
  if (files.ended) return OpenEnded(std::move(store), *vkey, options);
  std::optional<Signer> signer = Signer::Find(vault->keys(), origin, *vkey);
  if (!signer) return {};
  BSUP_TRY(CheckTail(&store, files, signer->key, options.known_head));
  BSUP_TRY(vault->Settle());
  BSUP_TRY(store.connection().Settle());
  if (vault->keys()->signing.size() > 1) {  // a change of keys was cut off
    BSUP_TRY(vault->DropSigningKeysBut(*signer->seed));
    signer = Signer::Find(vault->keys(), origin, *vkey);
  }
  BSUP_TRY(EraseAgain(&store));

  BSUP_TRY(Store for_reading, Store::Open(files.store, files.vfs, OpenMode::kReadOnly));
  StartReader(std::move(for_reading), signer->key);
  store.connection().AllowRowsOnly();
  writer = std::make_unique<Writer>(files, wait, lock.get());
  writer->Start(std::move(store), *std::move(signer));
  keyed_writer.emplace(&files, origin, vault.get(), reader.get(), writer.get());
  return {};
}

// Finds an old copy of the trail beside a newer vault, and a trail that has lost all its records: a
// vault has never seen more records than were durable.
Result<void> Trail::Impl::CheckAgainstVault(Store* store, bool is_made) const {
  if (files.ended) return {};
  BSUP_TRY(const std::uint64_t seen, vault->TrailSize());
  std::uint64_t records = 0;
  if (is_made) {
    BSUP_TRY(records, store->Size());
  }
  if (seen <= records) return {};
  return TamperedFile(files.store,
                      "rolled back: the vault has seen " + std::to_string(seen) +
                          " records, and the trail has " + std::to_string(records) +
                          "; restore the newest copy, or begin a new trail from this one");
}

// No trail is begun in the place of one that is gone.
Result<void> Trail::Impl::CheckVaultIsNew(const TrailOptions& options) const {
  if (options.follows) return {};
  BSUP_TRY(const std::uint64_t seen, vault->TrailSize());
  BSUP_TRY(const std::int64_t changes, vault->Changes());
  if (seen == 0 && changes == 0) return {};
  return TamperedFile(
      files.store,
      "its vault is here, and the trail that it served is gone; put the trail back, "
      "or restore a backup. To begin a new trail, choose another name");
}

// Its own key is gone, so nothing is signed with it again; what it signed still holds.
Result<void> Trail::Impl::OpenEnded(Store store, const std::string& vkey,
                                    const TrailOptions& options) {
  Result<VerifierKey> key = VerifierKey::Parse(vkey);
  if (!key) return TamperedFile(files.store, "it does not say its key; run verify on it");
  BSUP_TRY(CheckTail(&store, files, *key, options.known_head));
  StartReader(std::move(store), *key);
  ended_key = *std::move(key);
  return {};
}

void Trail::Impl::StartReader(Store store, VerifierKey key) {
  store.connection().AllowRowsOnly();
  reader =
      std::make_unique<Reader>(std::move(store), lock.get(), vault.get(), origin, std::move(key));
}

// What has been erased stays erased, whichever vault was put back and wherever an erasure was cut
// off.
Result<void> Trail::Impl::EraseAgain(Store* store) {
  BSUP_TRY(const std::int64_t seen, store->VaultChanges());
  BSUP_TRY(const std::int64_t changes, vault->Changes());
  old_vault = changes < seen;

  BSUP_TRY(const auto erased, store->ErasedRows());
  for (const ErasedRow& row : erased) {
    BSUP_TRY(const bool there, vault->Has(row.key));
    if (!there) continue;
    BSUP_TRY(ProveErasure(store, row, files.store));
    BSUP_TRY(vault->DestroyPerson(row.key));
  }
  return {};
}

}  // namespace bsup::core
