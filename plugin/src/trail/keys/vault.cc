#include "trail/keys/vault.h"

#include <utility>

#include "trail/keys/vault_rows.h"
#include "trail/seal/hash.h"
#include "trail/store/sqlite_file.h"

namespace bsup::core {
namespace {

// The tables, the first epoch and the trail's keys, in one transaction.
Result<void> Fill(Sqlite* database, const std::string& vault_id, const NewEpoch& epoch) {
  BSUP_TRY(Transaction transaction, Transaction::Begin(database, "BEGIN IMMEDIATE"));
  BSUP_TRY(database->Run(kVaultSchema));
  BSUP_TRY(SqliteStatement state,
           database->Prepare("INSERT INTO state VALUES ('id', ?1), ('changes', 0), ('trail_size', "
                             "0), ('erasing', 0)"));
  BSUP_TRY(state.BindText(1, vault_id).Run());
  BSUP_TRY(SqliteStatement first,
           database->Prepare("INSERT INTO epoch (number, key_name, wrapped) VALUES (?1, ?2, ?3)"));
  BSUP_TRY(
      first.Bind(1, epoch.number).BindText(2, epoch.key_name).BindBlob(3, epoch.wrapped).Run());
  BSUP_TRY(SqliteStatement insert, database->Prepare(kInsertKey));
  for (const std::string_view kind : kTrailKinds) {
    BSUP_TRY(InsertRow(
        &insert, SealedRow(epoch.vault_key, epoch.number, NewKeyId(), kind, {}, Secret::Random())));
  }
  return transaction.Commit();
}

}  // namespace

Result<bool> Vault::IsMade(const std::string& path, const char* vfs) {
  BSUP_TRY(const bool there, FileIsThere(path, vfs));
  if (!there) return false;
  // Not for reading only: where the making was cut off, SQLite has something to undo.
  BSUP_TRY(Sqlite database, Sqlite::Open(path, {.mode = OpenMode::kReadWrite, .vfs = vfs}));
  BSUP_TRY(const std::optional<std::int64_t> tables,
           database.Number("SELECT count(*) FROM sqlite_schema"));
  return *tables != 0;
}

Result<NewVault> Vault::PrepareVault(KeyService* keys) {
  NewVault fresh{Hex(Bytes(NewKeyId())), {}};
  fresh.epoch = {1, EpochKeyName(fresh.id, 1), {}, Secret::Random()};
  BSUP_TRY(std::string wrapped, keys->Wrap(fresh.epoch.key_name, fresh.epoch.vault_key));
  fresh.epoch.wrapped = std::move(wrapped);
  return fresh;
}

Result<void> Vault::Make(const std::string& path, const char* vfs, const NewVault& fresh) {
  BSUP_TRY(Sqlite database,
           Sqlite::Open(path, {.mode = OpenMode::kCreate, .vfs = vfs, .secure_delete = true}));
  BSUP_TRY(const std::optional<std::int64_t> tables,
           database.Number("SELECT count(*) FROM sqlite_schema"));
  if (*tables != 0) return {};
  return Fill(&database, fresh.id, fresh.epoch);
}

Result<std::unique_ptr<Vault>> Vault::Open(const std::string& path, const char* vfs, OpenMode mode,
                                           KeyService* keys) {
  BSUP_TRY(Sqlite database, Sqlite::Open(path, {.mode = mode, .vfs = vfs, .secure_delete = true}));
  std::unique_ptr<Vault> vault(new Vault(path, vfs, keys, std::move(database)));
  BSUP_TRY(vault->Prepare());
  BSUP_TRY(vault->Refresh());
  return vault;
}

Vault::Vault(std::string path, const char* vfs, KeyService* service, Sqlite database)
    : path_(std::move(path)), vfs_(vfs), service_(service), database_(std::move(database)) {}

Vault::~Vault() = default;

Result<void> Vault::Prepare() {
  BSUP_TRY(const std::optional<std::int64_t> kind, database_.Number("PRAGMA application_id"));
  BSUP_TRY(const std::optional<std::int64_t> version, database_.Number("PRAGMA user_version"));
  if (kind != kVaultApplicationId) {
    return Error(Status::kStorage, path_,
                 "it is not a vault, or was not made to the end; check the path");
  }
  if (version != kVaultVersion) {
    return Error(Status::kStorage, path_,
                 "it was written by another version of this library; use that version");
  }
  database_.AllowRowsOnly();
  for (const auto& [statement, sql] :
       {std::pair{&by_finder_, kKeyByFinder}, std::pair{&by_id_, kKeyById}}) {
    BSUP_TRY(SqliteStatement prepared, database_.Prepare(sql));
    statement->emplace(std::move(prepared));
  }
  return {};
}

std::shared_ptr<const VaultEpoch> Vault::Current() const {
  const std::lock_guard guard(mutex_);
  return epoch_;
}

std::shared_ptr<const TrailKeys> Vault::keys() const {
  std::shared_ptr<const VaultEpoch> epoch = Current();
  const TrailKeys* keys = &epoch->keys;
  return {std::move(epoch), keys};
}

Error Vault::Tampered(std::string what) const {
  return Error(Status::kTampered, path_,
               std::move(what) + "; continue from a backup of trail and vault");
}

Result<VaultNewest> Vault::ReadNewest() {
  const std::lock_guard guard(mutex_);
  BSUP_TRY(const Transaction transaction, Transaction::Begin(&database_, "BEGIN"));
  BSUP_TRY(SqliteStatement epoch,
           database_.Prepare(
               "SELECT number, key_name, wrapped, (SELECT value FROM state WHERE name = 'id'), "
               "(SELECT value FROM state WHERE name = 'changes') FROM epoch ORDER BY number DESC "
               "LIMIT 1"));
  BSUP_TRY(const bool has_epoch, epoch.Step());
  if (!has_epoch) return Tampered("its epochs are gone");
  VaultNewest newest;
  newest.number = epoch.Integer(0);
  newest.key_name = epoch.Blob(1);
  newest.wrapped = epoch.Blob(2);
  newest.changes = epoch.Integer(4);
  // The service is asked for no key but this vault's.
  if (newest.key_name != EpochKeyName(epoch.Blob(3), newest.number)) {
    return Tampered("the name of its key is not its own");
  }
  BSUP_TRY(
      SqliteStatement keys,
      database_.Prepare("SELECT id, kind, NULL, epoch, sealed FROM key WHERE kind <> 'person'"));
  for (;;) {
    BSUP_TRY(const bool has_key, keys.Step());
    if (!has_key) return newest;
    std::optional<VaultRow> key = RowAt(keys, 0);
    if (!key || key->epoch != newest.number) return Tampered("a key of the trail has been changed");
    newest.rows.push_back(std::move(*key));
  }
}

void Vault::Replace(VaultEpoch epoch) {
  std::shared_ptr<const VaultEpoch> locked = LockedEpoch(std::move(epoch));
  const std::lock_guard guard(mutex_);
  const bool newer = epoch_ == nullptr || epoch_->number < locked->number ||
                     (epoch_->number == locked->number && epoch_->changes < locked->changes);
  if (newer) epoch_ = std::move(locked);
}

Result<void> Vault::Refresh() {
  std::int64_t refused = 0;
  for (int looks = 0; looks < kMostLooks; ++looks) {
    // Before the file is read: another thread may replace it by a newer one meanwhile.
    const std::shared_ptr<const VaultEpoch> current = Current();
    BSUP_TRY(VaultNewest newest, ReadNewest());
    if (current != nullptr && newest.number == current->number) {
      if (newest.changes == current->changes) return {};
      BSUP_TRY(TrailKeys keys, OpenTrailKeys(current->vault_key, newest.rows, path_));
      Replace({newest.number, newest.changes, current->vault_key.Copy(), std::move(keys)});
      return {};
    }
    if (current != nullptr && newest.number < current->number) {
      return Tampered("an older vault has been put in its place");
    }
    Result<Secret> vault_key = service_->Unwrap(newest.key_name, newest.wrapped);
    if (!vault_key) {
      // It may have been destroyed since, by the process that began the next epoch: then that epoch
      // is there.
      if (refused == newest.number) return std::move(vault_key).error();
      refused = newest.number;
      continue;
    }
    BSUP_TRY(TrailKeys keys, OpenTrailKeys(*vault_key, newest.rows, path_));
    Replace({newest.number, newest.changes, std::move(*vault_key), std::move(keys)});
    return {};
  }
  return Error(Status::kBusy, path_, "its keys change faster than they can be read; try again");
}

}  // namespace bsup::core
