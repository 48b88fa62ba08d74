// Small files of secrets that nobody else may see: PATH and, beside it, PATH.2, PATH.3 and so on.
// Each is written once and never changed; what is taken away is overwritten before its blocks go
// back to the disk.
//
// ReadGuarded and ListGuarded any time. To change them: LockGuarded, read, change, and let the lock
// go.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "trail/store/fork_guard.h"

namespace bsup::core {

class GuardedText {
 public:
  GuardedText(std::string path, std::string text, dev_t device, ino_t inode)
      : path_(std::move(path)), text_(std::move(text)), device_(device), inode_(inode) {}
  ~GuardedText();  // wipes
  GuardedText(GuardedText&& other) = default;
  GuardedText& operator=(GuardedText&&) = delete;

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string& text() { return text_; }
  // Whether it was taken away since it was opened, or another file has taken its place.
  [[nodiscard]] bool Replaced() const;

 private:
  std::string path_;
  std::string text_;
  dev_t device_;
  ino_t inode_;
};

// Nothing where there is no file. kKeyRefused, with how to mend it, if it is not a regular file
// of this user that only this user may read and write.
Result<std::optional<GuardedText>> ReadGuarded(const std::string& path);

// Keeps all others from changing it, by an flock on `path.lock`, which stays. kBusy, kStorage.
Result<FileLock> LockGuarded(const std::string& path);

// The names of the files beside `path`, in order of their numbers; `path` itself is not one of them.
Result<std::vector<std::string>> ListGuarded(const std::string& path);

// Overwrites and removes what a process that was killed in a change left beside `path`. A change
// begins with it. Under the lock.
Result<void> ClearGuarded(const std::string& path);
// The same for one who only opens the file: takes the lock itself if there is something to clear.
// Left to the next change where another process is changing the file, or this one may not write.
Result<void> ClearGuardedAtOpening(const std::string& path);

// Under the lock, all of them; durable on return. A reader finds what was there before or what is
// there after, whenever the power fails; what is taken away is overwritten on the disk, as well as
// that can be done, before it is unlinked.
//
// Makes `name`, which is `path` or one beside it, and is not there.
Result<void> AddGuarded(const std::string& path, const std::string& name, const std::string& text);
// Puts `text` in the place of `path`.
Result<void> ReplaceGuarded(const std::string& path, const std::string& text);
// Takes `name` away, which is one beside `path`.
Result<void> RemoveGuarded(const std::string& path, const std::string& name);
// Takes `path` away, and gives its name to `next`, which is one beside it.
Result<void> SucceedGuarded(const std::string& path, const std::string& next);

}  // namespace bsup::core
