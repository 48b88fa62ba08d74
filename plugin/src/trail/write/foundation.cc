#include "trail/write/foundation.h"

#include "trail/keys/vault.h"
#include "trail/log/merkle.h"
#include "trail/log/note.h"
#include "trail/seal/hash.h"
#include "trail/store/sqlite_file.h"

namespace bsup::core {
namespace {

Result<bool> StoreIsMade(const TrailFiles& files) {
  BSUP_TRY(const bool there, FileIsThere(files.store, files.vfs));
  if (!there) return false;
  BSUP_TRY(Store store, Store::Open(files.store, files.vfs, OpenMode::kReadWrite));
  return store.IsMade();
}

}  // namespace

Result<void> CheckOrigin(const std::string& origin) {
  if (origin.empty() || IsKeyName(origin)) return {};
  return Error(Status::kUsage, "origin",
               "\"" + origin +
                   "\" cannot name a trail; give a name without spaces and plus signs, such as "
                   "kent.probation.example/trail");
}

Result<void> CheckFiles(const TrailFiles& files) {
  if (files.store.empty()) {
    return Error(Status::kUsage, "path", "it is empty; name the trail's file");
  }
  if (files.vfs != nullptr) return {};
  BSUP_TRY(CheckIsOwnFile(files.store));
  return CheckIsOwnFile(files.vault);
}

std::string RandomOrigin() {
  const Secret random = Secret::Random();
  return "blended-supervision/" + Hex(random.bytes().substr(0, 8));
}

Result<void> MakeVault(const TrailFiles& files, bool create, std::chrono::milliseconds wait,
                       TrailLock* lock, KeyService* keys) {
  BSUP_TRY(const bool vault_made, Vault::IsMade(files.vault, files.vfs));
  if (vault_made) return {};
  BSUP_TRY(const bool store_made, StoreIsMade(files));
  if (store_made || !create) {
    return Error(Status::kKeyRefused, files.vault,
                 "the trail exists and its vault does not; put the vault back");
  }
  BSUP_TRY(const NewVault fresh, Vault::PrepareVault(keys));
  BSUP_TRY(const TrailLock::Held held, lock->Acquire(wait));
  return Vault::Make(files.vault, files.vfs, fresh);
}

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
    BSUP_TRY(store->SetVaultChanges(vault_changes));
    BSUP_TRY(store->SetHead(0, note.ToString()));
    return store->Commit();
  };
  Result<void> made = make();
  if (!made) store->Rollback();
  return made;
}

}  // namespace bsup::core
