// SQLite's file layer over a CrashDisk: cuts the power, drops syncs and fails calls, as a test
// asks.
//
// Make one, give its name to sqlite3_open_v2, and end it after its last connection. To see what a
// cut would leave: AfterCut at any time, and a new CrashVfs on that disk. Or CutPowerAt, after
// which every call fails.
//
// An operation is what changes the disk: create, write, truncate, sync, delete. They are counted,
// so that a test can cut before each one. Connections and threads may share a CrashVfs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "sqlite3.h"
#include "trail/crash_disk.h"
#include "trail/crash_locks.h"
#include "trail/own_work.h"

namespace bsup::core::faults {

enum class Call : std::uint8_t { kOpen, kRead, kWrite, kTruncate, kSync, kDelete, kLock, kShare };
inline constexpr std::array kCallNames{"open", "read",   "write", "truncate",
                                       "sync", "delete", "lock",  "share"};

// A call that fails.
struct Fault {
  std::optional<Call> call;  // nothing: any
  std::uint64_t nth = 1;     // of that kind from now on, from 1
  int code = SQLITE_IOERR;
  bool forever = false;  // and all that follow it
  bool forgets = false;  // a sync that fails leaves nothing to be synced later
  std::string ending{};  // only files whose names end so
};

struct OpenFile;

class CrashVfs {
 public:
  explicit CrashVfs(CrashDisk disk = {});
  ~CrashVfs();
  CrashVfs(const CrashVfs&) = delete;
  CrashVfs& operator=(const CrashVfs&) = delete;

  // No other has it. It is never SQLite's default.
  [[nodiscard]] const char* name() const { return name_.c_str(); }

  // Of all connections; each should be closed before this ends.
  [[nodiscard]] int open_files() const;

  // How many there have been.
  [[nodiscard]] std::uint64_t operations() const;
  // The newest of them, a line each.
  [[nodiscard]] std::string LastOperations(std::size_t count) const;
  // `watch` is called before each operation, within SQLite's call; it may ask for AfterCut.
  void BeforeEachOperation(std::function<void()> watch);

  // As programs see it. For when nobody is at work on it.
  [[nodiscard]] const CrashDisk& disk() const { return disk_; }
  // As the disk may come up if the power were cut now. One seed, one disk.
  [[nodiscard]] CrashDisk AfterCut(std::uint64_t seed) const;
  // In place of the operation of that number, from 0, and ever after: SQLITE_IOERR.
  void CutPowerAt(std::uint64_t operation);

  // A device that lies: syncs of files whose names end in `ending` do nothing. Empty: all files.
  void IgnoreSyncs(std::string ending);

  // In place of an earlier one.
  void Inject(Fault fault);
  // No more faults. Gives whether the last one has struck.
  bool Mend();
  // Calls since the last Inject.
  [[nodiscard]] std::uint64_t calls() const;

 private:
  friend struct VfsCalls;   // what SQLite calls of the file layer,
  friend struct FileCalls;  // and of one file in it
  friend struct OpenFile;

  struct Shared {
    FileLocks locks;
    SharedMemory memory;
  };
  struct Operation {
    Call call;
    std::string name;
    std::size_t at;
    std::size_t bytes;
  };

  // Held throughout a call.
  struct Guard {
    explicit Guard(const CrashVfs& vfs) : lock(vfs.mutex_) {}
    OwnWork own;
    std::lock_guard<std::recursive_mutex> lock;
  };

  // The fault that strikes this call, or SQLITE_OK.
  int Enter(Call call, const std::string& name = "");
  // The same for one that changes the disk.
  int EnterOperation(Call call, const std::string& name, std::size_t at = 0, std::size_t bytes = 0);
  [[nodiscard]] bool Ignored(const std::string& name) const;
  // What the connections to a file have in common.
  std::shared_ptr<Shared> SharedBy(const std::shared_ptr<CrashFile>& file);

  std::string name_;
  sqlite3_vfs vfs_{};
  mutable std::recursive_mutex mutex_;  // recursive, for the watch; guards what follows
  CrashDisk disk_;
  std::map<const CrashFile*, std::weak_ptr<Shared>> shared_;
  std::vector<Operation> operations_;
  std::function<void()> watch_;
  std::uint64_t cut_at_ = std::numeric_limits<std::uint64_t>::max();
  bool powered_ = true;
  std::optional<std::string> ignored_;
  std::optional<Fault> fault_;
  std::uint64_t calls_ = 0;
  bool struck_ = false;
  int open_files_ = 0;
};

}  // namespace bsup::core::faults
