// What a connection and its statements share, and how SQLite's failures become errors.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "trail/store/database_hold.h"
#include "trail/store/sqlite.h"

namespace bsup::core {

struct SqliteFile {
  std::string path;            // as the caller gave it
  std::int64_t wal_pages = 0;  // see Sqlite::wal_pages
  bool abandoned = false;
  // Outlives the connection and its statements. None for a file system of a test's own.
  std::shared_ptr<DatabaseHold> hold;
};

// The code, or SQLITE_IOERR where SQLite takes an error of the disk for damage.
int CodeOf(sqlite3* database, int code);

// `code` as an error with the file before it: what was being done, what went wrong and what to do.
// `words` are SQLite's own. Throws std::bad_alloc where SQLite had no memory.
Error SqliteFault(const std::string& path, std::string_view doing, int code, const char* words);

// Makes an empty file with mode 0600, whatever the umask, durably. False: there is one. SQLite
// gives -wal and -shm the mode of their database.
//
// Rationale: closing any descriptor of a database drops this process's locks on it, so this comes
// before SQLite ever opens the file, and never opens one that exists.
Result<bool> MakePrivateFile(const std::string& path);

// Whether the file system called `vfs` has that file. kStorage if that cannot be known: a file that
// cannot be examined is not treated as missing.
Result<bool> FileIsThere(const std::string& path, const char* vfs);
// kStorage where the file is there and is not one that has this name only, or where others may
// change it: by another name the trail would get another lock and another log.
Result<void> CheckIsOwnFile(const std::string& path);
// Gives the file that name, which nothing has yet, durably.
Result<void> PutInPlace(const std::string& from, const std::string& to);
// Removes the file. That it cannot be removed is not an error.
void RemoveFile(const std::string& path, const char* vfs);

}  // namespace bsup::core
