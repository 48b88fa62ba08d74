#include "trail/store/sqlite_file.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <system_error>

namespace bsup::core {
namespace {

struct Cause {
  Status status;
  std::string words;
};

Cause CauseOf(int code, const char* words) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: return {Status::kBusy, "it is in use elsewhere; try again"};
    case SQLITE_FULL:
      return {Status::kStorage, "there is no room on the disk; make room, then try again"};
    case SQLITE_IOERR:
      return {Status::kStorage, "the disk reports an error; see the system's log before going on"};
    case SQLITE_CANTOPEN:
      return {
          Status::kStorage,
          "it cannot be opened; check that it is a file and that this user may write its folder"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {Status::kStorage,
              "it is read-only; check that this user may write the file and its folder"};
    case SQLITE_NOTADB: return {Status::kStorage, "it is not a trail's database; check the path"};
    case SQLITE_CORRUPT:
      return {Status::kTampered, "it is damaged; keep it as it is and continue from a backup"};
    case SQLITE_CONSTRAINT: return {Status::kInternal, std::string("it refuses: ") + words};
    default: return {Status::kInternal, std::string("SQLite says: ") + words};
  }
}

Error SystemFault(const std::string& path, std::string_view doing, int number) {
  return Error(Status::kStorage, path,
               std::string(doing) + ": " + std::system_category().message(number) +
                   "; check that its folder exists and that this user may write it");
}

// A new file's name is durable only when its folder is.
bool SyncFolder(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = fsync(descriptor) == 0;
  const int number = errno;
  close(descriptor);
  errno = number;
  return synced;
}

// Whether the disk has failed to give what is on it, as errno tells.
bool HasFailed(sqlite3* database, int which) {
  sqlite3_file* file = nullptr;
  int number = 0;
  return sqlite3_file_control(database, "main", which, &file) == SQLITE_OK && file != nullptr &&
         file->pMethods != nullptr &&
         file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK &&
         (number == EIO || number == ENXIO || number == ERANGE);
}

}  // namespace

int CodeOf(sqlite3* database, int code) {
  if ((code & 0xFF) != SQLITE_CORRUPT) return code;
  const bool failed = HasFailed(database, SQLITE_FCNTL_FILE_POINTER) ||
                      HasFailed(database, SQLITE_FCNTL_JOURNAL_POINTER);
  return failed ? SQLITE_IOERR : code;
}

Error SqliteFault(const std::string& path, std::string_view doing, int code, const char* words) {
  if (code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM) throw std::bad_alloc();
  Cause cause = CauseOf(code, words);
  return Error(cause.status, path,
               std::string(doing) + ": " + cause.words + " (SQLite " + std::to_string(code) + ")");
}

Result<bool> MakePrivateFile(const std::string& path) {
  const int descriptor =
      open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) {
    if (errno == EEXIST) return false;
    return SystemFault(path, "making it", errno);
  }
  const bool made = fchmod(descriptor, S_IRUSR | S_IWUSR) == 0;
  const int number = errno;
  close(descriptor);
  if (!made) return SystemFault(path, "making it", number);
  if (!SyncFolder(path)) return SystemFault(path, "making it", errno);
  return true;
}

Result<bool> FileIsThere(const std::string& path, const char* vfs) {
  if (vfs == nullptr) {
    struct stat status {};
    if (lstat(path.c_str(), &status) == 0) return true;
    if (errno == ENOENT) return false;
    return Error(Status::kStorage, path, std::string("it cannot be examined: ") + strerror(errno));
  }
  sqlite3_vfs* system = sqlite3_vfs_find(vfs);
  int there = 0;
  if (system == nullptr ||
      system->xAccess(system, path.c_str(), SQLITE_ACCESS_EXISTS, &there) != SQLITE_OK) {
    return Error(Status::kStorage, path, "it cannot be examined; check its disk");
  }
  return there != 0;
}

Result<void> CheckIsOwnFile(const std::string& path) {
  const auto refused = [&](const std::string& why) { return Error(Status::kStorage, path, why); };
  struct stat about {};
  if (lstat(path.c_str(), &about) != 0) return {};
  if (S_ISLNK(about.st_mode)) {
    return refused(
        "this is a link, and under its name the trail would get a second lock; name the "
        "file itself");
  }
  if (!S_ISREG(about.st_mode)) return refused("this is not a file; check the path");
  if (about.st_nlink > 1) {
    return refused(
        "the file has a second name (a hard link), under which others could use it with "
        "another lock; remove that name, or put a copy here");
  }
  if ((about.st_mode & 022) != 0) {
    return refused("other users can change the file; chmod 600 " + path);
  }
  return {};
}

Result<void> PutInPlace(const std::string& from, const std::string& to) {
  int failed = renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
  // A file system that cannot tell whether there is one.
  if (failed != 0 && errno == EINVAL) failed = rename(from.c_str(), to.c_str());
  if (failed != 0 || !SyncFolder(to)) return SystemFault(to, "putting it in its place", errno);
  return {};
}

void RemoveFile(const std::string& path, const char* vfs) {
  sqlite3_vfs* system = sqlite3_vfs_find(vfs);
  if (system != nullptr) system->xDelete(system, path.c_str(), 1);
}

}  // namespace bsup::core
