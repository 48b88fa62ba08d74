#include "trail/crash_vfs.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>

#include "trail/crash_file_calls.h"

namespace bsup::core::faults {
namespace {

sqlite3_vfs* Default() { return sqlite3_vfs_find(nullptr); }

}  // namespace

struct VfsCalls {
  static CrashVfs& Of(sqlite3_vfs* vfs) { return *static_cast<CrashVfs*>(vfs->pAppData); }

  static int Open(sqlite3_vfs* base, sqlite3_filename name, sqlite3_file* file, int flags,
                  int* flags_out) {
    file->pMethods = nullptr;  // SQLite closes only what has methods
    CrashVfs& vfs = Of(base);
    const CrashVfs::Guard guard(vfs);
    auto open = std::make_unique<OpenFile>();
    open->vfs = &vfs;
    open->temporary = name == nullptr;
    open->delete_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    if (!open->temporary) open->name = name;
    open->file = open->temporary ? std::make_shared<CrashFile>() : vfs.disk_.Find(open->name);
    const bool makes = open->file == nullptr && (flags & SQLITE_OPEN_CREATE) != 0;
    if (const int fault =
            makes ? vfs.EnterOperation(Call::kOpen, open->name) : vfs.Enter(Call::kOpen)) {
      return fault;
    }
    if (!open->temporary) {
      constexpr int kExclusive = SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;
      if (open->file != nullptr && (flags & kExclusive) == kExclusive) return SQLITE_CANTOPEN;
      if (open->file == nullptr && !makes) return SQLITE_CANTOPEN;
      if (makes) open->file = vfs.disk_.Create(open->name);
      constexpr int kJournals =
          SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
      open->sync_directory = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & kJournals) != 0;
    }
    open->shared = vfs.SharedBy(open->file);
    ++vfs.open_files_;
    if (flags_out != nullptr) *flags_out = flags;
    reinterpret_cast<SqliteFile*>(file)->open = open.release();
    file->pMethods = &kFileMethods;
    return SQLITE_OK;
  }

  static int Delete(sqlite3_vfs* base, const char* name, int sync_directory) {
    CrashVfs& vfs = Of(base);
    const CrashVfs::Guard guard(vfs);
    if (vfs.disk_.Find(name) == nullptr) return SQLITE_IOERR_DELETE_NOENT;
    if (const int fault = vfs.EnterOperation(Call::kDelete, name)) return fault;
    vfs.disk_.Delete(name);
    if (sync_directory == 0) return SQLITE_OK;
    if (const int fault = vfs.EnterOperation(Call::kSync, name)) return fault;
    if (!vfs.Ignored(name)) vfs.disk_.SyncDirectory();
    return SQLITE_OK;
  }

  static int Access(sqlite3_vfs* base, const char* name, int flags, int* there) {
    CrashVfs& vfs = Of(base);
    const CrashVfs::Guard guard(vfs);
    if (vfs.Enter(Call::kRead) != SQLITE_OK) return SQLITE_IOERR_ACCESS;
    const auto file = vfs.disk_.Find(name);
    // An empty file counts as none, as in SQLite's own layer for Unix.
    const bool exists =
        file != nullptr && (flags != SQLITE_ACCESS_EXISTS || !file->bytes().empty());
    *there = exists ? 1 : 0;
    return SQLITE_OK;
  }

  static int FullPathname(sqlite3_vfs* /*base*/, const char* name, int size, char* full) {
    const std::size_t bytes = std::strlen(name) + 1;
    if (bytes > static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::memcpy(full, name, bytes);
    return SQLITE_OK;
  }

  static int Randomness(sqlite3_vfs* /*base*/, int size, char* bytes) {
    return Default()->xRandomness(Default(), size, bytes);
  }
  static int Sleep(sqlite3_vfs* /*base*/, int microseconds) {
    return Default()->xSleep(Default(), microseconds);
  }
  static int CurrentTime(sqlite3_vfs* /*base*/, double* days) {
    return Default()->xCurrentTime(Default(), days);
  }
  static int CurrentTimeInt64(sqlite3_vfs* /*base*/, sqlite3_int64* milliseconds) {
    return Default()->xCurrentTimeInt64(Default(), milliseconds);
  }
  static int GetLastError(sqlite3_vfs* /*base*/, int /*size*/, char* /*text*/) { return 0; }
};

CrashVfs::CrashVfs(CrashDisk disk) : disk_(std::move(disk)) {
  static std::atomic<int> made{0};
  name_ = "crash-" + std::to_string(++made);
  vfs_.iVersion = 2;
  vfs_.szOsFile = sizeof(SqliteFile);
  vfs_.mxPathname = 512;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = this;
  vfs_.xOpen = VfsCalls::Open;
  vfs_.xDelete = VfsCalls::Delete;
  vfs_.xAccess = VfsCalls::Access;
  vfs_.xFullPathname = VfsCalls::FullPathname;
  vfs_.xRandomness = VfsCalls::Randomness;
  vfs_.xSleep = VfsCalls::Sleep;
  vfs_.xCurrentTime = VfsCalls::CurrentTime;
  vfs_.xGetLastError = VfsCalls::GetLastError;
  vfs_.xCurrentTimeInt64 = VfsCalls::CurrentTimeInt64;
  if (sqlite3_vfs_register(&vfs_, 0) != SQLITE_OK) std::abort();
}

CrashVfs::~CrashVfs() { sqlite3_vfs_unregister(&vfs_); }

int CrashVfs::open_files() const {
  const Guard guard(*this);
  return open_files_;
}

std::uint64_t CrashVfs::operations() const {
  const Guard guard(*this);
  return operations_.size();
}

std::string CrashVfs::LastOperations(std::size_t count) const {
  const Guard guard(*this);
  std::string lines;
  for (std::size_t i = operations_.size() - std::min(count, operations_.size());
       i < operations_.size(); ++i) {
    const Operation& operation = operations_[i];
    lines += std::to_string(i) + ": " + kCallNames.at(static_cast<std::size_t>(operation.call)) +
             ' ' + operation.name + " at " + std::to_string(operation.at) + ", " +
             std::to_string(operation.bytes) + " bytes\n";
  }
  return lines;
}

void CrashVfs::BeforeEachOperation(std::function<void()> watch) {
  const Guard guard(*this);
  watch_ = std::move(watch);
}

CrashDisk CrashVfs::AfterCut(std::uint64_t seed) const {
  const Guard guard(*this);
  return disk_.AfterCut(seed);
}

void CrashVfs::CutPowerAt(std::uint64_t operation) {
  const Guard guard(*this);
  cut_at_ = operation;
}

void CrashVfs::IgnoreSyncs(std::string ending) {
  const Guard guard(*this);
  ignored_ = std::move(ending);
}

void CrashVfs::Inject(Fault fault) {
  const Guard guard(*this);
  fault_ = fault;
  calls_ = 0;
  struck_ = false;
}

bool CrashVfs::Mend() {
  const Guard guard(*this);
  fault_.reset();
  return std::exchange(struck_, false);
}

std::uint64_t CrashVfs::calls() const {
  const Guard guard(*this);
  return calls_;
}

int CrashVfs::Enter(Call call, const std::string& name) {
  if (!powered_) return SQLITE_IOERR;
  if (!fault_ || (fault_->call && *fault_->call != call)) return SQLITE_OK;
  if (!name.ends_with(fault_->ending)) return SQLITE_OK;
  ++calls_;
  const bool strikes = fault_->forever ? calls_ >= fault_->nth : calls_ == fault_->nth;
  struck_ = struck_ || strikes;
  return strikes ? fault_->code : SQLITE_OK;
}

int CrashVfs::EnterOperation(Call call, const std::string& name, std::size_t at,
                             std::size_t bytes) {
  if (powered_ && operations_.size() >= cut_at_) powered_ = false;
  if (const int fault = Enter(call, name)) return fault;
  if (watch_) watch_();
  operations_.push_back({call, name, at, bytes});
  return SQLITE_OK;
}

bool CrashVfs::Ignored(const std::string& name) const {
  return ignored_ && name.ends_with(*ignored_);
}

std::shared_ptr<CrashVfs::Shared> CrashVfs::SharedBy(const std::shared_ptr<CrashFile>& file) {
  std::weak_ptr<Shared>& known = shared_[file.get()];
  std::shared_ptr<Shared> shared = known.lock();
  if (shared == nullptr) {
    shared = std::make_shared<Shared>();
    known = shared;
  }
  return shared;
}

}  // namespace bsup::core::faults
