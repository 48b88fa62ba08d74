// The keys of a trail, in a file of their own. See plugin/docs/trail_format.md, "The vault".
//
// Make once, or Open. The calls marked [lock] want the trail's lock held by the caller; those
// marked [keys] call the key service, and must not have it.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trail/keys/key_service.h"
#include "trail/log/note.h"
#include "trail/seal/seal.h"
#include "trail/seal/secret.h"
#include "trail/store/sqlite.h"

namespace bsup::core {

struct PersonKey {
  KeyId id{};
  Secret key;
};

// The trail's own keys, unwrapped into locked memory.
struct TrailKeys {
  KeyId staff_id{};
  KeyId trail_id{};
  Secret staff;
  Secret trail;
  Secret index;                 // finds a person in the vault
  std::vector<Secret> signing;  // Ed25519 seeds of the checkpoints, the newest last; more than one
                                // only while the key is being changed
};

// A vault key that was made and wrapped, and is not yet in use.
struct NewEpoch {
  std::int64_t number = 0;
  std::string key_name;
  std::string wrapped;
  Secret vault_key;
};

// A vault that is not there yet.
struct NewVault {
  std::string id;  // random, hexadecimal
  NewEpoch epoch;
};

struct VaultEpoch;  // a vault key and the trail's keys under it
struct VaultRow;
struct VaultRead;
struct VaultNewest;

class Vault {
 public:
  ~Vault();
  Vault(const Vault&) = delete;
  Vault& operator=(const Vault&) = delete;

  // Whether there is a vault, and not only the beginning of one.
  static Result<bool> IsMade(const std::string& path, const char* vfs);
  // The first epoch of a vault to be. [keys]
  static Result<NewVault> PrepareVault(KeyService* keys);
  // Makes the file (mode 0600) with fresh keys, in one transaction; a vault that is there is left
  // as it is. [lock]
  static Result<void> Make(const std::string& path, const char* vfs, const NewVault& fresh);
  // kNotFound, kStorage, kKeyRefused. [keys] (calls Unwrap while it holds none of SQLite's locks)
  static Result<std::unique_ptr<Vault>> Open(const std::string& path, const char* vfs,
                                             OpenMode mode, KeyService* keys);

  // Shared with their users, since Refresh may replace them. Any thread.
  [[nodiscard]] std::shared_ptr<const TrailKeys> keys() const;

  // Which key finds `case_number` (1 to 64 bytes); nothing for a person that the vault does not
  // know. Any thread. [keys]: it unwraps again if another process has begun a new epoch.
  Result<std::optional<PersonKey>> FindPerson(std::string_view case_number);
  // A key by its id, of whatever kind; nothing where it is not there. Any thread. [keys] likewise.
  Result<std::optional<Secret>> KeyById(const KeyId& id);
  // Whether there is such a key, without unwrapping it. Any thread.
  Result<bool> Has(const KeyId& id);

  // Keys for all of them, in order, durable on return; those that are there already are not made
  // again. Nothing where another process has begun a new epoch: Refresh, then again. [lock]
  Result<std::optional<std::vector<PersonKey>>> MakePersons(
      std::span<const std::string> case_numbers);

  // Reads the trail's keys again if another process has changed them. [keys]
  Result<void> Refresh();

  // Removes the key of that id and what finds it. A key that is not there is not an error. From
  // then on the vault is erasing: a new epoch must make older copies of it useless, and its file
  // must be rewritten (Truncate). [lock]
  Result<void> DestroyPerson(const KeyId& id);
  // While the vault is erasing, the epoch in which the last person was destroyed: a later one has
  // begun where older copies are useless already. kTampered where the file says that it is erasing
  // and no holder of its keys wrote so, since ending an epoch destroys a key.
  Result<std::optional<std::int64_t>> ErasingSince();
  // Once both are done. [lock]
  Result<void> EndErasing();

  // The number of the newest epoch. Any thread.
  [[nodiscard]] std::int64_t Epoch() const;
  // A new epoch, in three steps. [keys]
  Result<NewEpoch> PrepareEpoch();
  // Everything that is left is wrapped again under the new vault key, in one transaction. False
  // where another process was first: prepare again. [lock]
  Result<bool> AdoptEpoch(NewEpoch epoch);

  // A new signing key, in two steps, since vault and store cannot change in one: first the vault
  // has both keys, then the store names the new one, then the others go. [lock]
  Result<void> AddSigningKey(const Secret& seed);
  Result<void> DropSigningKeysBut(const Secret& seed);
  // Has the service destroy the keys of all past epochs. Gives how many it has not destroyed yet.
  // [keys], and takes no lock: what is destroyed is noted with NoteDestroyed.
  struct Retired {
    std::vector<std::int64_t> destroyed;
    int pending = 0;
  };
  Result<Retired> DestroyPastEpochs();
  // [lock]
  Result<void> NoteDestroyed(std::span<const std::int64_t> epochs);

  // Raised with every change; the trail keeps the newest it has seen, so that an old vault put back
  // is found out. Any thread.
  Result<std::int64_t> Changes();
  // How many records the trail had when the vault was last changed, so that an old trail put back
  // is found out. Set by the trail before a change. [lock]
  Result<void> NoteTrailSize(std::uint64_t records);
  Result<std::uint64_t> TrailSize();

  // Rewrites the file, copies its write-ahead log into it and empties the log: nothing is left of
  // what was destroyed. [lock]
  Result<void> Truncate();
  // All that was committed is on the disk, also where its process died before: see Sqlite::Settle.
  // [lock]
  Result<void> Settle();
  // Before the end: empties the write-ahead log where nothing is in the way. [lock]
  void EmptyLog();
  // A copy in DELETE journal mode, mode 0600. [lock]
  Result<void> BackupTo(const std::string& path);
  // In a forked child: touches no file.
  void Abandon();

 private:
  // Another process may begin a new epoch between two looks; not for ever.
  static constexpr int kMostLooks = 8;

  Vault(std::string path, const char* vfs, KeyService* service, Sqlite database);
  Result<void> Prepare();
  [[nodiscard]] std::shared_ptr<const VaultEpoch> Current() const;
  [[nodiscard]] Error Tampered(std::string what) const;
  Result<VaultNewest> ReadNewest();
  Result<VaultRead> ReadRow(SqliteStatement* statement, std::string_view argument);
  Result<std::optional<PersonKey>> Look(SqliteStatement* statement, std::string_view argument);
  Result<PersonKey> OpenRow(const VaultEpoch& epoch, const VaultRow& row) const;
  Result<std::int64_t> StateNumber(std::string_view name);
  Result<void> RaiseChanges();
  Result<void> WrapAgain(const VaultEpoch& was, const NewEpoch& is);
  Result<void> ChangeSigning(const std::function<Result<void>(VaultEpoch*)>& change);
  void Replace(VaultEpoch epoch);

  const std::string path_;
  const char* const vfs_;
  KeyService* const service_;  // outlives this
  // Over the connection and which epoch is current; never held while the service is called.
  mutable std::mutex mutex_;
  Sqlite database_;
  std::optional<SqliteStatement> by_finder_;
  std::optional<SqliteStatement> by_id_;
  std::shared_ptr<const VaultEpoch> epoch_;
};

}  // namespace bsup::core
