// Keeps the files of an open database where they are, and finds out when they are not.
//
// Begin before SQLite opens the database, Complete once SQLite has its write-ahead log, and keep it
// until SQLite has closed the database.
//
// Rationale: another SQLite in the same process (the host's own, a second library) does not see this
// one's locks. It takes itself for the last user when it closes, and removes the write-ahead log
// under us; when it opens, it empties the shared memory. See FileHold for what keeps it from both.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "base/result.h"
#include "trail/store/file_hold.h"

struct sqlite3;

namespace bsup::core {

class DatabaseHold {
 public:
  // With `lock`, keeps others off; else only keeps this process from dropping SQLite's locks, for a
  // connection that reads. kBusy if another program has the database for itself.
  static Result<DatabaseHold> Begin(const std::string& path, bool lock);
  Result<void> Complete(sqlite3* database);
  // kStorage where the database, its write-ahead log or their shared memory has been removed or
  // replaced since: what is committed from then on is not found again. Never without `lock`. Any
  // thread.
  [[nodiscard]] Result<void> StillInPlace() const;

 private:
  DatabaseHold(std::string path, FileHold file, bool lock);
  Result<void> Lock(FileHold* file, const FileHold::Range& range) const;

  std::string path_;  // as it was given, for messages
  FileHold file_;
  bool lock_;
  std::optional<FileHold> memory_;  // `-shm`
  std::string full_path_;           // whatever the working directory becomes
  dev_t log_device_ = 0;            // `-wal`
  ino_t log_inode_ = 0;
};

}  // namespace bsup::core
