// The lock among threads and processes. What a fork does to it is in lock_fork_test.cc.
#include "trail/store/lock.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <thread>
#include <vector>

#include "child.h"
#include "files.h"
#include "temporary_folder.h"

namespace bsup::core {
namespace {

using namespace std::chrono_literals;

// Where the file has what; see plugin/docs/trail_format.md, "The lock".
constexpr std::size_t kVersionAt = 8;
constexpr std::size_t kBootAt = 16;
constexpr std::size_t kReadyAt = 52;

class Lock : public testing::Test {
 protected:
  std::unique_ptr<TrailLock> Open() const {
    auto lock = TrailLock::Open(path_);
    EXPECT_TRUE(lock) << lock.error().Message();
    return lock ? *std::move(lock) : nullptr;
  }
  Error WhyNot() const {
    const auto lock = TrailLock::Open(path_);
    EXPECT_FALSE(lock);
    return lock ? Error(Status::kOk, "", "it was opened") : lock.error();
  }

  const TemporaryFolder folder_;
  const std::string path_ = folder_ / "trail.lock";
};

TEST_F(Lock, IsAFileThatNobodyElseCanOpen) {
  Open();
  struct stat about {};
  ASSERT_EQ(stat(path_.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600U);
}

TEST_F(Lock, IsLetGoWhenWhatHoldsItEnds) {
  const auto lock = Open();
  for (int round = 0; round < 3; ++round) {
    auto held = lock->Acquire(0ms);
    ASSERT_TRUE(held) << held.error().Message();
    TrailLock::Held moved = *std::move(held);
    EXPECT_FALSE(lock->Acquire(0ms)) << "in round " << round;
  }
  EXPECT_TRUE(lock->Acquire(0ms));
}

TEST_F(Lock, AThreadThatHoldsItIsToldSo) {
  const auto lock = Open();
  const auto another = Open();
  const auto held = lock->Acquire(0ms);
  ASSERT_TRUE(held);
  for (TrailLock* asked : {lock.get(), another.get()}) {
    const auto again = asked->Acquire(10s);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().status, Status::kUsage);
  }
}

TEST_F(Lock, KeepsOtherThreadsOutForAsLongAsTheyWait) {
  const auto lock = Open();
  const auto another = Open();
  const auto held = lock->Acquire(0ms);
  ASSERT_TRUE(held);
  for (TrailLock* asked : {lock.get(), another.get()}) {
    std::thread([&] {
      const auto before = std::chrono::steady_clock::now();
      const auto busy = asked->Acquire(30ms);
      ASSERT_FALSE(busy);
      EXPECT_EQ(busy.error().status, Status::kBusy);
      EXPECT_NE(busy.error().Message().find("nothing was recorded, try again"), std::string::npos);
      EXPECT_GE(std::chrono::steady_clock::now() - before, 30ms);
    }).join();
  }
}

TEST_F(Lock, AWaitBelowZeroOrWithoutEndIsAWait) {
  const auto lock = Open();
  EXPECT_TRUE(lock->Acquire(std::chrono::milliseconds::min()));
  EXPECT_TRUE(lock->Acquire(std::chrono::milliseconds::max()));
}

TEST_F(Lock, ThreadsExcludeEachOther) {
  const auto lock = Open();
  long counter = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 2000; ++round) {
        const auto held = lock->Acquire(10s);
        if (held) ++counter;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counter, 16000);
}

TEST_F(Lock, ProcessesExcludeEachOther) {
  BSUP_SKIP_WITHOUT_FORK();
  constexpr int kRounds = 20000;
  const Common<std::atomic<long>> counter;
  const auto count = [&] {
    const auto lock = TrailLock::Open(path_);
    if (!lock) return 1;
    for (int round = 0; round < kRounds; ++round) {
      const auto held = (*lock)->Acquire(10s);
      if (!held) return 2;
      counter->store(counter->load() + 1);  // not in one step
    }
    return 0;
  };
  Child one(count);
  Child two(count);
  EXPECT_EQ(one.Wait(), 0);
  EXPECT_EQ(two.Wait(), 0);
  EXPECT_EQ(*counter, 2 * kRounds);
}

// A process that holds the lock until it is killed.
class Holder {
 public:
  explicit Holder(const std::string& path)
      : child_([&] {
          const auto lock = TrailLock::Open(path);
          if (!lock) return 1;
          const auto held = (*lock)->Acquire(10s);
          if (!held) return 2;
          *holds_ = true;
          for (;;) pause();
        }) {
    EXPECT_TRUE(Await([&] { return holds_->load(); }));
  }
  Child& operator*() { return child_; }
  Child* operator->() { return &child_; }

 private:
  Common<std::atomic<bool>> holds_;
  Child child_;
};

TEST_F(Lock, AHolderThatIsKilledLeavesItToTheNext) {
  BSUP_SKIP_WITHOUT_FORK();
  const auto lock = Open();
  for (int round = 0; round < 3; ++round) {
    Holder holder(path_);
    ASSERT_FALSE(lock->Acquire(0ms)) << "it is held";
    holder->Signal(SIGKILL);
    const auto held = lock->Acquire(5s);
    ASSERT_TRUE(held) << held.error().Message();
    EXPECT_EQ(holder->Wait(), -1);
  }
}

TEST_F(Lock, WhoWaitsForAHolderThatIsKilledIsWoken) {
  BSUP_SKIP_WITHOUT_FORK();
  const auto lock = Open();
  Holder holder(path_);
  std::thread killer([&] {
    std::this_thread::sleep_for(20ms);
    holder->Signal(SIGKILL);
  });
  const auto before = std::chrono::steady_clock::now();
  const auto held = lock->Acquire(10s);
  EXPECT_TRUE(held) << held.error().Message();
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
  killer.join();
}

TEST_F(Lock, AHolderThatIsStoppedIsWaitedForAndNoLonger) {
  BSUP_SKIP_WITHOUT_FORK();
  const auto lock = Open();
  const Common<std::atomic<bool>> holds;
  const Common<std::atomic<bool>> enough;
  Child holder([&] {
    const auto own = TrailLock::Open(path_);
    if (!own) return 1;
    const auto held = (*own)->Acquire(10s);
    if (!held) return 2;
    *holds = true;
    return Await([&] { return enough->load(); }) ? 0 : 3;
  });
  ASSERT_TRUE(Await([&] { return holds->load(); }));
  holder.Stop();
  *enough = true;
  const auto busy = lock->Acquire(50ms);
  ASSERT_FALSE(busy);
  EXPECT_EQ(busy.error().status, Status::kBusy);
  holder.Signal(SIGCONT);
  EXPECT_TRUE(lock->Acquire(10s));
  EXPECT_EQ(holder.Wait(), 0);
}

TEST_F(Lock, EightProcessesGetFairShares) {
  BSUP_SKIP_WITHOUT_FORK();
  constexpr int kProcesses = 8;
  struct Share {
    std::atomic<long> rounds;
    std::atomic<long> worst;  // microseconds
  };
  const Common<std::array<Share, kProcesses>> shares;
  const Common<std::atomic<bool>> begin;
  std::vector<std::unique_ptr<Child>> children;
  for (Share& share : *shares) {
    children.push_back(std::make_unique<Child>([&] {
      const auto lock = TrailLock::Open(path_);
      if (!lock || !Await([&] { return begin->load(); })) return 1;
      const auto end = std::chrono::steady_clock::now() + 1s;
      for (auto now = std::chrono::steady_clock::now(); now < end;) {
        const auto asked = now;
        const auto held = (*lock)->Acquire(10s);
        if (!held) return 2;
        now = std::chrono::steady_clock::now();
        share.worst = std::max<long>(
            share.worst,
            std::chrono::duration_cast<std::chrono::microseconds>(now - asked).count());
        ++share.rounds;
        // About as long as a small commit.
        while (std::chrono::steady_clock::now() - now < 100us) {
        }
      }
      return 0;
    }));
  }
  *begin = true;
  for (const auto& child : children) EXPECT_EQ(child->Wait(), 0);
  long total = 0;
  long slowest = std::numeric_limits<long>::max();
  long worst = 0;
  for (const Share& share : *shares) {
    total += share.rounds;
    slowest = std::min<long>(slowest, share.rounds);
    worst = std::max<long>(worst, share.worst);
  }
  const double share = static_cast<double>(slowest) * kProcesses / static_cast<double>(total);
  std::printf("slowest against fair share %.2f, worst wait %.1f ms, %ld rounds\n", share,
              static_cast<double>(worst) / 1000, total);
  EXPECT_GT(slowest, 0);
}

TEST_F(Lock, OfAnEarlierBootIsMadeAnew) {
  Open();
  std::string bytes = ReadFile(path_);
  bytes[kBootAt] = bytes[kBootAt] == '0' ? '1' : '0';
  // A mutex that somebody held when the power failed.
  std::fill(bytes.begin() + kReadyAt + 4, bytes.end(), '\x7f');
  WriteFile(path_, bytes);
  const auto lock = Open();
  ASSERT_NE(lock, nullptr);
  EXPECT_TRUE(lock->Acquire(0ms));
}

TEST_F(Lock, ThatWasNeverFinishedIsMadeAnew) {
  Open();
  const std::string whole = ReadFile(path_);
  std::string unready = whole;
  unready[kReadyAt] = '\0';
  std::fill(unready.begin() + kReadyAt + 4, unready.end(), '\x7f');
  for (const std::string& bytes : {std::string(), std::string(whole.size(), '\0'), unready}) {
    WriteFile(path_, bytes);
    const auto lock = Open();
    ASSERT_NE(lock, nullptr);
    EXPECT_TRUE(lock->Acquire(0ms));
    EXPECT_EQ(ReadFile(path_).substr(0, kReadyAt), whole.substr(0, kReadyAt));
  }
}

// The next to open it must not make it anew under those who hold it.
TEST_F(Lock, OfThisBootIsNeverMadeAnew) {
  const auto lock = Open();
  const auto held = lock->Acquire(0ms);
  ASSERT_TRUE(held);
  const auto another = Open();
  std::thread([&] { EXPECT_FALSE(another->Acquire(0ms)); }).join();
}

// It may be something that was named by mistake.
TEST_F(Lock, AFileThatIsNoLockIsRefusedAndLeftAsItIs) {
  Open();
  std::string other_magic = ReadFile(path_);
  other_magic[0] = 'x';
  for (const std::string& bytes : {std::string("garbage"), std::string(other_magic.size(), 'g'),
                                   other_magic, ReadFile(path_) + "x", ReadFile(path_).substr(1)}) {
    WriteFile(path_, bytes);
    EXPECT_EQ(WhyNot().status, Status::kStorage);
    EXPECT_EQ(ReadFile(path_), bytes);
  }
}

TEST_F(Lock, OfAnotherVersionIsRefused) {
  Open();
  std::string bytes = ReadFile(path_);
  bytes[kVersionAt] = 2;
  WriteFile(path_, bytes);
  const Error error = WhyNot();
  EXPECT_EQ(error.status, Status::kStorage);
  EXPECT_NE(error.Message().find("another version"), std::string::npos) << error.Message();
}

TEST_F(Lock, ThatOthersMayOpenIsRefused) {
  Open();
  chmod(path_.c_str(), 0620);
  const Error error = WhyNot();
  EXPECT_EQ(error.status, Status::kStorage);
  EXPECT_NE(error.Message().find("chmod 600 " + path_), std::string::npos) << error.Message();
  chmod(path_.c_str(), 0600);
  EXPECT_NE(Open(), nullptr);
}

TEST_F(Lock, ALinkIsNotFollowed) {
  WriteFile(folder_ / "elsewhere", "");
  ASSERT_EQ(symlink((folder_ / "elsewhere").c_str(), path_.c_str()), 0);
  EXPECT_EQ(WhyNot().status, Status::kStorage);
  EXPECT_EQ(ReadFile(folder_ / "elsewhere"), "");
}

// It would end the process.
TEST_F(Lock, AFileThatIsCutOffMeanwhileIsAnErrorAndNoSignal) {
  for (const off_t size : {0, 100}) {
    const auto lock = Open();
    ASSERT_NE(lock, nullptr);
    const std::string whole = ReadFile(path_);
    ASSERT_TRUE(lock->Acquire(0ms));
    ASSERT_EQ(truncate(path_.c_str(), size), 0);
    const auto refused = lock->Acquire(0ms);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().status, Status::kStorage);
    EXPECT_NE(refused.error().Message().find("was cut off"), std::string::npos);
    WriteFile(path_, whole);
  }
}

// Those who open the trail next have another lock.
TEST_F(Lock, AFileThatIsRemovedOrReplacedMeanwhileIsAnError) {
  for (const bool replaced : {false, true}) {
    const auto lock = Open();
    ASSERT_NE(lock, nullptr);
    ASSERT_TRUE(lock->Acquire(0ms));
    ASSERT_EQ(rename(path_.c_str(), (folder_ / "moved").c_str()), 0);
    if (replaced) WriteFile(path_, ReadFile(folder_ / "moved"));
    const auto refused = lock->Acquire(0ms);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().status, Status::kStorage);
    EXPECT_NE(refused.error().Message().find("removed or replaced"), std::string::npos);
    ASSERT_EQ(rename((folder_ / "moved").c_str(), path_.c_str()), 0);
    EXPECT_TRUE(lock->Acquire(0ms)) << "put back, it is the same";
  }
}

TEST_F(Lock, AfterGivingUpEveryCallSaysWhy) {
  const auto lock = Open();
  lock->GiveUp(Error(Status::kStorage, "trail-wal", "it was removed"));
  lock->GiveUp(Error(Status::kStorage, "trail", "and this came later"));
  for (const Result<void>& refused : {lock->Usable(), Result<void>(lock->Acquire(0ms).error())}) {
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().Message(), "trail-wal: it was removed");
  }
}

TEST_F(Lock, AFolderOrAPlaceThatIsNotThereIsRefused) {
  EXPECT_EQ(TrailLock::Open(folder_ / ".").error().status, Status::kStorage);
  EXPECT_EQ(TrailLock::Open(folder_ / "nowhere/trail.lock").error().status, Status::kStorage);
}

}  // namespace
}  // namespace bsup::core
