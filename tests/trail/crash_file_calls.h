// One file of a CrashVfs that SQLite has open.
#pragma once

#include <memory>
#include <string>

#include "sqlite3.h"
#include "trail/crash_vfs.h"

namespace bsup::core::faults {

struct OpenFile {
  CrashVfs* vfs;  // outlives this
  std::string name;
  std::shared_ptr<CrashFile> file;
  std::shared_ptr<CrashVfs::Shared> shared;
  bool temporary = false;       // has no name, or loses it at once
  bool sync_directory = false;  // with the next sync, as SQLite's own layer for Unix does it
  bool delete_on_close = false;
  int lock = SQLITE_LOCK_NONE;
  int last_errno = 0;   // of a read
  bool joined = false;  // the shared memory
  unsigned shared_slots = 0;
  unsigned exclusive_slots = 0;
};

// What SQLite allocates for it.
struct SqliteFile {
  sqlite3_file base;
  OpenFile* open;
};

extern const sqlite3_io_methods kFileMethods;

}  // namespace bsup::core::faults
