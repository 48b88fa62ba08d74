#include "trail/store/sqlite.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "trail/store/sqlite_file.h"

namespace bsup::core {
namespace {

// Writers queue at the trail's lock, so nothing waits here for a writer. What remains is the moment
// in which another process recovers the write-ahead log while this one opens or reads, and a
// reader who is in the way of emptying the log.
constexpr int kBusyMilliseconds = 200;

// SQLite knows `:memory:` and, where the host has said so, `file:`. Neither begins with a dot.
std::string AsFile(const std::string& path, const char* vfs) {
  return vfs != nullptr || path.starts_with('/') ? path : "./" + path;
}

int NoteWalPages(void* file, sqlite3* /*database*/, const char* /*schema*/, int pages) {
  static_cast<SqliteFile*>(file)->wal_pages = pages;
  return SQLITE_OK;
}

int Authorize(void* /*context*/, int action, const char* /*first*/, const char* second,
              const char* /*schema*/, const char* /*trigger*/) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION:
      return std::string_view(second) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
    default: return SQLITE_DENY;
  }
}

// The same bytes over themselves, which harms nothing that is on the disk: what the system took for
// written, it writes once more. Only to copy the log into the file would not do: a cut might leave
// the file new and the log old.
int WriteAgain(sqlite3_file* file, sqlite3_int64 size) {
  std::string bytes;
  for (sqlite3_int64 at = 0; at < size; at += static_cast<sqlite3_int64>(bytes.size())) {
    bytes.resize(static_cast<std::size_t>(std::min<sqlite3_int64>(size - at, 1 << 16)));
    const int count = static_cast<int>(bytes.size());
    int code = file->pMethods->xRead(file, bytes.data(), count, at);
    if (code == SQLITE_OK) code = file->pMethods->xWrite(file, bytes.data(), count, at);
    if (code != SQLITE_OK) return code;
  }
  return file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
}

int OpenFlags(OpenMode mode) {
  // One thread at a time uses a connection, and none shares its cache.
  constexpr int kAlways = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  switch (mode) {
    case OpenMode::kReadOnly: return kAlways | SQLITE_OPEN_READONLY;
    case OpenMode::kReadWrite: return kAlways | SQLITE_OPEN_READWRITE;
    case OpenMode::kCreate: break;
  }
  return kAlways | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

}  // namespace

Result<Sqlite> Sqlite::Connect(const std::string& path, const SqliteOptions& options) {
  if (sqlite3_threadsafe() == 0) {
    return Error(Status::kInternal, path,
                 "this SQLite was built without threads; load one that was built with them");
  }
  BSUP_TRY(const bool there, FileIsThere(path, options.vfs));
  if (options.mode == OpenMode::kCreate) {
    bool made = !there;
    if (!there && options.vfs == nullptr) {
      BSUP_TRY(made, MakePrivateFile(path));
    }
    if (options.fresh && !made) {
      return Error(Status::kStorage, path, "it exists already; choose another name or move it");
    }
  } else if (!there) {
    return Error(Status::kNotFound, path, "it does not exist; check the path");
  }
  // First, since there may be no memory for it: the connection must not be lost.
  auto file = std::make_shared<SqliteFile>(SqliteFile{path, 0, false, nullptr});
  if (options.vfs == nullptr) {
    const bool writes = options.mode != OpenMode::kReadOnly;
    Result<DatabaseHold> hold = DatabaseHold::Begin(path, writes);
    if (hold) {
      file->hold = std::make_shared<DatabaseHold>(*std::move(hold));
    } else if (writes) {
      return std::move(hold).error();
    }
  }
  const std::string name = AsFile(path, options.vfs);
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &database, OpenFlags(options.mode), options.vfs);
  Sqlite opened(database, std::move(file));
  if (database != nullptr) sqlite3_extended_result_codes(database, 1);
  if (code != SQLITE_OK) {
    return SqliteFault(path, "opening it", database ? sqlite3_extended_errcode(database) : code,
                       database ? sqlite3_errmsg(database) : sqlite3_errstr(code));
  }
  return opened;
}

Result<Sqlite> Sqlite::Open(const std::string& path, const SqliteOptions& options) {
  BSUP_TRY(Sqlite opened, Connect(path, options));
  BSUP_TRY(opened.Set(options));
  BSUP_TRY(opened.CompleteHold(options));
  return opened;
}

Result<void> Sqlite::CompleteHold(const SqliteOptions& options) {
  if (file_->hold == nullptr) return {};
  // SQLite opens its log and the shared memory when it first reads.
  BSUP_TRY(Number("PRAGMA schema_version"));
  // A log that is only read may have no shared memory: on a disk that cannot be written.
  if (const Result<void> held = file_->hold->Complete(database_);
      !held && options.mode != OpenMode::kReadOnly) {
    return held;
  }
  return {};
}

Result<void> Sqlite::Set(const SqliteOptions& options) {
  struct Setting {
    int name;
    int value;
  };
  for (const Setting& setting :
       {Setting{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1}, Setting{SQLITE_DBCONFIG_DEFENSIVE, 1},
        Setting{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        Setting{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        Setting{SQLITE_DBCONFIG_ENABLE_TRIGGER, 1}, Setting{SQLITE_DBCONFIG_DQS_DML, 0},
        Setting{SQLITE_DBCONFIG_DQS_DDL, 0}}) {
    if (sqlite3_db_config(database_, setting.name, setting.value, nullptr) != SQLITE_OK) {
      return Error(Status::kInternal, file_->path,
                   "this SQLite lacks a setting that the trail needs; load 3.37 or newer");
    }
  }
  sqlite3_busy_timeout(database_, kBusyMilliseconds);
  BSUP_TRY(
      Run("PRAGMA synchronous = FULL; PRAGMA recursive_triggers = 1; PRAGMA cell_size_check = 1;"
          "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096;"));
  if (options.secure_delete) {
    BSUP_TRY(Run("PRAGMA secure_delete = ON"));
  }
  if (options.mode == OpenMode::kReadOnly) {
    BSUP_TRY(Run("PRAGMA query_only = 1"));
    // The first look into the file: is it a database at all?
    BSUP_TRY(Number("PRAGMA schema_version"));
    return {};
  }
  // SQLite opens a file that it may not write for reading, and says nothing.
  if (sqlite3_db_readonly(database_, "main") == 1) {
    return SqliteFault(file_->path, "opening it", SQLITE_READONLY, "");
  }
  BSUP_TRY(SqliteStatement journal, Prepare("PRAGMA journal_mode = WAL"));
  BSUP_TRY(const bool row, journal.Step());
  if (!row || journal.Blob(0) != "wal") {
    return Error(Status::kStorage, file_->path,
                 "its file system cannot keep a write-ahead log; use a local disk");
  }
  // A hook of our own takes the place of SQLite's, which would checkpoint.
  sqlite3_wal_autocheckpoint(database_, 0);
  sqlite3_wal_hook(database_, NoteWalPages, file_.get());
  return {};
}

Sqlite::Sqlite(sqlite3* database, std::shared_ptr<SqliteFile> file)
    : database_(database), file_(std::move(file)) {}

Sqlite::Sqlite(Sqlite&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)),
      file_(std::move(other.file_)),
      rows_only_(other.rows_only_) {}

Sqlite& Sqlite::operator=(Sqlite&& other) noexcept {
  if (this != &other) {
    Close();
    database_ = std::exchange(other.database_, nullptr);
    file_ = std::move(other.file_);
    rows_only_ = other.rows_only_;
  }
  return *this;
}

Sqlite::~Sqlite() { Close(); }

void Sqlite::Close() {
  if (database_ == nullptr) return;
  sqlite3_wal_hook(database_, nullptr, nullptr);
  sqlite3_close_v2(std::exchange(database_, nullptr));
}

void Sqlite::Abandon() {
  if (file_ != nullptr) file_->abandoned = true;
  database_ = nullptr;
}

void Sqlite::AllowRowsOnly() {
  sqlite3_set_authorizer(database_, Authorize, nullptr);
  rows_only_ = true;
}

Result<void> Sqlite::Rewrite() {
  // SQLite does it through a database in memory that it attaches.
  sqlite3_set_authorizer(database_, nullptr, nullptr);
  const int code = sqlite3_exec(database_, "VACUUM", nullptr, nullptr, nullptr);
  if (rows_only_) sqlite3_set_authorizer(database_, Authorize, nullptr);
  if (code == SQLITE_OK) return {};
  return Fault("rewriting it");
}

Result<std::string> Sqlite::WhatIsWrong() {
  sqlite3_set_authorizer(database_, nullptr, nullptr);
  Result<std::string> found = [&]() -> Result<std::string> {
    BSUP_TRY(SqliteStatement check, Prepare("PRAGMA integrity_check(1)"));
    BSUP_TRY(const bool row, check.Step());
    std::string said(row ? check.Blob(0) : "");
    return said == "ok" ? std::string() : said;
  }();
  if (rows_only_) sqlite3_set_authorizer(database_, Authorize, nullptr);
  return found;
}

Result<void> Sqlite::Run(const std::string& sql) {
  if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return Fault("using it");
}

Result<SqliteStatement> Sqlite::Prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
    return Fault("using it");
  }
  return SqliteStatement(statement, file_);
}

Result<std::optional<std::int64_t>> Sqlite::Number(std::string_view sql) {
  BSUP_TRY(SqliteStatement statement, Prepare(sql));
  BSUP_TRY(const bool row, statement.Step());
  if (!row) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(statement.Integer(0));
}

Result<void> Sqlite::Checkpoint(bool truncate) {
  int pages = 0;
  int copied = 0;
  const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  if (sqlite3_wal_checkpoint_v2(database_, "main", mode, &pages, &copied) != SQLITE_OK) {
    return Fault(truncate ? "emptying its write-ahead log" : "copying its write-ahead log");
  }
  file_->wal_pages = pages - copied;
  return {};
}

Result<bool> Sqlite::EmptyLog() {
  sqlite3_busy_timeout(database_, 0);
  Result<void> emptied = Checkpoint(true);
  sqlite3_busy_timeout(database_, kBusyMilliseconds);
  if (emptied) return true;
  if (emptied.error().status == Status::kBusy) return false;
  return std::move(emptied).error();
}

Result<void> Sqlite::Settle() {
  if (in_transaction()) {  // there was no memory to roll the last one back
    BSUP_TRY(Run("ROLLBACK"));
  }
  BSUP_TRY(Number("SELECT count(*) FROM sqlite_schema"));  // opens the log
  sqlite3_file* log = nullptr;
  sqlite3_int64 size = 0;
  int code = sqlite3_file_control(database_, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (code == SQLITE_OK && log->pMethods == nullptr) code = SQLITE_CANTOPEN;
  if (code == SQLITE_OK) code = log->pMethods->xFileSize(log, &size);
  if (code == SQLITE_OK && size > 0) {
    BSUP_TRY(Run("BEGIN IMMEDIATE"));  // nobody writes meanwhile
    code = WriteAgain(log, size);
    BSUP_TRY(Run("ROLLBACK"));
  }
  if (code != SQLITE_OK) {
    return SqliteFault(file_->path, "securing its write-ahead log", CodeOf(database_, code),
                       sqlite3_errstr(code));
  }
  const Result<bool> emptied = EmptyLog();
  return emptied ? Result<void>() : emptied.error();
}

std::shared_ptr<const DatabaseHold> Sqlite::hold() const { return file_->hold; }

Result<void> Sqlite::StillInPlace() const {
  return file_->hold == nullptr ? Result<void>() : file_->hold->StillInPlace();
}

std::int64_t Sqlite::wal_pages() const { return file_->wal_pages; }

Result<void> Sqlite::BackupTo(const std::string& path, const char* vfs) {
  BSUP_TRY(Sqlite copy,
           Connect(path,
                   {.mode = OpenMode::kCreate, .vfs = vfs, .secure_delete = false, .fresh = true}));
  const auto finish = [&]() -> Result<void> {
    sqlite3_backup* backup = sqlite3_backup_init(copy.handle(), "main", database_, "main");
    if (backup == nullptr) return copy.Fault("copying into it");
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK) return copy.Fault("copying into it");
    // The copy says of itself that it has a write-ahead log, as its model does.
    BSUP_TRY(SqliteStatement journal, copy.Prepare("PRAGMA journal_mode = DELETE"));
    BSUP_TRY(const bool row, journal.Step());
    if (row && journal.Blob(0) == "delete") return {};
    return Error(Status::kStorage, path, "it cannot be made one file; use a local disk");
  };
  // Half a copy does not stay, whatever happens.
  struct Remains {
    ~Remains() {
      copy->Close();
      if (!whole) RemoveFile(path, vfs);
    }
    Sqlite* copy;
    const std::string& path;
    const char* vfs;
    bool whole = false;
  } remains{&copy, path, vfs};
  BSUP_TRY(finish());
  remains.whole = true;
  return {};
}

bool Sqlite::in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }

Error Sqlite::Fault(std::string_view doing) const {
  return SqliteFault(file_->path, doing, CodeOf(database_, sqlite3_extended_errcode(database_)),
                     sqlite3_errmsg(database_));
}

}  // namespace bsup::core
