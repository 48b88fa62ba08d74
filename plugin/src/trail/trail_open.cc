// The way in: what has to be there and in order before anything is read or written.
#include <algorithm>
#include <charconv>
#include <utility>

#include "trail/store/sqlite_file.h"
#include "trail/trail.h"
#include "trail/trail_impl.h"

namespace bsup::core {
namespace {

Error NoTrail(const TrailFiles& files) {
  return {Status::kNotFound, files.store,
          "there is no trail here; give its path, or ask for it to be made"};
}

// A random name for a trail that is given none. Nobody else's key is called so.
std::string RandomOrigin() {
  const Secret random = Secret::Random();
  return "blended-supervision/" + Hex(random.bytes().substr(0, 8));
}

Error TamperedFile(const std::string& where, std::string what) {
  return {Status::kTampered, where, std::move(what)};
}

// The first state of a store: tables, names, an empty tree.
Result<void> MakeStore(Store* store, const std::string& origin, const Secret& seed,
                       std::int64_t vault_changes) {
  const VerifierKey key = VerifierKeyOf(origin, KeyType::kEd25519, seed);
  Note note;
  note.text = Checkpoint{origin, 0, EmptyRoot()}.ToString();
  note.signatures.push_back(Sign(note.text, key, seed));
  const auto make = [&]() -> Result<void> {
    BSUP_TRY(store->BeginWrite());
    BSUP_TRY(store->MakeSchema());
    BSUP_TRY(store->SetAbout("origin", origin));
    BSUP_TRY(store->SetAbout("vkey", key.ToString()));
    BSUP_TRY(store->SetAbout("vault_changes", std::to_string(vault_changes)));
    BSUP_TRY(store->SetHead(0, note.ToString()));
    return store->Commit();
  };
  Result<void> made = make();
  if (!made) store->Rollback();
  return made;
}

Result<bool> StoreIsMade(const TrailFiles& files) {
  BSUP_TRY(const bool there, FileIsThere(files.store, files.vfs));
  if (!there) return false;
  BSUP_TRY(Store store, Store::Open(files.store, files.vfs, OpenMode::kReadWrite));
  return store.IsMade();
}

// A vault where there is none, for a trail that is to be made.
Result<void> MakeVault(const TrailFiles& files, const TrailOptions& options, TrailLock* lock,
                       KeyService* keys) {
  BSUP_TRY(const bool vault_made, Vault::IsMade(files.vault, files.vfs));
  if (vault_made) return {};
  BSUP_TRY(const bool store_made, StoreIsMade(files));
  if (store_made || !options.create) {
    return Error(Status::kKeyRefused, files.vault,
                 "the trail is there and its vault is not; put the vault back");
  }
  BSUP_TRY(const NewVault fresh, Vault::PrepareVault(keys));
  BSUP_TRY(const TrailLock::Held held, lock->Acquire(options.wait));
  return Vault::Make(files.vault, files.vfs, fresh);
}

// That the end of the store fits its signed checkpoint, and both fit what the host remembers.
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
    return TamperedFile(files.store, "forked: the known head is that of another trail, " +
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

Result<void> CheckOrigin(const std::string& origin) {
  if (origin.empty() || IsKeyName(origin)) return {};
  return Error(Status::kUsage, "origin",
               "\"" + origin +
                   "\" cannot name a trail; give a name without spaces and plus signs, such as "
                   "kent.probation.example/trail");
}

Result<std::unique_ptr<Trail>> Trail::Open(const TrailFiles& files, const TrailOptions& options,
                                           KeyService* keys) {
  auto impl = std::make_unique<Impl>();
  impl->files = files;
  impl->wait = options.wait;
  BSUP_TRY(CheckOrigin(options.origin));
  BSUP_TRY(const bool there, FileIsThere(files.store, files.vfs));
  if (!there && (!options.create || files.ended)) return NoTrail(files);

  BSUP_TRY(std::unique_ptr<TrailLock> lock, TrailLock::Open(files.lock));
  impl->lock = std::move(lock);
  // The vault calls the host, which must not happen under the lock.
  BSUP_TRY(MakeVault(files, options, impl->lock.get(), keys));
  BSUP_TRY(std::unique_ptr<Vault> vault,
           Vault::Open(files.vault, files.vfs, OpenMode::kReadWrite, keys));
  impl->vault = std::move(vault);

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
  // An erasure that was cut off goes on. FinishErasures says what cannot be finished now.
  if (files.ended) return trail;
  BSUP_TRY(const bool erasing, trail->impl_->vault->IsErasing());
  if (erasing) static_cast<void>(trail->FinishErasures());
  return trail;
}

Result<void> Trail::Impl::OpenStore(const TrailOptions& options) {
  const OpenMode mode = files.ended      ? OpenMode::kReadOnly
                        : options.create ? OpenMode::kCreate
                                         : OpenMode::kReadWrite;
  BSUP_TRY(Store store, Store::Open(files.store, files.vfs, mode));
  BSUP_TRY(const bool is_made, store.IsMade());
  BSUP_TRY(CheckAgainstVault(&store, is_made));
  if (!is_made) {
    if (!options.create) return NoTrail(files);
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
  if (vault->keys()->signing.size() > 1) {  // a change of keys was cut off
    BSUP_TRY(vault->DropSigningKeysBut(*signer->seed));
    signer = Signer::Find(vault->keys(), origin, *vkey);
  }
  BSUP_TRY(EraseAgain(&store));

  BSUP_TRY(Store for_reading, Store::Open(files.store, files.vfs, OpenMode::kReadOnly));
  for_reading.connection().Seal();
  reader = std::move(for_reading);
  store.connection().Seal();
  writer = std::make_unique<Writer>(files, wait, lock.get());
  writer->Start(std::move(store), *std::move(signer));
  return {};
}

// An old copy of the trail beside the vault of today is found out, and one that has lost all that
// it had: a vault has never seen more records than were durable.
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

// Its own key is gone, so that nothing is ever signed with it again; what it signed still holds.
Result<void> Trail::Impl::OpenEnded(Store store, const std::string& vkey,
                                    const TrailOptions& options) {
  Result<VerifierKey> key = VerifierKey::Parse(vkey);
  if (!key) return TamperedFile(files.store, "it does not say its key; run verify on it");
  BSUP_TRY(CheckTail(&store, files, *key, options.known_head));
  store.connection().Seal();
  reader = std::move(store);
  ended_key = *std::move(key);
  return {};
}

// What has been erased stays so, whatever vault was put back, and wherever an erasure was cut off.
Result<void> Trail::Impl::EraseAgain(Store* store) {
  BSUP_TRY(const auto seen, store->About("vault_changes"));
  BSUP_TRY(const std::int64_t changes, vault->Changes());
  std::int64_t newest = 0;
  if (seen) std::from_chars(seen->data(), seen->data() + seen->size(), newest);
  old_vault = changes < newest;

  BSUP_TRY(const auto erased, store->ErasedRows());
  for (const ErasedRow& row : erased) {
    BSUP_TRY(const bool there, vault->Has(row.key));
    if (!there) continue;
    BSUP_TRY(vault->DestroyPerson(row.key));
  }
  return {};
}

}  // namespace bsup::core
