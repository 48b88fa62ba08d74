// The part of Vault that begins new epochs and ends old ones; its counts, its log and its backup.
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

std::int64_t Vault::Epoch() const { return Current()->number; }

Result<NewEpoch> Vault::PrepareEpoch() {
  BSUP_TRY(Refresh());
  NewEpoch epoch;
  {
    const std::lock_guard guard(mutex_);
    epoch.number = epoch_->number + 1;
    BSUP_TRY(SqliteStatement id, database_.Prepare("SELECT value FROM state WHERE name = 'id'"));
    BSUP_TRY(const bool row, id.Step());
    if (!row) return Tampered("its id is missing");
    epoch.key_name = EpochKeyName(id.Blob(0), epoch.number);
  }
  epoch.vault_key = Secret::Random();
  BSUP_TRY(std::string wrapped, service_->Wrap(epoch.key_name, epoch.vault_key));
  epoch.wrapped = std::move(wrapped);
  return epoch;
}

Result<bool> Vault::AdoptEpoch(NewEpoch epoch) {
  const std::lock_guard guard(mutex_);
  BSUP_TRY(Transaction transaction, Transaction::Begin(&database_, "BEGIN IMMEDIATE"));
  BSUP_TRY(const std::optional<std::int64_t> newest,
           database_.Number("SELECT max(number) FROM epoch"));
  if (newest != epoch_->number || epoch.number != epoch_->number + 1) return false;

  BSUP_TRY(WrapAgain(*epoch_, epoch));
  // Nothing in this file needs the past vault keys any more.
  BSUP_TRY(database_.Run("UPDATE epoch SET wrapped = x''"));
  BSUP_TRY(SqliteStatement insert,
           database_.Prepare("INSERT INTO epoch (number, key_name, wrapped) VALUES (?1, ?2, ?3)"));
  BSUP_TRY(
      insert.Bind(1, epoch.number).BindText(2, epoch.key_name).BindBlob(3, epoch.wrapped).Run());
  BSUP_TRY(RaiseChanges());

  VaultEpoch next;
  next.number = epoch.number;
  next.vault_key = std::move(epoch.vault_key);
  next.keys = CopyOf(epoch_->keys);
  std::shared_ptr<const VaultEpoch> locked = LockedEpoch(std::move(next));
  BSUP_TRY(transaction.Commit());
  epoch_ = std::move(locked);
  return true;
}

Result<void> Vault::WrapAgain(const VaultEpoch& was, const NewEpoch& is) {
  BSUP_TRY(SqliteStatement read,
           database_.Prepare(
               "SELECT k.id, k.kind, p.finder, k.epoch, k.sealed FROM key k "
               "LEFT JOIN person p ON p.key = k.id WHERE k.id > ?1 ORDER BY k.id LIMIT ?2"));
  BSUP_TRY(SqliteStatement write,
           database_.Prepare("UPDATE key SET epoch = ?2, sealed = ?3 WHERE id = ?1"));
  std::string last;
  for (;;) {
    std::vector<VaultRow> rows;
    read.BindBlob(1, last).Bind(2, kRowsAtOnce);
    for (;;) {
      BSUP_TRY(const bool has_row, read.Step());
      if (!has_row) break;
      std::optional<VaultRow> read_row = RowAt(read, 0);
      if (!read_row) return Tampered("a key has been changed, or no person has it");
      rows.push_back(std::move(*read_row));
    }
    read.Reset();
    if (rows.empty()) return {};
    for (const VaultRow& old_row : rows) {
      BSUP_TRY(PersonKey key, OpenRow(was, old_row));
      const VaultRow new_row =
          SealedRow(is.vault_key, is.number, old_row.id, old_row.kind, old_row.finder, key.key);
      BSUP_TRY(write.BindBlob(1, Bytes(new_row.id))
                   .Bind(2, new_row.epoch)
                   .BindBlob(3, new_row.sealed)
                   .Run());
    }
    last = Bytes(rows.back().id);
  }
}

Result<void> Vault::AddSigningKey(const Secret& seed) {
  return ChangeSigning([&](VaultEpoch* next) -> Result<void> {
    BSUP_TRY(database_.Run("DELETE FROM key WHERE kind = 'successor'"));
    BSUP_TRY(SqliteStatement insert, database_.Prepare(kInsertKey));
    next->keys.signing.resize(1);
    next->keys.signing.push_back(seed.Copy());
    return InsertRow(
        &insert, SealedRow(next->vault_key, next->number, NewKeyId(), kSuccessorKind, {}, seed));
  });
}

Result<void> Vault::DropSigningKeysBut(const Secret& seed) {
  return ChangeSigning([&](VaultEpoch* next) -> Result<void> {
    BSUP_TRY(database_.Run("DELETE FROM key WHERE kind IN ('signing', 'successor')"));
    BSUP_TRY(SqliteStatement insert, database_.Prepare(kInsertKey));
    next->keys.signing.clear();
    next->keys.signing.push_back(seed.Copy());
    return InsertRow(
        &insert, SealedRow(next->vault_key, next->number, NewKeyId(), kTrailKinds[3], {}, seed));
  });
}

Result<void> Vault::ChangeSigning(const std::function<Result<void>(VaultEpoch*)>& change) {
  const std::lock_guard guard(mutex_);
  BSUP_TRY(Transaction transaction, Transaction::Begin(&database_, "BEGIN IMMEDIATE"));
  BSUP_TRY(const std::optional<std::int64_t> newest,
           database_.Number("SELECT max(number) FROM epoch"));
  if (newest != epoch_->number) {
    return Error(Status::kBusy, path_, "its keys have just changed; nothing was done, try again");
  }
  VaultEpoch next{epoch_->number, 0, epoch_->vault_key.Copy(), CopyOf(epoch_->keys)};
  BSUP_TRY(change(&next));
  BSUP_TRY(RaiseChanges());
  BSUP_TRY(const std::optional<std::int64_t> changes,
           database_.Number("SELECT value FROM state WHERE name = 'changes'"));
  next.changes = changes.value_or(0);
  std::shared_ptr<const VaultEpoch> locked = LockedEpoch(std::move(next));
  BSUP_TRY(transaction.Commit());
  epoch_ = std::move(locked);
  return {};
}

Result<Vault::Retired> Vault::DestroyPastEpochs() {
  std::vector<std::pair<std::int64_t, std::string>> past;
  {
    const std::lock_guard guard(mutex_);
    BSUP_TRY(
        SqliteStatement read,
        database_.Prepare(
            "SELECT number, key_name, (SELECT value FROM state WHERE name = 'id') FROM epoch "
            "WHERE destroyed = 0 AND number < (SELECT max(number) FROM epoch) ORDER BY number"));
    for (;;) {
      BSUP_TRY(const bool has_row, read.Step());
      if (!has_row) break;
      const std::int64_t number = read.Integer(0);
      std::string name(read.Blob(1));
      // The service destroys no key but this vault's.
      if (name != EpochKeyName(read.Blob(2), number)) {
        return Tampered("the name of its key is not its own");
      }
      past.emplace_back(number, std::move(name));
    }
  }
  Retired retired;
  for (const auto& [number, name] : past) {
    BSUP_TRY(Destroyed destroyed, service_->Destroy(name));
    if (destroyed == Destroyed::kYes) {
      retired.destroyed.push_back(number);
    } else {
      ++retired.pending;
    }
  }
  return retired;
}

Result<void> Vault::NoteDestroyed(std::span<const std::int64_t> epochs) {
  if (epochs.empty()) return {};
  const std::lock_guard guard(mutex_);
  BSUP_TRY(Transaction transaction, Transaction::Begin(&database_, "BEGIN IMMEDIATE"));
  BSUP_TRY(SqliteStatement note,
           database_.Prepare("UPDATE epoch SET destroyed = 1 "
                             "WHERE number = ?1 AND number < (SELECT max(number) FROM epoch)"));
  for (const std::int64_t number : epochs) {
    BSUP_TRY(note.Bind(1, number).Run());
  }
  BSUP_TRY(RaiseChanges());
  return transaction.Commit();
}

Result<std::int64_t> Vault::StateNumber(std::string_view name) {
  const std::lock_guard guard(mutex_);
  BSUP_TRY(
      SqliteStatement read,
      database_.Prepare("SELECT value FROM state WHERE name = ?1 AND typeof(value) = 'integer'"));
  BSUP_TRY(const bool row, read.BindText(1, name).Step());
  if (!row || read.Integer(0) < 0) return Tampered("its " + std::string(name) + " are gone");
  return read.Integer(0);
}

Result<void> Vault::RaiseChanges() {
  return database_.Run("UPDATE state SET value = value + 1 WHERE name = 'changes'");
}

Result<std::int64_t> Vault::Changes() { return StateNumber("changes"); }

Result<void> Vault::NoteTrailSize(std::uint64_t records) {
  const std::lock_guard guard(mutex_);
  BSUP_TRY(
      SqliteStatement note,
      database_.Prepare("UPDATE state SET value = ?1 WHERE name = 'trail_size' AND value <> ?1"));
  return note.Bind(1, static_cast<std::int64_t>(records)).Run();
}

Result<std::uint64_t> Vault::TrailSize() {
  BSUP_TRY(std::int64_t size, StateNumber("trail_size"));
  return static_cast<std::uint64_t>(size);
}

Result<std::optional<std::int64_t>> Vault::ErasingSince() {
  const std::lock_guard guard(mutex_);
  BSUP_TRY(SqliteStatement read,
           database_.Prepare("SELECT typeof(value), value FROM state WHERE name = 'erasing'"));
  BSUP_TRY(const bool row, read.Step());
  if (row && read.Blob(0) == "integer" && read.Integer(1) == 0) {
    return std::optional<std::int64_t>();
  }
  std::optional<std::int64_t> since;
  if (row && read.Blob(0) == "blob") since = ErasingEpoch(epoch_->keys.index, read.Blob(1));
  if (since) return since;
  return Tampered("it says that a person is being erased, and its keys did not write that");
}

Result<void> Vault::EndErasing() {
  const std::lock_guard guard(mutex_);
  return database_.Run("UPDATE state SET value = 0 WHERE name = 'erasing'");
}

Result<void> Vault::Settle() {
  const std::lock_guard guard(mutex_);
  return database_.Settle();
}

void Vault::EmptyLog() {
  const std::lock_guard guard(mutex_);
  if (database_.StillInPlace()) static_cast<void>(database_.EmptyLog());
}

Result<void> Vault::Truncate() {
  const std::lock_guard guard(mutex_);
  BSUP_TRY(database_.Rewrite());
  return database_.Checkpoint(true);
}

Result<void> Vault::BackupTo(const std::string& path) {
  const std::lock_guard guard(mutex_);
  return database_.BackupTo(path, vfs_);
}

void Vault::Abandon() {
  // Without the mutex: in the parent, a thread that is not here may have held it.
  database_.Abandon();
}

}  // namespace bsup::core
