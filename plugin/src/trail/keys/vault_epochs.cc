// New epochs and the end of old ones; the vault's own counts, its log and its backup.
#include <functional>
#include <utility>

#include "trail/keys/vault.h"
#include "trail/keys/vault_rows.h"
#include "trail/seal/hash.h"

namespace bsup::core {
namespace {

// So many rows at a time are wrapped again: a vault of any size takes the same memory.
constexpr std::int64_t kRowsAtOnce = 1000;

}  // namespace

Result<NewEpoch> Vault::PrepareEpoch() {
  Result<bool> refreshed = Refresh();
  if (!refreshed) return std::move(refreshed).error();
  NewEpoch epoch;
  {
    const std::lock_guard guard(mutex_);
    epoch.number = epoch_->number + 1;
    Result<SqliteStatement> id = database_.Prepare("SELECT value FROM state WHERE name = 'id'");
    if (!id) return std::move(id).error();
    Result<bool> row = id->Step();
    if (!row) return std::move(row).error();
    if (!*row) return Tampered("it has lost its name");
    epoch.key_name = EpochKeyName(id->Blob(0), epoch.number);
  }
  epoch.vault_key = Secret::Random();
  Result<std::string> wrapped = service_->Wrap(epoch.key_name, epoch.vault_key);
  if (!wrapped) return std::move(wrapped).error();
  epoch.wrapped = std::move(*wrapped);
  return epoch;
}

Result<bool> Vault::AdoptEpoch(NewEpoch epoch) {
  const std::lock_guard guard(mutex_);
  Result<Transaction> transaction = Transaction::Begin(&database_, "BEGIN IMMEDIATE");
  if (!transaction) return std::move(transaction).error();
  Result<std::optional<std::int64_t>> newest = database_.Number("SELECT max(number) FROM epoch");
  if (!newest) return std::move(newest).error();
  if (*newest != epoch_->number || epoch.number != epoch_->number + 1) return false;

  Result<bool> done = WrapAgain(*epoch_, epoch);
  if (!done) return done;
  // Nothing in this file needs the past vault keys any more.
  done = database_.Run("UPDATE epoch SET wrapped = x''");
  if (!done) return done;
  Result<SqliteStatement> insert =
      database_.Prepare("INSERT INTO epoch (number, key_name, wrapped) VALUES (?1, ?2, ?3)");
  if (!insert) return std::move(insert).error();
  done = insert->Bind(1, epoch.number).BindText(2, epoch.key_name).BindBlob(3, epoch.wrapped).Run();
  if (done) done = RaiseChanges();
  if (!done) return done;

  VaultEpoch next;
  next.number = epoch.number;
  next.vault_key = std::move(epoch.vault_key);
  next.keys = CopyOf(epoch_->keys);
  std::shared_ptr<const VaultEpoch> locked = LockedEpoch(std::move(next));
  done = transaction->Commit();
  if (done) epoch_ = std::move(locked);
  return done;
}

Result<bool> Vault::WrapAgain(const VaultEpoch& was, const NewEpoch& is) {
  Result<SqliteStatement> read = database_.Prepare(
      "SELECT k.id, k.kind, p.finder, k.epoch, k.sealed FROM key k "
      "LEFT JOIN person p ON p.key = k.id WHERE k.id > ?1 ORDER BY k.id LIMIT ?2");
  if (!read) return std::move(read).error();
  Result<SqliteStatement> write =
      database_.Prepare("UPDATE key SET epoch = ?2, sealed = ?3 WHERE id = ?1");
  if (!write) return std::move(write).error();
  std::string last;
  for (;;) {
    std::vector<VaultRow> rows;
    Result<bool> row = read->BindBlob(1, last).Bind(2, kRowsAtOnce).Step();
    for (; row && *row; row = read->Step()) {
      std::optional<VaultRow> read_row = RowAt(*read, 0);
      if (!read_row) return Tampered("a key has been changed or nobody finds it");
      rows.push_back(std::move(*read_row));
    }
    read->Reset();
    if (!row) return row;
    if (rows.empty()) return true;
    for (const VaultRow& old_row : rows) {
      Result<PersonKey> key = OpenRow(was, old_row);
      if (!key) return std::move(key).error();
      const VaultRow new_row =
          SealedRow(is.vault_key, is.number, old_row.id, old_row.kind, old_row.finder, key->key);
      Result<bool> written = write->BindBlob(1, Bytes(new_row.id))
                                 .Bind(2, new_row.epoch)
                                 .BindBlob(3, new_row.sealed)
                                 .Run();
      if (!written) return written;
    }
    last = Bytes(rows.back().id);
  }
}

Result<bool> Vault::AddSigningKey(const Secret& seed) {
  return ChangeSigning([&](VaultEpoch* next) -> Result<bool> {
    Result<bool> done = database_.Run("DELETE FROM key WHERE kind = 'successor'");
    if (!done) return done;
    Result<SqliteStatement> insert = database_.Prepare(kInsertKey);
    if (!insert) return std::move(insert).error();
    next->keys.signing.resize(1);
    next->keys.signing.push_back(seed.Copy());
    return InsertRow(
        &*insert, SealedRow(next->vault_key, next->number, NewKeyId(), kSuccessorKind, {}, seed));
  });
}

Result<bool> Vault::DropSigningKeysBut(const Secret& seed) {
  return ChangeSigning([&](VaultEpoch* next) -> Result<bool> {
    Result<bool> done = database_.Run("DELETE FROM key WHERE kind IN ('signing', 'successor')");
    if (!done) return done;
    Result<SqliteStatement> insert = database_.Prepare(kInsertKey);
    if (!insert) return std::move(insert).error();
    next->keys.signing.clear();
    next->keys.signing.push_back(seed.Copy());
    return InsertRow(
        &*insert, SealedRow(next->vault_key, next->number, NewKeyId(), kTrailKinds[3], {}, seed));
  });
}

Result<bool> Vault::ChangeSigning(const std::function<Result<bool>(VaultEpoch*)>& change) {
  const std::lock_guard guard(mutex_);
  Result<Transaction> transaction = Transaction::Begin(&database_, "BEGIN IMMEDIATE");
  if (!transaction) return std::move(transaction).error();
  Result<std::optional<std::int64_t>> newest = database_.Number("SELECT max(number) FROM epoch");
  if (!newest) return std::move(newest).error();
  if (*newest != epoch_->number) {
    return Error(Status::kBusy, path_, "its keys have just changed; nothing was done, try again");
  }
  VaultEpoch next{epoch_->number, 0, epoch_->vault_key.Copy(), CopyOf(epoch_->keys)};
  Result<bool> done = change(&next);
  if (done) done = RaiseChanges();
  if (!done) return done;
  Result<std::optional<std::int64_t>> changes =
      database_.Number("SELECT value FROM state WHERE name = 'changes'");
  if (!changes) return std::move(changes).error();
  next.changes = changes->value_or(0);
  std::shared_ptr<const VaultEpoch> locked = LockedEpoch(std::move(next));
  done = transaction->Commit();
  if (done) epoch_ = std::move(locked);
  return done;
}

Result<Vault::Retired> Vault::DestroyPastEpochs() {
  std::vector<std::pair<std::int64_t, std::string>> past;
  {
    const std::lock_guard guard(mutex_);
    Result<SqliteStatement> read = database_.Prepare(
        "SELECT number, key_name, (SELECT value FROM state WHERE name = 'id') FROM epoch "
        "WHERE destroyed = 0 AND number < (SELECT max(number) FROM epoch) ORDER BY number");
    if (!read) return std::move(read).error();
    Result<bool> row = read->Step();
    for (; row && *row; row = read->Step()) {
      const std::int64_t number = read->Integer(0);
      std::string name(read->Blob(1));
      // The service destroys no key but this vault's.
      if (name != EpochKeyName(read->Blob(2), number)) {
        return Tampered("the name of its key is not its own");
      }
      past.emplace_back(number, std::move(name));
    }
    if (!row) return std::move(row).error();
  }
  Retired retired;
  for (const auto& [number, name] : past) {
    Result<Destroyed> destroyed = service_->Destroy(name);
    if (!destroyed) return std::move(destroyed).error();
    if (*destroyed == Destroyed::kYes) {
      retired.destroyed.push_back(number);
    } else {
      ++retired.pending;
    }
  }
  return retired;
}

Result<bool> Vault::NoteDestroyed(std::span<const std::int64_t> epochs) {
  if (epochs.empty()) return true;
  const std::lock_guard guard(mutex_);
  Result<Transaction> transaction = Transaction::Begin(&database_, "BEGIN IMMEDIATE");
  if (!transaction) return std::move(transaction).error();
  Result<SqliteStatement> note = database_.Prepare(
      "UPDATE epoch SET destroyed = 1 "
      "WHERE number = ?1 AND number < (SELECT max(number) FROM epoch)");
  if (!note) return std::move(note).error();
  for (const std::int64_t number : epochs) {
    Result<bool> noted = note->Bind(1, number).Run();
    if (!noted) return noted;
  }
  Result<bool> done = RaiseChanges();
  if (done) done = transaction->Commit();
  return done;
}

Result<std::int64_t> Vault::StateNumber(std::string_view name) {
  const std::lock_guard guard(mutex_);
  Result<SqliteStatement> read =
      database_.Prepare("SELECT value FROM state WHERE name = ?1 AND typeof(value) = 'integer'");
  if (!read) return std::move(read).error();
  Result<bool> row = read->BindText(1, name).Step();
  if (!row) return std::move(row).error();
  if (!*row || read->Integer(0) < 0) return Tampered("its " + std::string(name) + " are gone");
  return read->Integer(0);
}

Result<bool> Vault::RaiseChanges() {
  return database_.Run("UPDATE state SET value = value + 1 WHERE name = 'changes'");
}

Result<std::int64_t> Vault::Changes() { return StateNumber("changes"); }

Result<bool> Vault::NoteTrailSize(std::uint64_t records) {
  const std::lock_guard guard(mutex_);
  Result<SqliteStatement> note =
      database_.Prepare("UPDATE state SET value = ?1 WHERE name = 'trail_size' AND value <> ?1");
  if (!note) return std::move(note).error();
  return note->Bind(1, static_cast<std::int64_t>(records)).Run();
}

Result<std::uint64_t> Vault::TrailSize() {
  Result<std::int64_t> size = StateNumber("trail_size");
  if (!size) return std::move(size).error();
  return static_cast<std::uint64_t>(*size);
}

Result<bool> Vault::IsErasing() {
  const Result<std::int64_t> erasing = StateNumber("erasing");
  if (!erasing) return erasing.error();
  return *erasing != 0;
}

Result<bool> Vault::EndErasing() {
  const std::lock_guard guard(mutex_);
  return database_.Run("UPDATE state SET value = 0 WHERE name = 'erasing'");
}

Result<bool> Vault::Truncate() {
  const std::lock_guard guard(mutex_);
  Result<bool> done = database_.Rewrite();
  if (done) done = database_.Checkpoint(true);
  return done;
}

Result<bool> Vault::BackupTo(const std::string& path) {
  const std::lock_guard guard(mutex_);
  return database_.BackupTo(path, vfs_);
}

void Vault::Abandon() {
  // Without the mutex: in the parent, a thread that is not here may have held it.
  database_.Abandon();
}

}  // namespace bsup::core
