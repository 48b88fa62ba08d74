// The vault's tables in their file, and how a key is sealed there. See plugin/docs/trail_format.md,
// "The vault".
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trail/keys/vault.h"
#include "trail/seal/seal.h"
#include "trail/seal/secret.h"
#include "trail/store/sqlite.h"

namespace bsup::core {

inline constexpr std::int64_t kVaultApplicationId = 0x62737576;  // "bsuv"
inline constexpr std::int64_t kVaultVersion = 1;
extern const char* const kVaultSchema;

inline constexpr std::string_view kPersonKind = "person";
inline constexpr std::array<std::string_view, 4> kTrailKinds{"staff", "trail", "index", "signing"};
// A signing key that will replace the present one; there only while the key is being changed.
inline constexpr std::string_view kSuccessorKind = "successor";

// A key as the file has it.
struct VaultRow {
  KeyId id{};
  std::string kind;
  std::string finder;  // of a person, else empty
  std::int64_t epoch = 0;
  std::string sealed;
};

// What one look into the file found.
struct VaultRead {
  std::int64_t newest = 0;  // epoch
  std::optional<VaultRow> row;
};

// Both give one row, read at one moment: the newest epoch, whether there is such a key, and its row
// (see RowAt).
inline constexpr std::string_view kKeyByFinder =
    "SELECT e.number, p.finder IS NOT NULL, k.id, k.kind, p.finder, k.epoch, k.sealed "
    "FROM (SELECT max(number) AS number FROM epoch) e "
    "LEFT JOIN person p ON p.finder = ?1 LEFT JOIN key k ON k.id = p.key";
inline constexpr std::string_view kKeyById =
    "SELECT e.number, k.id IS NOT NULL, k.id, k.kind, p.finder, k.epoch, k.sealed "
    "FROM (SELECT max(number) AS number FROM epoch) e "
    "LEFT JOIN key k ON k.id = ?1 LEFT JOIN person p ON p.key = k.id";

inline constexpr std::string_view kInsertKey =
    "INSERT INTO key (id, kind, epoch, sealed) VALUES (?1, ?2, ?3, ?4)";
Result<void> InsertRow(SqliteStatement* insert, const VaultRow& row);

// The newest epoch and the trail's own keys under it, read at one moment.
struct VaultNewest {
  std::int64_t number = 0;
  std::int64_t changes = 0;
  std::string key_name;
  std::string wrapped;
  std::vector<VaultRow> rows;
};

struct VaultEpoch {
  std::int64_t number = 0;
  std::int64_t changes = 0;  // of the vault, when the keys were read
  Secret vault_key;
  TrailKeys keys;
};

// With all its keys in locked memory.
std::shared_ptr<const VaultEpoch> LockedEpoch(VaultEpoch epoch);

// Copies for a new VaultEpoch.
TrailKeys CopyOf(const TrailKeys& keys);

// One of each kind, and a successor if there is one. kKeyRefused where the vault key opens none of
// them, kTampered where it does not open all.
Result<TrailKeys> OpenTrailKeys(const Secret& vault_key, const std::vector<VaultRow>& rows,
                                const std::string& path);

// What the key service calls the key that wraps this epoch's vault key.
std::string EpochKeyName(std::string_view vault_id, std::int64_t number);

// That a person was destroyed in this epoch, as only a holder of the vault's keys can say it.
std::string ErasingNote(const Secret& index, std::int64_t epoch);
// The epoch of such a note; nothing where it is not one.
std::optional<std::int64_t> ErasingEpoch(const Secret& index, std::string_view note);

// Finds a person in the vault.
std::string Finder(const Secret& index, std::string_view case_number);

KeyId NewKeyId();

// The row for `key`, sealed.
VaultRow SealedRow(const Secret& vault_key, std::int64_t epoch, const KeyId& id,
                   std::string_view kind, std::string_view finder, const Secret& key);
// Nothing where the row is not as it was sealed, or under another vault key.
std::optional<Secret> OpenSealed(const Secret& vault_key, const VaultRow& row);

// Columns id, kind, finder, epoch, sealed from `first` on. Nothing where they have not the shape of
// a key.
std::optional<VaultRow> RowAt(const SqliteStatement& statement, int first);

// Rolls back if it is destroyed without Commit.
class Transaction {
 public:
  // `begin` is BEGIN or BEGIN IMMEDIATE.
  static Result<Transaction> Begin(Sqlite* database, const char* begin);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Result<void> Commit();

 private:
  explicit Transaction(Sqlite* database) : database_(database) {}
  Sqlite* database_;
};

}  // namespace bsup::core
