// A small file of secrets that nobody else may see, replaced whole.
//
// ReadGuarded any time. To change it: LockGuarded, ReadGuarded, ReplaceGuarded, and let the lock
// go.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>

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
  // Whether another file has taken its place since it was opened.
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

// Under the lock: overwrites and removes what a process that was killed in ReplaceGuarded left
// beside the file. ReplaceGuarded begins with it.
Result<void> ClearGuarded(const std::string& path);

// Under the lock: durable on return, and a reader finds the old text or the new one, whenever the
// power fails. With `overwrite_old` the old one is overwritten on the disk, as well as
// that can be done.
Result<void> ReplaceGuarded(const std::string& path, const std::string& text, bool overwrite_old);

}  // namespace bsup::core
