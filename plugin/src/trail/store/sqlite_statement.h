// A statement of a connection; see sqlite.h, whose Prepare makes it.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "base/result.h"

struct sqlite3_stmt;

namespace bsup::core {

struct SqliteFile;

// Is destroyed before its connection, or together with it.
class SqliteStatement {
 public:
  SqliteStatement(SqliteStatement&& other) noexcept;
  SqliteStatement& operator=(SqliteStatement&& other) noexcept;
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement();

  // Parameters count from 1. What is bound as text or blob must live until the next Reset.
  SqliteStatement& Bind(int at, std::int64_t value);
  SqliteStatement& BindText(int at, std::string_view value);
  SqliteStatement& BindBlob(int at, std::string_view value);
  SqliteStatement& BindNull(int at);

  // True: there is a row. False: done.
  Result<bool> Step();
  // To be run again, with nothing bound.
  void Reset();
  // Step of a statement that gives no row, then Reset.
  Result<void> Run();

  // Of the current row, columns from 0; views live until the next Step or Reset.
  [[nodiscard]] std::int64_t Integer(int column) const;
  [[nodiscard]] std::string_view Blob(int column) const;  // text too
  [[nodiscard]] bool IsNull(int column) const;

 private:
  friend class Sqlite;
  SqliteStatement(sqlite3_stmt* statement, std::shared_ptr<SqliteFile> file);
  void End();
  void Note(int code);

  sqlite3_stmt* statement_ = nullptr;
  std::shared_ptr<SqliteFile> file_;
  int binding_ = 0;  // the first failure to bind since the last Reset, an SQLite code
};

// Resets a statement when its use ends, so that no row keeps a snapshot open.
class Using {
 public:
  explicit Using(SqliteStatement* statement) : statement_(statement) {}
  Using(Using&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Using& operator=(Using&&) = delete;
  ~Using() {
    if (statement_ != nullptr) statement_->Reset();
  }

  SqliteStatement& operator*() const { return *statement_; }
  SqliteStatement* operator->() const { return statement_; }

 private:
  SqliteStatement* statement_;
};

}  // namespace bsup::core
