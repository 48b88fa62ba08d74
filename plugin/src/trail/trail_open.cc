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
Result<bool> MakeStore(Store* store, const std::string& origin, const Secret& seed,
                       std::int64_t vault_changes) {
  const VerifierKey key = VerifierKeyOf(origin, KeyType::kEd25519, seed);
  Note note;
  note.text = Checkpoint{origin, 0, EmptyRoot()}.ToString();
  note.signatures.push_back(Sign(note.text, key, seed));
  const auto make = [&]() -> Result<bool> {
    if (auto done = store->BeginWrite(); !done) return done;
    if (auto done = store->MakeSchema(); !done) return done;
    if (auto done = store->SetAbout("origin", origin); !done) return done;
    if (auto done = store->SetAbout("vkey", key.ToString()); !done) return done;
    if (auto done = store->SetAbout("vault_changes", std::to_string(vault_changes)); !done) {
      return done;
    }
    if (auto done = store->SetHead(0, note.ToString()); !done) return done;
    return store->Commit();
  };
  Result<bool> made = make();
  if (!made) store->Rollback();
  return made;
}

Result<bool> StoreIsMade(const TrailFiles& files) {
  const Result<bool> there = FileIsThere(files.store, files.vfs);
  if (!there || !*there) return there;
  Result<Store> store = Store::Open(files.store, files.vfs, OpenMode::kReadWrite);
  if (!store) return std::move(store).error();
  return store->IsMade();
}

// A vault where there is none, for a trail that is to be made.
Result<bool> MakeVault(const TrailFiles& files, const TrailOptions& options, TrailLock* lock,
                       KeyService* keys) {
  const Result<bool> vault_made = Vault::IsMade(files.vault, files.vfs);
  if (!vault_made || *vault_made) return vault_made;
  const Result<bool> store_made = StoreIsMade(files);
  if (!store_made) return store_made;
  if (*store_made || !options.create) {
    return Error(Status::kKeyRefused, files.vault,
                 "the trail is there and its vault is not; put the vault back");
  }
  const Result<NewVault> fresh = Vault::PrepareVault(keys);
  if (!fresh) return fresh.error();
  const auto held = lock->Acquire(options.wait);
  if (!held) return held.error();
  return Vault::Make(files.vault, files.vfs, *fresh);
}

// That the end of the store fits its signed checkpoint, and both fit what the host remembers.
Result<bool> CheckTail(Store* store, const TrailFiles& files, const VerifierKey& key,
                       const std::string& known_head) {
  const Result<HeadRow> head = store->Head();
  if (!head) return head.error();
  const Result<Note> note = Note::Parse(head->note);
  if (!note) return TamperedFile(files.store, "its checkpoint cannot be read; run verify on it");
  const Result<Checkpoint> checkpoint = Checkpoint::Parse(note->text);
  const Result<std::uint64_t> size = store->Size();
  if (!size) return size.error();
  const Result<Hash> root = store->Root(*size);
  if (!root) return root.error();
  if (!checkpoint || checkpoint->origin != key.name || !note->SignedBy(key) ||
      checkpoint->size != *size || checkpoint->root != *root) {
    return TamperedFile(
        files.store, "the end of the trail does not fit its signed checkpoint; run verify on it");
  }
  if (known_head.empty()) return true;
  const Result<Checkpoint> known = CheckpointIn(known_head);
  if (!known) return known.error();
  if (known->origin != checkpoint->origin) {
    return TamperedFile(files.store, "forked: the known head is that of another trail, " +
                                         known->origin + "; this one is " + checkpoint->origin);
  }
  if (known->size > *size) {
    return TamperedFile(files.store,
                        "rolled back: the trail has " + std::to_string(*size) +
                            " records, and its known head covers " + std::to_string(known->size) +
                            "; restore the newest copy, or begin a new trail from this one");
  }
  const Result<Hash> then = store->Root(known->size);
  if (!then) return then.error();
  if (*then != known->root) {
    return TamperedFile(files.store,
                        "forked: this is not the tree of its known head; run verify on it");
  }
  return true;
}

}  // namespace

Result<bool> CheckOrigin(const std::string& origin) {
  if (origin.empty() || IsKeyName(origin)) return true;
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
  if (auto sound = CheckOrigin(options.origin); !sound) return std::move(sound).error();
  const Result<bool> there = FileIsThere(files.store, files.vfs);
  if (!there) return there.error();
  if (!*there && (!options.create || files.ended)) return NoTrail(files);

  Result<std::unique_ptr<TrailLock>> lock = TrailLock::Open(files.lock);
  if (!lock) return std::move(lock).error();
  impl->lock = *std::move(lock);
  // The vault calls the host, which must not happen under the lock.
  if (auto made = MakeVault(files, options, impl->lock.get(), keys); !made) {
    return std::move(made).error();
  }
  Result<std::unique_ptr<Vault>> vault =
      Vault::Open(files.vault, files.vfs, OpenMode::kReadWrite, keys);
  if (!vault) return std::move(vault).error();
  impl->vault = *std::move(vault);

  for (int tries = 0; !impl->reader; ++tries) {
    {
      const auto held = impl->lock->Acquire(options.wait);
      if (!held) return held.error();
      if (auto opened = impl->OpenStore(options); !opened) return std::move(opened).error();
    }
    if (impl->reader) break;
    // Another process has changed the signing key since the vault was read.
    if (tries == kMostTries) {
      return Error(Status::kKeyRefused, files.vault,
                   "the vault does not hold the key that signs this trail; put its own vault back");
    }
    if (auto refreshed = impl->vault->Refresh(); !refreshed) return std::move(refreshed).error();
  }
  std::unique_ptr<Trail> trail(new Trail(std::move(impl)));
  // An erasure that was cut off goes on. Whoever cannot finish it now is told by FinishErasures.
  if (files.ended) return trail;
  const Result<bool> erasing = trail->impl_->vault->IsErasing();
  if (!erasing) return erasing.error();
  if (*erasing) static_cast<void>(trail->FinishErasures());
  return trail;
}

Result<bool> Trail::Impl::OpenStore(const TrailOptions& options) {
  const OpenMode mode = files.ended      ? OpenMode::kReadOnly
                        : options.create ? OpenMode::kCreate
                                         : OpenMode::kReadWrite;
  Result<Store> store = Store::Open(files.store, files.vfs, mode);
  if (!store) return std::move(store).error();
  const Result<bool> is_made = store->IsMade();
  if (!is_made) return is_made;
  if (auto sound = CheckAgainstVault(&*store, *is_made); !sound) return sound;
  if (!*is_made) {
    if (!options.create) return NoTrail(files);
    const Result<std::int64_t> changes = vault->Changes();
    if (!changes) return changes.error();
    const auto done = MakeStore(&*store, options.origin.empty() ? RandomOrigin() : options.origin,
                                vault->keys()->signing.back(), *changes);
    if (!done) return done;
    made = true;
  }

  const auto name = store->About("origin");
  if (!name) return name.error();
  const auto vkey = store->About("vkey");
  if (!vkey) return vkey.error();
  if (!*name || !*vkey) {
    return TamperedFile(files.store, "it does not say its name; run verify on it");
  }
  origin = **name;
  if (!options.origin.empty() && options.origin != origin) {
    return Error(Status::kUsage, "origin",
                 "this trail is called " + origin + ", not " + options.origin);
  }
  if (files.ended) return OpenEnded(*std::move(store), **vkey, options);
  std::optional<Signer> signer = Signer::Find(vault->keys(), origin, **vkey);
  if (!signer) return true;
  if (auto sound = CheckTail(&*store, files, signer->key, options.known_head); !sound) return sound;
  if (vault->keys()->signing.size() > 1) {  // a change of keys was cut off
    if (auto dropped = vault->DropSigningKeysBut(*signer->seed); !dropped) return dropped;
    signer = Signer::Find(vault->keys(), origin, **vkey);
  }
  if (auto erased = EraseAgain(&*store); !erased) return erased;

  Result<Store> for_reading = Store::Open(files.store, files.vfs, OpenMode::kReadOnly);
  if (!for_reading) return std::move(for_reading).error();
  for_reading->connection().Seal();
  reader = *std::move(for_reading);
  store->connection().Seal();
  writer = std::make_unique<Writer>(files, wait, lock.get());
  writer->Start(*std::move(store), *std::move(signer));
  return true;
}

// An old copy of the trail beside the vault of today is found out, and one that has lost all that
// it had: a vault has never seen more records than were durable.
Result<bool> Trail::Impl::CheckAgainstVault(Store* store, bool is_made) const {
  if (files.ended) return true;
  const Result<std::uint64_t> seen = vault->TrailSize();
  if (!seen) return seen.error();
  std::uint64_t records = 0;
  if (is_made) {
    const Result<std::uint64_t> size = store->Size();
    if (!size) return size.error();
    records = *size;
  }
  if (*seen <= records) return true;
  return TamperedFile(files.store,
                      "rolled back: the vault has seen " + std::to_string(*seen) +
                          " records, and the trail has " + std::to_string(records) +
                          "; restore the newest copy, or begin a new trail from this one");
}

// Its own key is gone, so that nothing is ever signed with it again; what it signed still holds.
Result<bool> Trail::Impl::OpenEnded(Store store, const std::string& vkey,
                                    const TrailOptions& options) {
  Result<VerifierKey> key = VerifierKey::Parse(vkey);
  if (!key) return TamperedFile(files.store, "it does not say its key; run verify on it");
  if (auto sound = CheckTail(&store, files, *key, options.known_head); !sound) return sound;
  store.connection().Seal();
  reader = std::move(store);
  ended_key = *std::move(key);
  return true;
}

// What has been erased stays so, whatever vault was put back, and wherever an erasure was cut off.
Result<bool> Trail::Impl::EraseAgain(Store* store) {
  const auto seen = store->About("vault_changes");
  if (!seen) return seen.error();
  const Result<std::int64_t> changes = vault->Changes();
  if (!changes) return changes.error();
  std::int64_t newest = 0;
  if (*seen) std::from_chars((*seen)->data(), (*seen)->data() + (*seen)->size(), newest);
  old_vault = *changes < newest;

  const auto erased = store->ErasedRows();
  if (!erased) return erased.error();
  for (const ErasedRow& row : *erased) {
    const Result<bool> there = vault->Has(row.key);
    if (!there) return there;
    if (!*there) continue;
    if (auto destroyed = vault->DestroyPerson(row.key); !destroyed) return destroyed;
  }
  return true;
}

}  // namespace bsup::core
