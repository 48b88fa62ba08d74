#include "trail/store/lock.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <utility>

#include "trail/store/fork_guard.h"

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace bsup::core {

namespace {

constexpr std::array<char, 8> kMagic{'b', 's', 'u', 'p', 'l', 'o', 'c', 'k'};
constexpr std::uint32_t kVersion = 1;
constexpr std::chrono::seconds kInitialisationWait{5};
constexpr std::chrono::milliseconds kLongestWait = std::chrono::hours(24);

// The bytes behind the file's end that copies of this library lock, each at the number of its
// process.
constexpr std::int64_t kCopiesAt = std::int64_t{1} << 32;

using BootId = std::array<char, 36>;

}  // namespace

// The file as it is mapped. See plugin/docs/trail_format.md, "The lock".
struct TrailLock::Shared {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t mutex_size;  // tells C libraries and word sizes apart
  BootId boot;
  std::atomic<std::uint32_t> ready;  // 1 once all else is in place
  // Held by the next in line. Without it, a thread that lets go and asks again at once is always
  // faster than those that have to wake up first.
  pthread_mutex_t turn;
  pthread_mutex_t mutex;

  [[nodiscard]] bool Blank() const {
    const std::string_view bytes(reinterpret_cast<const char*>(this), sizeof *this);
    return bytes.find_first_not_of('\0') == std::string_view::npos;
  }
  // An errno.
  int Initialise(const BootId& now);
};

namespace {

static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

Error CannotBeUsed(const std::string& path, const char* doing, int reason) {
  return {
      Status::kStorage, path,
      std::string(doing) + ": " + std::strerror(reason) + "; check the folder and its permissions"};
}

// Where several machines see one file, each has its own mutex.
bool OnSeveralMachines(int descriptor) {
  // Those that <linux/magic.h> does not have on every distribution.
  constexpr std::uint32_t kCifs = 0xFF534D42;
  constexpr std::uint32_t kSmb2 = 0xFE534D42;
  constexpr std::uint32_t kCeph = 0x00C36400;
  constexpr std::uint32_t kGfs2 = 0x01161970;
  constexpr std::uint32_t kOcfs2 = 0x7461636F;
  constexpr std::uint32_t kKafs = 0x6B414653;
  struct statfs about {};
  if (fstatfs(descriptor, &about) != 0) return false;
  switch (static_cast<std::uint32_t>(about.f_type)) {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case AFS_SUPER_MAGIC:
    case kCifs:
    case kSmb2:
    case kCeph:
    case kGfs2:
    case kOcfs2:
    case kKafs: return true;
    default: return false;
  }
}

Result<BootId> ReadBootId() {
  constexpr const char* kPath = "/proc/sys/kernel/random/boot_id";
  const int descriptor = open(kPath, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return CannotBeUsed(kPath, "it cannot be read", errno);
  BootId boot;
  const ssize_t size = read(descriptor, boot.data(), boot.size());
  close(descriptor);
  if (size != static_cast<ssize_t>(boot.size())) return CannotBeUsed(kPath, "it is too short", EIO);
  return boot;
}

timespec After(std::chrono::milliseconds wait) {
  wait = std::clamp(wait, std::chrono::milliseconds::zero(), kLongestWait);
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  time.tv_sec += wait.count() / 1000;
  time.tv_nsec += wait.count() % 1000 * 1'000'000;
  if (time.tv_nsec >= 1'000'000'000) {
    ++time.tv_sec;
    time.tv_nsec -= 1'000'000'000;
  }
  return time;
}

// An errno.
int LockUntil(const timespec& until, pthread_mutex_t* mutex) {
  const int failed = pthread_mutex_clocklock(mutex, CLOCK_MONOTONIC, &until);
#ifdef __SANITIZE_THREAD__
  // g++ 12's ThreadSanitizer does not know this call.
  if (failed == 0 || failed == EOWNERDEAD) {
    __tsan_mutex_pre_lock(mutex, __tsan_mutex_try_lock);
    __tsan_mutex_post_lock(mutex, __tsan_mutex_try_lock, 0);
  }
#endif
  // Its holder was killed. SQLite's journal undoes what it left half done in the store.
  return failed == EOWNERDEAD ? pthread_mutex_consistent(mutex) : failed;
}

Error CannotBeUsed(const std::string& path, const char* what) {
  return {Status::kStorage, path,
          std::string(what) +
              " while the trail was open; nothing was recorded. Close the trail, in every process, "
              "and open it again"};
}

Error NoLock(const std::string& path) {
  return {Status::kStorage, path,
          "this is not the lock of a trail, and is left as it is; if nothing else needs it, remove "
          "it while no process has the trail open"};
}

}  // namespace

int TrailLock::Shared::Initialise(const BootId& now) {
  magic = kMagic;
  ready = 0;
  // Killed from here on, the file is still known for a lock, and for one that is not ready.
  std::atomic_signal_fence(std::memory_order_seq_cst);
  version = kVersion;
  mutex_size = sizeof(pthread_mutex_t);
  boot = now;
  pthread_mutexattr_t attributes;
  if (const int failed = pthread_mutexattr_init(&attributes)) return failed;
  int failed = pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  if (failed == 0) failed = pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  if (failed == 0) failed = pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
  for (pthread_mutex_t* made : {&turn, &mutex}) {
    // What an earlier boot, or a process killed here, has left is not a mutex.
    std::memset(static_cast<void*>(made), 0, sizeof *made);
    if (failed == 0) failed = pthread_mutex_init(made, &attributes);
  }
  pthread_mutexattr_destroy(&attributes);
  if (failed == 0) ready = 1;
  return failed;
}

Result<std::unique_ptr<TrailLock>> TrailLock::Open(const std::string& path) {
  BSUP_TRY(const auto boot, ReadBootId());
  BSUP_TRY(const auto generation, ForkGeneration());

  const int descriptor =
      open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (descriptor < 0) return CannotBeUsed(path, "the trail's lock cannot be opened", errno);
  BSUP_TRY(const FileLock flocked, FileLock::Take(descriptor, path, kInitialisationWait));

  if (OnSeveralMachines(descriptor)) {
    return Error(Status::kStorage, path,
                 "a trail cannot be on a network file system, where other machines do not see its "
                 "lock; move it to a local disk");
  }
  struct stat about {};
  if (fstat(descriptor, &about) != 0)
    return CannotBeUsed(path, "the trail's lock has no size", errno);
  if (!S_ISREG(about.st_mode)) return NoLock(path);
  if ((about.st_mode & 077) != 0) {
    return Error(
        Status::kStorage, path,
        "other users can open the trail's lock and could stop the trail; chmod 600 " + path);
  }
  if (about.st_size == 0) {
    // With its blocks: a full disk must be an error here, not a signal at the first write.
    if (const int failed = posix_fallocate(descriptor, 0, sizeof(Shared))) {
      return CannotBeUsed(path, "the trail's lock cannot be made", failed);
    }
  } else if (about.st_size != sizeof(Shared)) {
    return NoLock(path);
  }

  // Copies in other processes lock other bytes; this copy shares its own hold.
  BSUP_TRY(FileHold file, FileHold::Take(path, true));
  BSUP_TRY(const bool only_copy, file.Lock({kCopiesAt + getpid(), 1, true}));
  if (!only_copy) {
    return Error(Status::kUsage, path,
                 "another copy of this library in this process has the trail open; load one copy "
                 "only, or close the trail there first");
  }

  void* const mapped =
      mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (mapped == MAP_FAILED) return CannotBeUsed(path, "the trail's lock cannot be mapped", errno);
  std::error_code failed_path;
  std::string full_path = std::filesystem::absolute(path, failed_path).string();
  if (failed_path) full_path = path;
  std::unique_ptr<TrailLock> lock(new TrailLock(std::move(full_path), std::move(file)));
  lock->shared_ = static_cast<Shared*>(mapped);
  lock->generation_ = generation;

  Shared& shared = *lock->shared_;
  if (!shared.Blank() && shared.magic != kMagic) return NoLock(path);
  // No living process has it: they died with their boot, or it was never ready.
  if (shared.ready != 1 || shared.boot != boot) {
    if (const int failed = shared.Initialise(boot)) {
      return CannotBeUsed(path, "the trail's lock cannot be made", failed);
    }
  } else if (shared.version != kVersion || shared.mutex_size != sizeof(pthread_mutex_t)) {
    return Error(Status::kStorage, path,
                 "a process with another version of this library, or of another architecture, has "
                 "made this lock; end all such processes and remove the file");
  }
  return lock;
}

TrailLock::TrailLock(std::string path, FileHold file)
    : path_(std::move(path)), file_(std::move(file)) {}

TrailLock::~TrailLock() {
  if (shared_ != nullptr) munmap(shared_, sizeof(Shared));
}

bool TrailLock::forked() const { return ForkedSince(generation_); }

Result<void> TrailLock::Usable() const {
  if (forked()) {
    return Error(Status::kUsage, "",
                 "this trail was opened before the process forked; open it again in the child");
  }
  if (!given_up_) return {};
  const std::lock_guard guard(mutex_);
  return *why_;
}

void TrailLock::GiveUp(const Error& why) {
  const std::lock_guard guard(mutex_);
  if (!why_) why_ = why;
  given_up_ = true;
}

// Where the file has been cut off, touching its memory would end the process.
bool TrailLock::IsWhole() const {
  struct stat about {};
  return file_.About(&about) && about.st_size == sizeof(Shared);
}

Result<void> TrailLock::CheckFile() const {
  if (!IsWhole()) return CannotBeUsed(path_, "the trail's lock was cut off");
  // Who opens the trail now takes another lock than this one.
  if (!file_.IsAt(path_)) return CannotBeUsed(path_, "the trail's lock was removed or replaced");
  return {};
}

Result<TrailLock::Held> TrailLock::Acquire(std::chrono::milliseconds wait) {
  BSUP_TRY(Usable());
  BSUP_TRY(CheckFile());
  const timespec until = After(wait);
  int failed = LockUntil(until, &shared_->turn);
  if (failed == 0) {
    failed = LockUntil(until, &shared_->mutex);
    pthread_mutex_unlock(&shared_->turn);
  }
  switch (failed) {
    case 0: return Held(this);
    case ETIMEDOUT:
      return Error(Status::kBusy, "",
                   "another process or thread is using the trail; nothing was recorded, try again");
    case EDEADLK: return Error(Status::kUsage, "", "this thread holds the trail's lock already");
    default:
      return Error(Status::kStorage, "",
                   std::string("the trail's lock is broken: ") + std::strerror(failed) +
                       "; end all processes that have the trail open, and remove its lock file");
  }
}

void TrailLock::Release() {
  if (!forked() && IsWhole()) pthread_mutex_unlock(&shared_->mutex);
}

TrailLock::Held::Held(Held&& other) noexcept : lock_(std::exchange(other.lock_, nullptr)) {}

TrailLock::Held& TrailLock::Held::operator=(Held&& other) noexcept {
  if (this == &other) return *this;
  if (lock_ != nullptr) lock_->Release();
  lock_ = std::exchange(other.lock_, nullptr);
  return *this;
}

TrailLock::Held::~Held() {
  if (lock_ != nullptr) lock_->Release();
}

}  // namespace bsup::core
