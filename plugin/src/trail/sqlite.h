// The one door to SQLite: a connection as the trail wants it, and its statements.
//
// Open, Prepare once a statement, then bind, Step and Reset any number of times. One thread at a
// time uses a connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace bsup {

enum class OpenMode : std::uint8_t { kReadOnly, kReadWrite, kCreate };

struct SqliteOptions {
  OpenMode mode = OpenMode::kReadWrite;
  const char* vfs = nullptr;   // null: the system's; tests bring their own
  bool secure_delete = false;  // overwrite what is deleted
};

class Statement;

class Sqlite {
 public:
  // A file made anew has mode 0600. In WAL mode (unless read-only), synchronous FULL, no automatic
  // checkpoint, none on close, defensive, foreign schemas not trusted, recursive triggers on, an
  // authorizer that refuses ATTACH, DETACH, PRAGMA and changes of schema once sealed.
  static Result<Sqlite> Open(const std::string& path, const SqliteOptions& options);

  Sqlite(Sqlite&& other) noexcept;
  Sqlite& operator=(Sqlite&& other) noexcept;
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;
  ~Sqlite();

  // From now on the schema and the settings stay as they are.
  void Seal();

  // Runs statements that give no rows.
  Result<bool> Run(const std::string& sql);
  Result<Statement> Prepare(std::string_view sql);
  // The first column of the only row; nothing where there is no row.
  Result<std::optional<std::int64_t>> Number(std::string_view sql);

  // Copies what is in the write-ahead log into the file, as far as readers allow; with `truncate`
  // also empties the log, and fails where a reader stands in the way.
  Result<bool> Checkpoint(bool truncate);
  // Bytes in the write-ahead log since the last checkpoint, as of the last commit here.
  [[nodiscard]] std::int64_t wal_pages() const;

  // The whole database into a new file in DELETE journal mode.
  Result<bool> BackupTo(const std::string& path, const char* vfs);

  // Ends the connection without touching any file: in a forked child.
  void Abandon();

  [[nodiscard]] sqlite3* handle() const { return database_; }
  // What went wrong last, as an error with `doing` before it.
  [[nodiscard]] Error Fault(std::string_view doing) const;

 private:
  explicit Sqlite(sqlite3* database) : database_(database) {}
  sqlite3* database_ = nullptr;
  std::unique_ptr<struct SqliteGuard> guard_;
};

class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  // Parameters count from 1. What is bound as text or blob must live until the next Reset.
  Statement& Bind(int at, std::int64_t value);
  Statement& BindText(int at, std::string_view value);
  Statement& BindBlob(int at, std::string_view value);
  Statement& BindNull(int at);

  // True: there is a row. False: done.
  Result<bool> Step();
  // To be run again, with nothing bound.
  void Reset();
  // Step of a statement that gives no row, then Reset.
  Result<bool> Run();

  // Of the current row, columns from 0; views live until the next Step or Reset.
  [[nodiscard]] std::int64_t Integer(int column) const;
  [[nodiscard]] std::string_view Blob(int column) const;  // text too
  [[nodiscard]] bool IsNull(int column) const;

 private:
  friend class Sqlite;
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace bsup
