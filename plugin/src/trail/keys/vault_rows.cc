#include "trail/keys/vault_rows.h"

#include <sodium/crypto_aead_xchacha20poly1305.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "trail/seal/hash.h"
#include "trail/seal/octets.h"

namespace bsup::core {

const char* const kVaultSchema = R"sql(
PRAGMA application_id = 1651733878;
PRAGMA user_version = 1;

CREATE TABLE state (
  name  TEXT PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE epoch (
  number    INTEGER PRIMARY KEY,
  key_name  TEXT NOT NULL,
  wrapped   BLOB NOT NULL,
  destroyed INTEGER NOT NULL DEFAULT 0 CHECK (destroyed IN (0, 1))
) STRICT;

CREATE TABLE key (
  id     BLOB PRIMARY KEY CHECK (length(id) = 16),
  kind   TEXT NOT NULL CHECK (kind IN ('person', 'staff', 'trail', 'index', 'signing', 'successor')),
  epoch  INTEGER NOT NULL,
  sealed BLOB NOT NULL CHECK (length(sealed) = 72)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX key_of_trail ON key (kind) WHERE kind <> 'person';

CREATE TABLE person (
  finder BLOB PRIMARY KEY CHECK (length(finder) = 32),
  key    BLOB NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
)sql";

namespace {

constexpr std::size_t kSealedSize = kNonceSize + Secret::kSize + kTagSize;

// Binds a key to its place, and a person's key to the person.
std::string AssociatedData(std::string_view kind, const KeyId& id, std::string_view finder) {
  std::string data(kind);
  data += '\n';
  data += Bytes(id);
  data += finder;
  return data;
}

}  // namespace

std::string EpochKeyName(std::string_view vault_id, std::int64_t number) {
  return "blended-supervision/" + std::string(vault_id) + "/" + std::to_string(number);
}

std::string ErasingNote(const Secret& index, std::int64_t epoch) {
  const std::string said = "erasing/v1/" + std::to_string(epoch) + "\n";
  return said + std::string(Bytes(Mac(index).Of(said)));
}

std::optional<std::int64_t> ErasingEpoch(const Secret& index, std::string_view note) {
  constexpr std::string_view kHead = "erasing/v1/";
  std::int64_t epoch = 0;
  if (!note.starts_with(kHead)) return std::nullopt;
  std::from_chars(note.data() + kHead.size(), note.data() + note.size(), epoch);
  if (note != ErasingNote(index, epoch)) return std::nullopt;
  return epoch;
}

std::string Finder(const Secret& index, std::string_view case_number) {
  return std::string(Bytes(Mac(index).Of(case_number)));
}

KeyId NewKeyId() {
  KeyId id;
  FillRandom(id);
  return id;
}

VaultRow SealedRow(const Secret& vault_key, std::int64_t epoch, const KeyId& id,
                   std::string_view kind, std::string_view finder, const Secret& key) {
  const std::string associated = AssociatedData(kind, id, finder);
  std::string sealed(kSealedSize, '\0');
  auto* nonce = reinterpret_cast<unsigned char*>(sealed.data());
  FillRandom({nonce, kNonceSize});
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceSize, nullptr, key.data(), Secret::kSize,
                                             Octets(associated), associated.size(), nullptr, nonce,
                                             vault_key.data());
  return {id, std::string(kind), std::string(finder), epoch, std::move(sealed)};
}

std::optional<Secret> OpenSealed(const Secret& vault_key, const VaultRow& row) {
  if (row.sealed.size() != kSealedSize) return std::nullopt;
  const std::string associated = AssociatedData(row.kind, row.id, row.finder);
  const unsigned char* nonce = Octets(row.sealed);
  Secret key;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(key.data(), nullptr, nullptr, nonce + kNonceSize,
                                                 Secret::kSize + kTagSize, Octets(associated),
                                                 associated.size(), nonce, vault_key.data()) != 0) {
    return std::nullopt;
  }
  return key;
}

std::optional<VaultRow> RowAt(const SqliteStatement& statement, int first) {
  VaultRow row;
  const std::string_view id = statement.Blob(first);
  if (id.size() != row.id.size()) return std::nullopt;
  std::copy(id.begin(), id.end(), row.id.begin());
  row.kind = statement.Blob(first + 1);
  row.finder = statement.Blob(first + 2);
  row.epoch = statement.Integer(first + 3);
  row.sealed = statement.Blob(first + 4);
  if ((row.kind == kPersonKind) == row.finder.empty()) return std::nullopt;
  return row;
}

Result<void> InsertRow(SqliteStatement* insert, const VaultRow& row) {
  return insert->BindBlob(1, Bytes(row.id))
      .BindText(2, row.kind)
      .Bind(3, row.epoch)
      .BindBlob(4, row.sealed)
      .Run();
}

std::shared_ptr<const VaultEpoch> LockedEpoch(VaultEpoch epoch) {
  auto locked = std::make_shared<VaultEpoch>(std::move(epoch));
  for (Secret* secret :
       {&locked->vault_key, &locked->keys.staff, &locked->keys.trail, &locked->keys.index}) {
    secret->Lock();
  }
  for (Secret& secret : locked->keys.signing) secret.Lock();
  return locked;
}

TrailKeys CopyOf(const TrailKeys& keys) {
  TrailKeys copy{keys.staff_id,     keys.trail_id,     keys.staff.Copy(),
                 keys.trail.Copy(), keys.index.Copy(), {}};
  for (const Secret& seed : keys.signing) copy.signing.push_back(seed.Copy());
  return copy;
}

Result<TrailKeys> OpenTrailKeys(const Secret& vault_key, const std::vector<VaultRow>& rows,
                                const std::string& path) {
  TrailKeys keys;
  std::optional<Secret> signing;
  std::optional<Secret> successor;
  std::size_t opened = 0;
  std::size_t successors = 0;
  for (const VaultRow& row : rows) {
    std::optional<Secret> key = OpenSealed(vault_key, row);
    if (!key) continue;
    ++opened;
    if (row.kind == kTrailKinds[0]) {
      keys.staff_id = row.id;
      keys.staff = std::move(*key);
    } else if (row.kind == kTrailKinds[1]) {
      keys.trail_id = row.id;
      keys.trail = std::move(*key);
    } else if (row.kind == kTrailKinds[2]) {
      keys.index = std::move(*key);
    } else if (row.kind == kTrailKinds[3]) {
      signing = std::move(key);
    } else {
      successor = std::move(key);
      ++successors;
    }
  }
  if (signing) keys.signing.push_back(std::move(*signing));
  if (successor) keys.signing.push_back(std::move(*successor));
  std::set<std::string_view> kinds;
  for (const VaultRow& row : rows) kinds.insert(row.kind);
  if (opened == rows.size() && kinds.size() == rows.size() &&
      opened == kTrailKinds.size() + successors) {
    return keys;
  }
  if (opened == 0) {
    return Error(Status::kKeyRefused, path,
                 "the key service's key is not this vault's; check that they belong together");
  }
  return Error(
      Status::kTampered, path,
      "the trail's own keys are not as they were sealed; continue from a backup of trail and "
      "vault");
}

Result<Transaction> Transaction::Begin(Sqlite* database, const char* begin) {
  if (database->in_transaction()) {  // there was no memory to roll the last one back
    BSUP_TRY(database->Run("ROLLBACK"));
  }
  BSUP_TRY(database->Run(begin));
  return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
  if (database_ == nullptr) return;
  try {
    // SQLite may have rolled back by itself, and then says that there is nothing to roll back.
    (void)database_->Run("ROLLBACK");
  } catch (...) {  // no memory to say so in
  }
}

Result<void> Transaction::Commit() {
  BSUP_TRY(database_->Run("COMMIT"));
  const Sqlite* const database = std::exchange(database_, nullptr);
  return database->StillInPlace();
}

}  // namespace bsup::core
