// The locks of one SQLite file between the connections to it, and the memory that they share: what
// an operating system would keep for them. Gone after a power cut.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <set>
#include <vector>

#include "sqlite3.h"

namespace bsup::core::faults {

// SQLITE_LOCK_SHARED to SQLITE_LOCK_EXCLUSIVE. A connection is told by its address.
class FileLocks {
 public:
  // `held` is what the connection has, and is raised to `wanted`; or SQLITE_BUSY. A connection that
  // is refused the exclusive lock keeps a pending one, so that readers come to an end.
  int Raise(const void* connection, int wanted, int* held);
  void Lower(const void* connection, int to, int* held);
  [[nodiscard]] bool reserved() const { return writer_ != nullptr; }

 private:
  std::set<const void*> readers_;
  const void* writer_ = nullptr;   // has a reserved lock or more
  const void* pending_ = nullptr;  // lets no new reader in
};

// The wal-index and its locks.
class SharedMemory {
 public:
  // Null where the region is not there and is not to be made.
  void volatile* Region(int index, int bytes, bool make);
  // As of sqlite3_io_methods.xShmLock; `shared` and `exclusive` are the connection's own locks, as
  // bits.
  int Lock(int offset, int count, int flags, unsigned* shared, unsigned* exclusive);
  // The last connection that leaves takes the memory with it.
  void Join() { ++connections_; }
  void Leave(unsigned* shared, unsigned* exclusive);

 private:
  void Unlock(unsigned slots, unsigned* shared, unsigned* exclusive);

  int connections_ = 0;
  std::vector<std::unique_ptr<char[]>> regions_;
  std::array<int, SQLITE_SHM_NLOCK> readers_{};
  unsigned writers_ = 0;  // slots that are held exclusively
};

}  // namespace bsup::core::faults
