#include "trail/store/guarded_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include "trail/seal/secret.h"

namespace bsup::core {
namespace {

constexpr off_t kMostFileBytes = 1 << 20;
constexpr std::chrono::seconds kWait{5};
constexpr std::uint32_t kFirstBeside = 2;
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

std::string FolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

// The number at the end of `name`, a file in the folder of `path`; 0 where it is not one of those
// beside it.
std::uint32_t NumberBeside(const std::string& path, std::string_view name) {
  std::string_view beginning = path;
  beginning.remove_prefix(path.rfind('/') + 1);  // npos + 1 is 0
  if (!name.starts_with(beginning)) return 0;
  name.remove_prefix(beginning.size());
  if (name.size() < 2 || name[0] != '.' || name[1] == '0') return 0;
  std::uint32_t number = 0;
  const auto [end, fault] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
  const bool whole = fault == std::errc() && end == name.data() + name.size();
  return whole && number >= kFirstBeside ? number : 0;
}

bool SyncFolderOf(const std::string& path) {
  const std::string folder = FolderOf(path);
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

bool HasName(const std::string& path) {
  struct stat about {};
  return lstat(path.c_str(), &about) == 0;
}

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

Result<FileLock> LockWithin(const std::string& path, std::chrono::milliseconds wait) {
  const std::string lock = path + ".lock";
  const int descriptor =
      open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (descriptor < 0) return Failed(lock, "the lock of the keys cannot be opened", errno);
  return FileLock::Take(descriptor, lock, wait);
}

Result<void> WriteNew(const std::string& path, const std::string& text) {
  if (text.size() > static_cast<std::size_t>(kMostFileBytes)) {
    return Error(Status::kStorage, path, "the key file is full: it would be larger than 1 MiB");
  }
  const std::string fresh = path + kNew;
  Descriptor file(open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.ok()) return Failed(fresh, "the new keys cannot be written", errno);
  if (WriteAll(file.get(), text) && fsync(file.get()) == 0 && file.Close()) return {};
  const int reason = errno;
  Overwrite(fresh);
  RemoveIfThere(fresh);
  return Failed(fresh, "the new keys cannot be written", reason);
}

// The file under that name is out of its place for good before it is spoilt.
Result<void> OverwriteOld(const std::string& path) {
  const std::string old = path + kOld;
  if (SyncFolderOf(path) && Overwrite(old) && RemoveIfThere(old) && SyncFolderOf(path)) return {};
  return Failed(old, "the old keys cannot be overwritten; try again", errno);
}

Result<void> PutInPlace(const std::string& path, const std::string& next) {
  const std::string old = path + kOld;
  // A second name keeps hold of the old one past the rename: overwritten any earlier, a power cut
  // would leave neither.
  if (link(path.c_str(), old.c_str()) != 0) {
    return Failed(old, "the old keys cannot be kept until they are overwritten", errno);
  }
  if (rename(next.c_str(), path.c_str()) != 0) {
    return Failed(path, "the new keys cannot be put in place", errno);
  }
  return OverwriteOld(path);
}

}  // namespace

GuardedText::~GuardedText() { Wipe(&text_); }

bool GuardedText::Replaced() const {
  struct stat about {};
  return lstat(path_.c_str(), &about) != 0 || about.st_ino != inode_ || about.st_dev != device_;
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

Result<std::vector<std::string>> ListGuarded(const std::string& path) {
  const std::string folder = FolderOf(path);
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(opendir(folder.c_str()), closedir);
  if (entries == nullptr) return Failed(folder, "the keys cannot be looked for", errno);
  std::vector<std::uint32_t> numbers;
  for (;;) {
    errno = 0;
    const dirent* entry = readdir(entries.get());
    if (entry == nullptr && errno != 0) {
      return Failed(folder, "the keys cannot be looked for", errno);
    }
    if (entry == nullptr) break;
    if (const std::uint32_t number = NumberBeside(path, entry->d_name)) numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  std::vector<std::string> names;
  names.reserve(numbers.size());
  for (const std::uint32_t number : numbers) names.push_back(path + "." + std::to_string(number));
  return names;
}

Result<FileLock> LockGuarded(const std::string& path) { return LockWithin(path, kWait); }

Result<void> ClearGuarded(const std::string& path) {
  if (ClearAway(path, path + kNew, path + kOld)) return {};
  return Failed(path, "what an earlier change left beside it cannot be removed", errno);
}

Result<void> ClearGuardedAtOpening(const std::string& path) {
  const auto left = [&] { return HasName(path + kNew) || HasName(path + kOld); };
  // Nobody who may only read is kept from it.
  if (!left() || access(FolderOf(path).c_str(), W_OK) != 0) return {};
  const Result<FileLock> lock = LockWithin(path, std::chrono::milliseconds(0));
  if (!lock) return lock.error().status == Status::kBusy ? Result<void>() : lock.error();
  return ClearGuarded(path);
}

Result<void> AddGuarded(const std::string& path, const std::string& name, const std::string& text) {
  BSUP_TRY(ClearGuarded(path));
  BSUP_TRY(WriteNew(path, text));
  if (rename((path + kNew).c_str(), name.c_str()) == 0 && SyncFolderOf(path)) return {};
  return Failed(name, "the new keys cannot be put in place", errno);
}

Result<void> ReplaceGuarded(const std::string& path, const std::string& text) {
  BSUP_TRY(ClearGuarded(path));
  BSUP_TRY(WriteNew(path, text));
  return PutInPlace(path, path + kNew);
}

Result<void> RemoveGuarded(const std::string& path, const std::string& name) {
  BSUP_TRY(ClearGuarded(path));
  if (rename(name.c_str(), (path + kOld).c_str()) != 0) {
    return Failed(name, "the old keys cannot be taken away", errno);
  }
  return OverwriteOld(path);
}

Result<void> SucceedGuarded(const std::string& path, const std::string& next) {
  BSUP_TRY(ClearGuarded(path));
  return PutInPlace(path, next);
}

}  // namespace bsup::core
