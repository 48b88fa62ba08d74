#include "trail/store/database_hold.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace bsup::core {
namespace {

// Where SQLite's own locks for Unix lie: the bytes that every user of a database has a shared lock
// on, and the byte of `-shm` that tells whether anybody uses it (its dead man's switch).
constexpr FileHold::Range kSharedBytes{0x40000002, 510, false};
constexpr FileHold::Range kDeadMansSwitch{128, 1, false};

// Of the file's header: 2 where the database keeps a write-ahead log.
constexpr std::int64_t kReadVersionAt = 19;

}  // namespace

DatabaseHold::DatabaseHold(std::string path, FileHold file, bool lock)
    : path_(std::move(path)), file_(std::move(file)), lock_(lock) {}

Result<DatabaseHold> DatabaseHold::Begin(const std::string& path, bool lock) {
  BSUP_TRY(FileHold file, FileHold::Take(path, false));
  DatabaseHold hold(path, std::move(file), lock);
  // A file that is still to get its log must be free for that.
  if (hold.file_.Bytes(kReadVersionAt, 1) == "\2") {
    BSUP_TRY(hold.Lock(&hold.file_, kSharedBytes));
  }
  return hold;
}

Result<void> DatabaseHold::Lock(FileHold* file, const FileHold::Range& range) const {
  if (!lock_) return {};
  BSUP_TRY(const bool locked, file->Lock(range));
  if (locked) return {};
  return Error(Status::kBusy, path_, "another program has it for itself; try again");
}

Result<void> DatabaseHold::Complete(sqlite3* database) {
  full_path_ = sqlite3_db_filename(database, "main");
  BSUP_TRY(Lock(&file_, kSharedBytes));
  BSUP_TRY(memory_, FileHold::Take(full_path_ + "-shm", false));
  BSUP_TRY(Lock(&*memory_, kDeadMansSwitch));
  struct stat log {};
  if (lstat((full_path_ + "-wal").c_str(), &log) != 0) {
    return Error(Status::kStorage, path_ + "-wal",
                 std::string("it cannot be examined: ") + std::strerror(errno));
  }
  log_device_ = log.st_dev;
  log_inode_ = log.st_ino;
  return {};
}

Result<void> DatabaseHold::StillInPlace() const {
  if (!lock_) return {};
  struct stat log {};
  const char* gone = nullptr;
  if (!file_.IsAt(full_path_)) {
    gone = "";
  } else if (lstat((full_path_ + "-wal").c_str(), &log) != 0 || log.st_ino != log_inode_ ||
             log.st_dev != log_device_) {
    gone = "-wal";
  } else if (!memory_->IsAt(full_path_ + "-shm")) {
    gone = "-shm";
  }
  if (gone == nullptr) return {};
  return Error(Status::kStorage, path_ + gone,
               "it was removed or replaced while the trail was open, so nothing more can be "
               "recorded here; what was asked for last may or may not be in the trail. Close it, "
               "keep other programs away from its files, open it and ask again");
}

}  // namespace bsup::core
