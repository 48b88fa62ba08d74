#include "trail/store/file_hold.h"

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace bsup::core {

struct FileHold::File {
  dev_t device = 0;
  ino_t inode = 0;
  int descriptor = -1;  // has the lock
  // Of the same file, where it was put in the place of another while it was opened: closing one
  // would drop SQLite's locks.
  std::vector<int> others;
  int holders = 0;
  bool locked = false;
  bool left_behind = false;  // in a forked child: its descriptors are closed
  File* next = nullptr;

  void Close() const {
    close(descriptor);
    for (const int other : others) close(other);
  }
};

namespace {

// How long another's lock is waited for: SQLite keeps its exclusive one for moments.
constexpr std::chrono::milliseconds kHoldWait{200};

constinit std::mutex holding;  // over what follows
constinit FileHold::File* first_held = nullptr;

// A child would keep its parent's locks when the parent ends.
void CloseInChild() {
  for (FileHold::File* file = first_held; file != nullptr; file = file->next) {
    file->Close();
    file->left_behind = true;
  }
  first_held = nullptr;
  holding.unlock();
}

bool WatchForForks() {
  static const bool watching =
      pthread_atfork([] { holding.lock(); }, [] { holding.unlock(); }, CloseInChild) == 0;
  return watching;
}

FileHold::File* FindHeld(const struct stat& about) {
  FileHold::File* file = first_held;
  while (file != nullptr && (file->inode != about.st_ino || file->device != about.st_dev)) {
    file = file->next;
  }
  return file;
}

Error CannotBeHeld(const std::string& path, int reason) {
  return {Status::kStorage, path, std::string("it cannot be locked: ") + std::strerror(reason)};
}

}  // namespace

Result<FileHold> FileHold::Take(const std::string& path, bool writable) {
  if (!WatchForForks()) return Error(Status::kOutOfMemory, "", "no memory to watch for forks");
  const std::lock_guard guard(holding);
  struct stat about {};
  if (lstat(path.c_str(), &about) != 0) return CannotBeHeld(path, errno);
  if (File* const held = FindHeld(about)) {
    ++held->holders;
    return FileHold(held);
  }
  auto fresh = std::make_unique<File>();
  const int descriptor =
      open(path.c_str(), (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return CannotBeHeld(path, errno);
  if (fstat(descriptor, &about) != 0) {
    const int reason = errno;
    close(descriptor);
    return CannotBeHeld(path, reason);
  }
  if (File* const held = FindHeld(about)) {
    held->others.push_back(descriptor);
    ++held->holders;
    return FileHold(held);
  }
  fresh->device = about.st_dev;
  fresh->inode = about.st_ino;
  fresh->descriptor = descriptor;
  fresh->holders = 1;
  fresh->next = first_held;
  first_held = fresh.release();
  return FileHold(first_held);
}

FileHold::FileHold(FileHold&& other) noexcept : file_(std::exchange(other.file_, nullptr)) {}

FileHold& FileHold::operator=(FileHold&& other) noexcept {
  if (this == &other) return *this;
  LetGo();
  file_ = std::exchange(other.file_, nullptr);
  return *this;
}

FileHold::~FileHold() { LetGo(); }

void FileHold::LetGo() {
  File* const file = std::exchange(file_, nullptr);
  if (file == nullptr) return;
  const std::lock_guard guard(holding);
  if (--file->holders > 0) return;
  if (!file->left_behind) {
    File** at = &first_held;
    while (*at != file) at = &(*at)->next;
    *at = file->next;
    file->Close();
  }
  delete file;
}

Result<bool> FileHold::Lock(const Range& range) {
  const auto deadline = std::chrono::steady_clock::now() + kHoldWait;
  for (;;) {
    {
      const std::lock_guard guard(holding);
      if (file_->locked) return true;
      struct flock lock {};
      lock.l_type = range.exclusive ? F_WRLCK : F_RDLCK;
      lock.l_whence = SEEK_SET;
      lock.l_start = range.from;
      lock.l_len = range.size;
      if (fcntl(file_->descriptor, F_OFD_SETLK, &lock) == 0) {
        file_->locked = true;
        return true;
      }
      if (errno != EAGAIN && errno != EACCES && errno != EINTR) return CannotBeHeld("", errno);
    }
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

bool FileHold::About(struct stat* about) const { return fstat(file_->descriptor, about) == 0; }

std::string FileHold::Bytes(std::int64_t from, std::size_t size) const {
  std::string bytes(size, '\0');
  const ssize_t got = pread(file_->descriptor, bytes.data(), size, from);
  bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return bytes;
}

bool FileHold::IsAt(const std::string& path) const {
  struct stat about {};
  return lstat(path.c_str(), &about) == 0 && about.st_ino == file_->inode &&
         about.st_dev == file_->device;
}

}  // namespace bsup::core
