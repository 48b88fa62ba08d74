#include "trail/store/sqlite_statement.h"

#include <sqlite3.h>

#include <utility>

#include "trail/store/sqlite_file.h"

namespace bsup::core {

SqliteStatement::SqliteStatement(sqlite3_stmt* statement, std::shared_ptr<SqliteFile> file)
    : statement_(statement), file_(std::move(file)) {}

SqliteStatement::SqliteStatement(SqliteStatement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      file_(std::move(other.file_)),
      binding_(std::exchange(other.binding_, SQLITE_OK)) {}

SqliteStatement& SqliteStatement::operator=(SqliteStatement&& other) noexcept {
  if (this != &other) {
    End();
    statement_ = std::exchange(other.statement_, nullptr);
    file_ = std::move(other.file_);
    binding_ = std::exchange(other.binding_, SQLITE_OK);
  }
  return *this;
}

SqliteStatement::~SqliteStatement() { End(); }

void SqliteStatement::End() {
  sqlite3_stmt* statement = std::exchange(statement_, nullptr);
  // To finalize may unlock, or roll back in memory shared with the parent of a forked child.
  if (statement != nullptr && !file_->abandoned) sqlite3_finalize(statement);
}

void SqliteStatement::Note(int code) {
  if (binding_ == SQLITE_OK) binding_ = code;
}

SqliteStatement& SqliteStatement::Bind(int at, std::int64_t value) {
  Note(sqlite3_bind_int64(statement_, at, value));
  return *this;
}

// A null pointer would bind NULL, and an empty view may have one.
SqliteStatement& SqliteStatement::BindText(int at, std::string_view value) {
  Note(sqlite3_bind_text64(statement_, at, value.empty() ? "" : value.data(), value.size(),
                           SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

SqliteStatement& SqliteStatement::BindBlob(int at, std::string_view value) {
  Note(sqlite3_bind_blob64(statement_, at, value.empty() ? "" : value.data(), value.size(),
                           SQLITE_STATIC));
  return *this;
}

SqliteStatement& SqliteStatement::BindNull(int at) {
  Note(sqlite3_bind_null(statement_, at));
  return *this;
}

Result<bool> SqliteStatement::Step() {
  if (binding_ != SQLITE_OK) {
    return SqliteFault(file_->path, "filling in a statement", binding_, sqlite3_errstr(binding_));
  }
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3* const database = sqlite3_db_handle(statement_);
  return SqliteFault(file_->path, sqlite3_stmt_readonly(statement_) != 0 ? "reading" : "writing",
                     CodeOf(database, code), sqlite3_errmsg(database));
}

void SqliteStatement::Reset() {
  sqlite3_reset(statement_);  // gives the last Step's code again
  sqlite3_clear_bindings(statement_);
  binding_ = SQLITE_OK;
}

Result<void> SqliteStatement::Run() {
  const Result<bool> row = Step();
  Reset();
  BSUP_TRY(row);
  return {};
}

std::int64_t SqliteStatement::Integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteStatement::Blob(int column) const {
  // The pointer first: to ask for it may change the size.
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

bool SqliteStatement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

}  // namespace bsup::core
