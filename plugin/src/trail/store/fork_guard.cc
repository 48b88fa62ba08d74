#include "trail/store/fork_guard.h"

#include <pthread.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

namespace bsup::core {
namespace {

constexpr int kNone = -1;

std::atomic<unsigned> generation = 0;

// As many flocks at once as a process can sensibly have: each is held for moments.
struct Slot {
  std::atomic<int> descriptor = kNone;
};
constinit std::array<Slot, 32> slots;

static_assert(std::atomic<int>::is_always_lock_free);

// Runs in a child of a process that may have many threads: nothing here may allocate or lock.
void InChild() {
  generation.fetch_add(1);
  for (Slot& slot : slots) {
    const int descriptor = slot.descriptor.exchange(kNone);
    if (descriptor != kNone) close(descriptor);
  }
}

std::atomic<int>* PutAway(int descriptor) {
  for (Slot& slot : slots) {
    int expected = kNone;
    if (slot.descriptor.compare_exchange_strong(expected, descriptor)) return &slot.descriptor;
  }
  return nullptr;
}

// In a child, whose handler has closed it, nothing is left to do.
void LetGo(std::atomic<int>* slot, bool locked) {
  const int descriptor = slot->load();
  if (descriptor == kNone) return;
  if (locked) flock(descriptor, LOCK_UN);  // a copy in a child just forked would keep it
  slot->store(kNone);
  close(descriptor);
}

}  // namespace

Result<unsigned> ForkGeneration() {
  // The C library forgets the handler when this library is unloaded.
  static const bool watching = pthread_atfork(nullptr, nullptr, InChild) == 0;
  if (!watching) return Error(Status::kOutOfMemory, "", "no memory to watch for forks");
  return generation.load();
}

bool ForkedSince(unsigned then) { return generation.load() != then; }

Result<FileLock> FileLock::Take(int descriptor, const std::string& path,
                                std::chrono::milliseconds wait) {
  const auto now = ForkGeneration();
  if (!now) {
    close(descriptor);
    return now.error();
  }
  // flock has no wait with an end. Polling is unfair, but the work under it takes far less than a
  // millisecond and is rare.
  const auto deadline = std::chrono::steady_clock::now() + wait;
  std::atomic<int>* slot = nullptr;
  for (;;) {
    if (slot == nullptr) slot = PutAway(descriptor);
    if (slot != nullptr) {
      if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return FileLock(slot);
      if (errno != EWOULDBLOCK && errno != EINTR) {
        const int reason = errno;
        LetGo(slot, false);
        return Error(Status::kStorage, path,
                     std::string("the file cannot be locked: ") + std::strerror(reason));
      }
    }
    if (std::chrono::steady_clock::now() >= deadline) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  if (slot != nullptr) {
    LetGo(slot, false);
  } else {
    close(descriptor);
  }
  return Error(Status::kBusy, path, "another process is changing the file; try again");
}

FileLock::FileLock(FileLock&& other) noexcept : slot_(std::exchange(other.slot_, nullptr)) {}

FileLock::~FileLock() {
  if (slot_ != nullptr) LetGo(slot_, true);
}

}  // namespace bsup::core
