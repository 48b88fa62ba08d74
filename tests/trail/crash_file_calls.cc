#include "trail/crash_file_calls.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

namespace bsup::core::faults {

struct FileCalls {
  using Guard = CrashVfs::Guard;
  static OpenFile& Of(sqlite3_file* file) { return *reinterpret_cast<SqliteFile*>(file)->open; }

  // A temporary file is not part of what a cut leaves, so its changes are not operations.
  static int EnterChange(const OpenFile& file, Call call, std::size_t at = 0,
                         std::size_t bytes = 0) {
    return file.temporary ? file.vfs->Enter(call)
                          : file.vfs->EnterOperation(call, file.name, at, bytes);
  }

  // The reason is remembered as by SQLite's own layer for Unix.
  static int EnterRead(OpenFile* file) {
    const int fault = file->vfs->Enter(Call::kRead);
    if (fault == SQLITE_IOERR_CORRUPTFS) file->last_errno = EIO;
    return fault;
  }

  static int Close(sqlite3_file* base) {
    OpenFile& file = Of(base);
    {
      const Guard guard(*file.vfs);
      Leave(file);
      file.shared->locks.Lower(&file, SQLITE_LOCK_NONE, &file.lock);
      if (file.delete_on_close && !file.temporary && file.vfs->powered_) {
        file.vfs->disk_.Delete(file.name);
      }
      --file.vfs->open_files_;
    }
    delete &file;
    return SQLITE_OK;
  }

  static int Read(sqlite3_file* base, void* to, int count, sqlite3_int64 from) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    if (const int fault = EnterRead(&file)) return fault;
    const auto at = static_cast<std::size_t>(from);
    const auto wanted = static_cast<std::size_t>(count);
    const std::string& bytes = file.file->bytes();
    const std::size_t there = at < bytes.size() ? std::min(wanted, bytes.size() - at) : 0;
    if (there > 0) std::memcpy(to, bytes.data() + at, there);
    if (there == wanted) return SQLITE_OK;
    std::memset(static_cast<char*>(to) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
  }

  static int Write(sqlite3_file* base, const void* from, int count, sqlite3_int64 to) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    const auto at = static_cast<std::size_t>(to);
    const auto size = static_cast<std::size_t>(count);
    if (const int fault = EnterChange(file, Call::kWrite, at, size)) return fault;
    file.file->Write(at, {static_cast<const char*>(from), size});
    if (file.temporary) file.file->Sync();
    return SQLITE_OK;
  }

  static int Truncate(sqlite3_file* base, sqlite3_int64 size) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    const auto bytes = static_cast<std::size_t>(size);
    if (const int fault = EnterChange(file, Call::kTruncate, bytes)) return fault;
    file.file->Truncate(bytes);
    if (file.temporary) file.file->Sync();
    return SQLITE_OK;
  }

  static int Sync(sqlite3_file* base, int /*flags*/) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    if (const int fault = EnterChange(file, Call::kSync)) {
      if (file.vfs->fault_ && file.vfs->fault_->forgets) file.file->ForgetUnsynced();
      return fault;
    }
    if (file.vfs->Ignored(file.name)) return SQLITE_OK;
    file.file->Sync();
    if (file.sync_directory) file.vfs->disk_.SyncDirectory();
    file.sync_directory = false;
    return SQLITE_OK;
  }

  static int FileSize(sqlite3_file* base, sqlite3_int64* size) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    if (const int fault = EnterRead(&file)) return fault;
    *size = static_cast<sqlite3_int64>(file.file->bytes().size());
    return SQLITE_OK;
  }

  static int Lock(sqlite3_file* base, int lock) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    if (const int fault = file.vfs->Enter(Call::kLock)) return fault;
    return file.shared->locks.Raise(&file, lock, &file.lock);
  }

  static int Unlock(sqlite3_file* base, int lock) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    file.shared->locks.Lower(&file, lock, &file.lock);
    return SQLITE_OK;
  }

  static int CheckReservedLock(sqlite3_file* base, int* reserved) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    if (const int fault = file.vfs->Enter(Call::kLock)) return fault;
    *reserved = file.shared->locks.reserved() ? 1 : 0;
    return SQLITE_OK;
  }

  static int FileControl(sqlite3_file* base, int what, void* value) {
    if (what != SQLITE_FCNTL_LAST_ERRNO) return SQLITE_NOTFOUND;
    *static_cast<int*>(value) = Of(base).last_errno;
    return SQLITE_OK;
  }
  static int SectorSize(sqlite3_file* /*base*/) { return static_cast<int>(kSectorBytes); }
  static int DeviceCharacteristics(sqlite3_file* /*base*/) { return 0; }

  static int ShmMap(sqlite3_file* base, int region, int bytes, int make, void volatile** memory) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    *memory = nullptr;
    if (const int fault = file.vfs->Enter(Call::kShare)) return fault;
    if (!file.joined) file.shared->memory.Join();
    file.joined = true;
    *memory = file.shared->memory.Region(region, bytes, make != 0);
    return SQLITE_OK;
  }

  static int ShmLock(sqlite3_file* base, int offset, int count, int flags) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    if ((flags & SQLITE_SHM_UNLOCK) == 0) {
      if (const int fault = file.vfs->Enter(Call::kShare)) return fault;
    }
    return file.shared->memory.Lock(offset, count, flags, &file.shared_slots,
                                    &file.exclusive_slots);
  }

  static void ShmBarrier(sqlite3_file* base) {
    const Guard guard(*Of(base).vfs);
    std::atomic_thread_fence(std::memory_order_seq_cst);
  }

  static int ShmUnmap(sqlite3_file* base, int /*and_delete*/) {
    OpenFile& file = Of(base);
    const Guard guard(*file.vfs);
    Leave(file);
    return SQLITE_OK;
  }

  static void Leave(OpenFile& file) {
    if (file.joined) file.shared->memory.Leave(&file.shared_slots, &file.exclusive_slots);
    file.joined = false;
  }
};

const sqlite3_io_methods kFileMethods = {
    2,  // no memory-mapped database
    FileCalls::Close,
    FileCalls::Read,
    FileCalls::Write,
    FileCalls::Truncate,
    FileCalls::Sync,
    FileCalls::FileSize,
    FileCalls::Lock,
    FileCalls::Unlock,
    FileCalls::CheckReservedLock,
    FileCalls::FileControl,
    FileCalls::SectorSize,
    FileCalls::DeviceCharacteristics,
    FileCalls::ShmMap,
    FileCalls::ShmLock,
    FileCalls::ShmBarrier,
    FileCalls::ShmUnmap,
    nullptr,
    nullptr,
};

}  // namespace bsup::core::faults
