// The door to SQLite, with sqlite_statement.h: a connection as the trail wants it.
//
// Open, Prepare once a statement, then bind, Step and Reset any number of times. One thread at a
// time uses a connection.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "trail/store/sqlite_statement.h"

struct sqlite3;

namespace bsup::core {

enum class OpenMode : std::uint8_t { kReadOnly, kReadWrite, kCreate };

struct SqliteOptions {
  OpenMode mode = OpenMode::kReadWrite;
  const char* vfs = nullptr;   // null: the system's; tests bring their own
  bool secure_delete = false;  // overwrite what is deleted
  bool fresh = false;          // with kCreate: kStorage where the file is there already
};

class DatabaseHold;
struct SqliteFile;

class Sqlite {
 public:
  // A new file has mode 0600. In WAL mode (unless read-only), synchronous FULL, no automatic
  // checkpoint, none on close, defensive, foreign schemas not trusted, recursive triggers on, an
  // authorizer that refuses ATTACH, DETACH, PRAGMA and changes of schema after AllowRowsOnly.
  // kNotFound, kBusy, kStorage, kTampered (the file is damaged).
  static Result<Sqlite> Open(const std::string& path, const SqliteOptions& options);

  Sqlite(Sqlite&& other) noexcept;
  Sqlite& operator=(Sqlite&& other) noexcept;
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;
  ~Sqlite();

  // From now on only rows can be read and changed, not the schema and not the settings.
  void AllowRowsOnly();

  // Runs statements that give no rows.
  Result<void> Run(const std::string& sql);
  Result<SqliteStatement> Prepare(std::string_view sql);
  // The first column of the only row; nothing if there is no row.
  Result<std::optional<std::int64_t>> Number(std::string_view sql);

  // Copies what is in the write-ahead log into the file, as far as readers allow; with `truncate`
  // also empties the log, and fails if a reader is in the way.
  Result<void> Checkpoint(bool truncate);
  // The same as with `truncate`, without waiting: false where a reader is in the way.
  Result<bool> EmptyLog();
  // The log that a failed sync or a dead process has left may be in the system's memory and never
  // reach the disk. Writes it once more, then empties it as EmptyLog does.
  Result<void> Settle();
  // What SQLite itself finds wrong with pages, tables and indices, the first of it; empty where all
  // is well. Reads the whole file.
  Result<std::string> WhatIsWrong();
  // Rewrites the whole file from its rows alone.
  Result<void> Rewrite();
  // Pages in the write-ahead log that are not in the file yet, as of the last commit or checkpoint
  // of this connection.
  [[nodiscard]] std::int64_t wal_pages() const;

  // The whole database into a new file in DELETE journal mode, mode 0600. kStorage if the file
  // exists already; a copy that fails leaves nothing behind.
  Result<void> BackupTo(const std::string& path, const char* vfs);

  // Gives the connection up without touching any file, and its statements with it: in a forked
  // child. Its memory is not given back.
  void Abandon();

  // kStorage where its files have been removed or replaced: see DatabaseHold.
  [[nodiscard]] Result<void> StillInPlace() const;
  // What tells that; null for a file system of a test's own.
  [[nodiscard]] std::shared_ptr<const DatabaseHold> hold() const;

  // Whether a transaction is open: also one whose rollback failed.
  [[nodiscard]] bool in_transaction() const;

  [[nodiscard]] sqlite3* handle() const { return database_; }
  // What went wrong last, as an error with `doing` before it.
  [[nodiscard]] Error Fault(std::string_view doing) const;

 private:
  static Result<Sqlite> Connect(const std::string& path, const SqliteOptions& options);
  Sqlite(sqlite3* database, std::shared_ptr<SqliteFile> file);
  Result<void> Set(const SqliteOptions& options);
  Result<void> CompleteHold(const SqliteOptions& options);
  void Close();

  sqlite3* database_ = nullptr;
  std::shared_ptr<SqliteFile> file_;
  bool rows_only_ = false;
};

}  // namespace bsup::core
