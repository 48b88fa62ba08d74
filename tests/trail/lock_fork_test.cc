// What fork does to the lock: nothing, in the parent; in the child it is dead.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>
#include <thread>

#include "child.h"
#include "temporary_folder.h"
#include "trail/store/fork_guard.h"
#include "trail/store/lock.h"

namespace bsup::core {
namespace {

using namespace std::chrono_literals;

class LockAcrossFork : public testing::Test {
 protected:
  void SetUp() override {
    BSUP_SKIP_WITHOUT_FORK();
    auto lock = TrailLock::Open(path_);
    ASSERT_TRUE(lock) << lock.error().Message();
    lock_ = *std::move(lock);
  }

  const TemporaryFolder folder_;
  const std::string path_ = folder_ / "trail.lock";
  std::unique_ptr<TrailLock> lock_;
};

TEST_F(LockAcrossFork, TheChildIsRefusedAndTheParentGoesOn) {
  EXPECT_FALSE(lock_->forked());
  Child child([&] {
    if (!lock_->forked()) return kWrong;
    const auto held = lock_->Acquire(0ms);
    return !held && held.error().status == Status::kUsage ? kFine : kWrong;
  });
  EXPECT_EQ(child.Wait(), kFine);
  EXPECT_FALSE(lock_->forked());
  EXPECT_TRUE(lock_->Acquire(0ms));
}

TEST_F(LockAcrossFork, TheChildMayOpenItAnew) {
  Child child([&] {
    const auto own = TrailLock::Open(path_);
    return own && !(*own)->forked() && (*own)->Acquire(0ms) ? kFine : kWrong;
  });
  EXPECT_EQ(child.Wait(), kFine);
}

TEST_F(LockAcrossFork, AGrandchildIsRefusedWhatItsParentOpened) {
  Child child([&] {
    const auto own = TrailLock::Open(path_);
    if (!own) return kWrong;
    Child grandchild([&] {
      const auto held = (*own)->Acquire(0ms);
      return !held && held.error().status == Status::kUsage ? kFine : kWrong;
    });
    return grandchild.Wait();
  });
  EXPECT_EQ(child.Wait(), kFine);
}

// The parent's own thread forks while it holds the lock; the child ends all it was given.
TEST_F(LockAcrossFork, TheChildOfAHolderFreesNothing) {
  auto held = lock_->Acquire(0ms);
  ASSERT_TRUE(held);
  Child child([&] {
    { const TrailLock::Held gone = *std::move(held); }
    lock_.reset();
    return kFine;
  });
  EXPECT_EQ(child.Wait(), kFine);
  Child other([&] {
    const auto own = TrailLock::Open(path_);
    if (!own) return kWrong;
    const auto busy = (*own)->Acquire(0ms);
    return !busy && busy.error().status == Status::kBusy ? kFine : kWrong;
  });
  EXPECT_EQ(other.Wait(), kFine) << "the parent holds it still";
}

TEST_F(LockAcrossFork, AChildThatIsKilledDoesNotDisturbAThreadThatHoldsIt) {
  std::atomic<bool> holds = false;
  std::atomic<bool> enough = false;
  std::thread holder([&] {
    const auto held = lock_->Acquire(0ms);
    holds = static_cast<bool>(held);
    Await([&] { return enough.load(); });
  });
  ASSERT_TRUE(Await([&] { return holds.load(); }));
  Child child([] {
    for (;;) pause();
    return kFine;
  });
  child.Signal(SIGKILL);
  child.Wait();
  const auto busy = lock_->Acquire(0ms);
  EXPECT_FALSE(busy);
  enough = true;
  holder.join();
  EXPECT_TRUE(lock_->Acquire(0ms));
}

// A child that lives on must not keep what its parent held when it was killed.
TEST_F(LockAcrossFork, AKilledHoldersChildHoldsNothing) {
  const Common<std::atomic<pid_t>> grandchild;
  Child holder([&] {
    const auto own = TrailLock::Open(path_);
    if (!own) return kWrong;
    const auto held = (*own)->Acquire(0ms);
    if (!held) return kWrong;
    const pid_t pid = fork();
    if (pid != 0) *grandchild = pid;
    for (;;) pause();
  });
  ASSERT_TRUE(Await([&] { return grandchild->load() != 0; }));
  EXPECT_FALSE(lock_->Acquire(0ms));
  holder.Signal(SIGKILL);
  EXPECT_TRUE(lock_->Acquire(5s));
  EXPECT_EQ(kill(*grandchild, 0), 0) << "the child must live for this to show anything";
  kill(*grandchild, SIGKILL);
}

class FileLockAcrossFork : public testing::Test {
 protected:
  void SetUp() override { BSUP_SKIP_WITHOUT_FORK(); }
  [[nodiscard]] int File() const { return open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600); }
  // Whether a process of its own can have the flock.
  [[nodiscard]] bool IsFree() const {
    Child other([&] { return flock(File(), LOCK_EX | LOCK_NB) == 0 ? kFine : kWrong; });
    return other.Wait() == kFine;
  }

  const TemporaryFolder folder_;
  const std::string path_ = folder_ / "file.lock";
};

TEST_F(FileLockAcrossFork, KeepsOthersOutWhileItIsThere) {
  {
    const auto lock = FileLock::Take(File(), path_, 0ms);
    ASSERT_TRUE(lock) << lock.error().Message();
    EXPECT_FALSE(IsFree());
    const auto another = FileLock::Take(File(), path_, 5ms);
    ASSERT_FALSE(another);
    EXPECT_EQ(another.error().status, Status::kBusy);
  }
  EXPECT_TRUE(IsFree());
}

TEST_F(FileLockAcrossFork, IsClosedInTheChildAndKeptInTheParent) {
  const int descriptor = File();
  auto lock = std::make_unique<Result<FileLock>>(FileLock::Take(descriptor, path_, 0ms));
  ASSERT_TRUE(*lock);
  Child child([&] {
    if (fcntl(descriptor, F_GETFD) != -1) return kWrong;
    lock.reset();
    return kFine;
  });
  EXPECT_EQ(child.Wait(), kFine);
  EXPECT_NE(fcntl(descriptor, F_GETFD), -1);
  EXPECT_FALSE(IsFree());
}

// The control of the two above: a bare flock is freed by a child, and kept by one.
TEST_F(FileLockAcrossFork, ABareFlockWouldBeFreedByAChild) {
  const int descriptor = File();
  ASSERT_EQ(flock(descriptor, LOCK_EX | LOCK_NB), 0);
  ASSERT_FALSE(IsFree());
  Child child([&] { return flock(descriptor, LOCK_UN) == 0 ? kFine : kWrong; });
  EXPECT_EQ(child.Wait(), kFine);
  EXPECT_TRUE(IsFree());
  close(descriptor);
}

}  // namespace
}  // namespace bsup::core
