#include "trail/write/backup.h"

#include <array>

#include "trail/store/sqlite_file.h"

namespace bsup::core {
namespace {

Error NotWhole(const std::string& path, const std::string& what) {
  return {Status::kStorage, path,
          "the copy is not whole: " + what + "; see the system's log, and make another one"};
}

// What SQLite could not finish, it leaves to the next who may write; a copy is only read.
Result<void> CheckJournalIsGone(const std::string& copy, const char* vfs) {
  BSUP_TRY(const bool left, FileIsThere(copy + "-journal", vfs));
  return left ? NotWhole(copy, "its journal was not removed") : Result<void>();
}

// The copy can be read, and ends as the store does.
Result<void> CheckStoreCopy(Store* store, const std::string& path, const char* vfs) {
  BSUP_TRY(CheckJournalIsGone(path, vfs));
  BSUP_TRY(Store copy, Store::Open(path, vfs, OpenMode::kReadOnly));
  BSUP_TRY(const HeadRow head, store->Head());
  BSUP_TRY(const Hash root, store->Root(head.size));
  BSUP_TRY(const HeadRow copied_head, copy.Head());
  BSUP_TRY(const std::uint64_t copied_size, copy.Size());
  if (copied_head.note != head.note || copied_size != head.size) {
    return NotWhole(path, "it does not end as the trail does");
  }
  BSUP_TRY(const Hash copied_root, copy.Root(copied_size));
  return copied_root == root ? Result<void>() : NotWhole(path, "it is of another tree");
}

Result<void> CheckVaultCopy(Vault* vault, const std::string& path, const char* vfs) {
  BSUP_TRY(CheckJournalIsGone(path, vfs));
  BSUP_TRY(Sqlite copy, Sqlite::Open(path, {.mode = OpenMode::kReadOnly, .vfs = vfs}));
  BSUP_TRY(const auto copied, copy.Number("SELECT value FROM state WHERE name = 'changes'"));
  BSUP_TRY(const std::int64_t changes, vault->Changes());
  return copied == changes ? Result<void>() : NotWhole(path, "it has other keys than the vault");
}

}  // namespace

Result<void> BackUp(Store* store, Vault* vault, const std::string& path, const char* vfs) {
  const std::array named{path, path + ".vault"};
  for (const std::string& name : named) {
    BSUP_TRY(const bool there, FileIsThere(name, vfs));
    if (!there) continue;
    return Error(Status::kStorage, name, "it exists already; choose another name or move it");
  }
  // A test's file system cannot rename.
  const std::string fresh = vfs == nullptr ? ".new" : "";
  const std::array made{named[0] + fresh, named[1] + fresh};
  struct Unfinished {
    ~Unfinished() {
      for (const std::string& file : files) {
        if (!kept) RemoveFile(file, vfs);
      }
    }
    const std::array<std::string, 4> files;  // named before: there may be no memory for it later
    const char* vfs;
    bool kept = false;
  } unfinished{{made[0], made[1], made[0] + "-journal", made[1] + "-journal"}, vfs};
  // Left by one that was killed.
  if (vfs == nullptr) {
    for (const std::string& copy : made) RemoveFile(copy, vfs);
  }
  // The vault second: it may know more persons than the store, never fewer.
  BSUP_TRY(store->connection().BackupTo(made[0], vfs));
  BSUP_TRY(vault->BackupTo(made[1]));
  BSUP_TRY(CheckStoreCopy(store, made[0], vfs));
  BSUP_TRY(CheckVaultCopy(vault, made[1], vfs));
  if (vfs == nullptr) {
    // The store last: where it is, all of the backup is.
    BSUP_TRY(PutInPlace(made[1], named[1]));
    BSUP_TRY(PutInPlace(made[0], named[0]));
  }
  unfinished.kept = true;
  return {};
}

}  // namespace bsup::core
