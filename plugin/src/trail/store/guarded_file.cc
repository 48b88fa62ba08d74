#include "trail/store/guarded_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>
#include <utility>

#include "trail/seal/secret.h"

namespace bsup::core {
namespace {

constexpr off_t kMostFileBytes = 1 << 20;
constexpr std::chrono::seconds kWait{5};
constexpr const char* kNew = ".new";
constexpr const char* kOld = ".old";

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool ok() const { return number_ >= 0; }
  int Release() { return std::exchange(number_, -1); }
  bool Close() { return number_ < 0 || close(Release()) == 0; }

 private:
  int number_;
};

Error Failed(const std::string& path, const char* what, int reason) {
  return {Status::kStorage, path, std::string(what) + ": " + std::strerror(reason)};
}

bool WriteAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool SyncFolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return descriptor.ok() && fsync(descriptor.get()) == 0;
}

// Zeros over what the file holds, on the disk. A disk that copies on write (btrfs, ZFS, most flash)
// puts the zeros elsewhere and may keep the old blocks until it needs them: there, only encrypting
// the whole disk helps.
bool Overwrite(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat about {};
  if (!file.ok() || fstat(file.get(), &about) != 0) return false;
  const auto size = static_cast<std::size_t>(std::clamp<off_t>(about.st_size, 0, kMostFileBytes));
  return WriteAll(file.get(), std::string(size, '\0')) && fsync(file.get()) == 0;
}

bool RemoveIfThere(const std::string& path) { return unlink(path.c_str()) == 0 || errno == ENOENT; }

// Removes an unfinished new file, and an old one that is to be overwritten, unless that is still
// the file itself.
bool ClearAway(const std::string& path, const std::string& fresh, const std::string& old) {
  struct stat left {};
  if (lstat(fresh.c_str(), &left) == 0 && !Overwrite(fresh)) return false;
  if (!RemoveIfThere(fresh)) return false;
  if (lstat(old.c_str(), &left) != 0) return errno == ENOENT;
  struct stat current {};
  if (lstat(path.c_str(), &current) != 0) return false;
  const bool same = left.st_ino == current.st_ino && left.st_dev == current.st_dev;
  // The new one must be in place for good before the old one is spoilt.
  return (same || (SyncFolderOf(path) && Overwrite(old))) && RemoveIfThere(old);
}

}  // namespace

GuardedText::~GuardedText() { Wipe(&text_); }

bool GuardedText::Replaced() const {
  struct stat about {};
  return lstat(path_.c_str(), &about) == 0 && (about.st_ino != inode_ || about.st_dev != device_);
}

Result<std::optional<GuardedText>> ReadGuarded(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!file.ok()) {
    if (errno == ENOENT) return std::optional<GuardedText>();
    if (errno == ELOOP) {
      return Error(Status::kKeyRefused, path, "this is a link; name the key file itself");
    }
    return Failed(path, "the keys cannot be read", errno);
  }
  struct stat about {};
  if (fstat(file.get(), &about) != 0) return Failed(path, "the keys cannot be read", errno);
  if (!S_ISREG(about.st_mode)) {
    return Error(Status::kKeyRefused, path, "keys are kept in a regular file, and this is not one");
  }
  if (about.st_uid != geteuid()) {
    return Error(Status::kKeyRefused, path,
                 "the key file belongs to another user; chown it to the user who needs it");
  }
  if ((about.st_mode & 077) != 0) {
    return Error(Status::kKeyRefused, path, "other users can open the keys; chmod 600 " + path);
  }
  if (about.st_size > kMostFileBytes) {
    return Error(Status::kBadInput, path, "this is not a key file: it is larger than 1 MiB");
  }
  GuardedText guarded(path, std::string(static_cast<std::size_t>(about.st_size), '\0'),
                      about.st_dev, about.st_ino);
  std::size_t size = 0;
  while (size < guarded.text().size()) {
    const ssize_t got =
        read(file.get(), guarded.text().data() + size, guarded.text().size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Failed(path, "the keys cannot be read", errno);
    if (got == 0) return Failed(path, "the keys were cut off while they were read", EIO);
    size += static_cast<std::size_t>(got);
  }
  return std::optional<GuardedText>(std::move(guarded));
}

Result<FileLock> LockGuarded(const std::string& path) {
  const std::string lock = path + ".lock";
  const int descriptor =
      open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (descriptor < 0) return Failed(lock, "the lock of the keys cannot be opened", errno);
  return FileLock::Take(descriptor, lock, kWait);
}

Result<void> ClearGuarded(const std::string& path) {
  if (ClearAway(path, path + kNew, path + kOld)) return {};
  return Failed(path, "what an earlier change left beside it cannot be removed", errno);
}

Result<void> ReplaceGuarded(const std::string& path, const std::string& text, bool overwrite_old) {
  if (text.size() > static_cast<std::size_t>(kMostFileBytes)) {
    return Error(Status::kStorage, path, "the key file is full: it would be larger than 1 MiB");
  }
  BSUP_TRY(ClearGuarded(path));
  const std::string fresh = path + kNew;
  const std::string old = path + kOld;
  Descriptor file(open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.ok()) return Failed(fresh, "the new keys cannot be written", errno);
  if (!WriteAll(file.get(), text) || fsync(file.get()) != 0 || !file.Close()) {
    const int reason = errno;
    Overwrite(fresh);
    RemoveIfThere(fresh);
    return Failed(fresh, "the new keys cannot be written", reason);
  }
  // A second name keeps hold of the old one past the rename: overwritten any earlier, a power cut
  // would leave neither.
  if (overwrite_old && link(path.c_str(), old.c_str()) != 0) {
    return Failed(old, "the old keys cannot be kept until they are overwritten", errno);
  }
  if (rename(fresh.c_str(), path.c_str()) != 0 || !SyncFolderOf(path)) {
    return Failed(path, "the new keys cannot be put in place", errno);
  }
  if (overwrite_old && (!Overwrite(old) || !RemoveIfThere(old) || !SyncFolderOf(path))) {
    return Failed(old, "the old keys cannot be overwritten; try again", errno);
  }
  return {};
}

}  // namespace bsup::core
