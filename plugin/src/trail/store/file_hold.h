// A file that this process keeps hold of, with a lock on it that no other part of the process can
// take away.
//
// Take, then Lock; the last of its holders lets go of the lock and closes the file.
//
// Rationale: closing any descriptor of a file drops the POSIX locks that the process has on it,
// SQLite's among them. So all holders in a process share one descriptor, and it is closed after
// SQLite's own. The locks are those of an open file description: they outlive what others in the
// process close, and they conflict with the POSIX locks of the same process.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <string>

#include "base/result.h"

namespace bsup::core {

class FileHold {
 public:
  struct Range {
    std::int64_t from = 0;
    std::int64_t size = 1;
    bool exclusive = false;
  };

  // Opens the file, which must be there; not through a link. For an exclusive lock it must be
  // `writable`. A file is always locked in the same range.
  static Result<FileHold> Take(const std::string& path, bool writable);
  FileHold(FileHold&& other) noexcept;
  FileHold& operator=(FileHold&& other) noexcept;
  ~FileHold();

  // False: another process, or another part of this one, has a lock that forbids it.
  Result<bool> Lock(const Range& range);
  // Of the file, wherever it is now.
  [[nodiscard]] bool About(struct stat* about) const;
  // Up to `size` bytes at `from`; fewer at the end of the file, and where it cannot be read.
  [[nodiscard]] std::string Bytes(std::int64_t from, std::size_t size) const;
  // Whether that path leads to this file.
  [[nodiscard]] bool IsAt(const std::string& path) const;

  struct File;  // shared by its holders

 private:
  explicit FileHold(File* file) : file_(file) {}
  void LetGo();

  File* file_;
};

}  // namespace bsup::core
