// One trail and many processes: that write at a time, are killed, stopped, or forked.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <iterator>
#include <thread>

#include "child.h"
#include "trail/keys/key_file.h"
#include "trail/log/merkle.h"
#include "trail/store/lock.h"
#include "trail/tampering.h"

namespace bsup::core {
namespace {

using namespace std::chrono_literals;
using enum RecordKind;

#ifdef BSUP_SANITIZED
constexpr int kEach = 10;
constexpr int kKills = 4;
#else
constexpr int kEach = 50;
constexpr int kKills = 25;
#endif
constexpr int kProcesses = 8;

std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class TrailProcesses : public testing::Test {
 protected:
  void SetUp() override {
    BSUP_SKIP_WITHOUT_FORK();
    const auto made = Open();  // and closed: each process opens it for itself
    ASSERT_TRUE(made) << made.error().Message();
  }
  // With keys that all processes share.
  Result<std::unique_ptr<Trail>> Open(std::chrono::milliseconds wait = 20s) {
    if (keys_ == nullptr) keys_ = *KeyFile::Open(folder_ / "keys", true);
    TrailOptions options;
    options.create = true;
    options.origin = "trail.example/shared";
    options.wait = wait;
    return Trail::Open(files_, options, keys_.get());
  }
  Verification Verified() { return Verify(files_, {.keys = keys_.get()}); }

  // Opens the trail and appends that many records about a person of its own.
  int AppendMany(int count, const std::string& person, std::atomic<int>* appended = nullptr) {
    const auto trail = Open();
    if (!trail) return kWrong;
    for (int i = 0; i < count; ++i) {
      if (!(*trail)->Append({SmallDraft(kAdvice, person)})) return kWrong;
      if (appended != nullptr) ++*appended;
    }
    return kFine;
  }

  const TemporaryFolder folder_;
  const TrailFiles files_ = TrailFiles::At(folder_ / "trail");
  std::unique_ptr<KeyService> keys_;
};

TEST_F(TrailProcesses, EightWriteWhileOneVerifiesAndAllOfItIsThere) {
  std::vector<std::unique_ptr<Child>> children;
  for (int i = 0; i < kProcesses; ++i) {
    children.push_back(
        std::make_unique<Child>([&, i] { return AppendMany(kEach, "P" + std::to_string(i)); }));
  }
  Common<std::atomic<bool>> over;
  Common<std::atomic<int>> verified;
  Child verifier([&] {
    while (!*over) {
      if (Said(Verified()) != "intact (no outside head)") return kWrong;
      ++*verified;
    }
    return kFine;
  });
  for (const auto& child : children) EXPECT_EQ(child->Wait(), kFine);
  *over = true;
  EXPECT_EQ(verifier.Wait(), kFine);
  EXPECT_GT(*verified, 0);

  const Verification verification = Verified();
  EXPECT_EQ(Said(verification), "intact (no outside head)") << verification.why;
  EXPECT_EQ(verification.records, static_cast<std::uint64_t>(kProcesses * kEach));
  const auto trail = Open();
  ASSERT_TRUE(trail);
  for (int i = 0; i < kProcesses; ++i) {
    ReadFilter filter;
    filter.person = "P" + std::to_string(i);
    EXPECT_EQ((*trail)->Read(filter, Trail::kMostPage)->records.size(), std::size_t{kEach});
  }
}

// What the one that is to be killed was told is on record.
struct Acknowledged {
  std::uint64_t sequence;
  Hash leaf;
};

TEST_F(TrailProcesses, AKilledOneLosesNothingItWasToldIsOnRecordAndTheOthersGoOn) {
  Common<std::atomic<bool>> over;
  Common<std::atomic<int>> others;
  Child other([&] {
    const auto trail = Open();
    if (!trail) return kWrong;
    while (!*over) {
      if (!(*trail)->Append({SmallDraft(kAdvice, "OTHER")})) return kWrong;
      ++*others;
    }
    return kFine;
  });
  std::vector<Acknowledged> acknowledged;
  for (int kill = 0; kill < kKills; ++kill) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    Child victim([&] {
      const auto trail = Open();
      if (!trail) return kWrong;
      for (int i = 0;; ++i) {
        const auto done = (*trail)->Append({SmallDraft(kAdvice, "V" + std::to_string(i % 7))});
        if (!done) return kWrong;
        const Acknowledged told{done->front().sequence, done->front().leaf};
        if (write(ends[1], &told, sizeof told) != sizeof told) return kWrong;
      }
    });
    close(ends[1]);
    // The first has come; the kill then falls anywhere in the next ones.
    Acknowledged told{};
    ASSERT_EQ(read(ends[0], &told, sizeof told), static_cast<ssize_t>(sizeof told));
    acknowledged.push_back(told);
    std::this_thread::sleep_for(std::chrono::microseconds(300 * kill));
    victim.Signal(SIGKILL);
    EXPECT_EQ(victim.Wait(), -1);
    while (read(ends[0], &told, sizeof told) == sizeof told) acknowledged.push_back(told);
    close(ends[0]);
    const int before = *others;
    EXPECT_TRUE(Await([&] { return *others > before + 1; })) << "after kill " << kill;
  }
  *over = true;
  EXPECT_EQ(other.Wait(), kFine);

  EXPECT_EQ(Said(Verified()), "intact (no outside head)") << Verified().why;
  const auto trail = Open();
  ASSERT_TRUE(trail) << trail.error().Message();
  EXPECT_GE(acknowledged.size(), std::size_t{kKills});
  for (const Acknowledged& told : acknowledged) {
    const auto leaf = (*trail)->Leaf(told.sequence);
    ASSERT_TRUE(leaf) << told.sequence;
    EXPECT_EQ(LeafHash(*leaf), told.leaf) << told.sequence;
  }
}

TEST_F(TrailProcesses, WhileTheLocksHolderIsStoppedOthersAreBusyAndThenWell) {
  const auto trail = Open(200ms);
  ASSERT_TRUE(trail);
  Common<std::atomic<bool>> held;
  Common<std::atomic<bool>> let_go;
  Child holder([&] {
    const auto lock = TrailLock::Open(files_.lock);
    if (!lock) return kWrong;
    {
      const auto turn = (*lock)->Acquire(10s);
      if (!turn) return kWrong;
      *held = true;
      if (!Await([&] { return let_go->load(); })) return kWrong;
    }
    return AppendMany(1, "HOLDER");
  });
  ASSERT_TRUE(Await([&] { return held->load(); }));
  holder.Stop();
  const auto begun = std::chrono::steady_clock::now();
  const auto refused = (*trail)->Append({SmallDraft(kConfig, "")});
  const auto waited = std::chrono::steady_clock::now() - begun;
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, Status::kBusy);
  EXPECT_GE(waited, 150ms);
  EXPECT_LT(waited, 3s);
  EXPECT_EQ((*trail)->Size().value(), 0U) << "nothing was recorded, and reading goes on";
  EXPECT_EQ(Open(200ms).error().status, Status::kBusy);

  *let_go = true;
  holder.Signal(SIGCONT);
  EXPECT_EQ(holder.Wait(), kFine);
  EXPECT_TRUE((*trail)->Append({SmallDraft(kConfig, "")}));
  EXPECT_EQ((*trail)->Size().value(), 2U);
  EXPECT_EQ(Said(Verified()), "intact (no outside head)");
}

TEST_F(TrailProcesses, AForkedChildIsRefusedAndTouchesNothingAtItsEnd) {
  auto opened = Open();
  ASSERT_TRUE(opened);
  std::unique_ptr<Trail> trail = *std::move(opened);
  AppendOne(*trail, SmallDraft(kAdvice, "A1"));
  const auto files = [&] {
    std::vector<std::string> bytes;
    for (const char* end : {"", "-wal", "-shm", ".vault", ".vault-wal"}) {
      bytes.push_back(BytesOf(files_.store + end));
    }
    return bytes;
  };
  Child child([&] {
    const auto refused = [](const auto& result) {
      return !result && result.error().status == Status::kUsage;
    };
    const bool all = refused(trail->Append({SmallDraft(kConfig, "")})) &&
                     refused(trail->Read({}, 1)) && refused(trail->Head()) &&
                     refused(trail->Prove(0)) &&
                     refused(trail->Erase("A1", SmallDraft(kErasure, ""))) &&
                     refused(trail->Backup(folder_ / "copy"));
    const auto before = files();
    trail.reset();
    if (!all || files() != before) return kWrong;
    return AppendMany(1, "CHILD");  // it opens the trail anew
  });
  EXPECT_EQ(child.Wait(), kFine);
  AppendOne(*trail, SmallDraft(kAdvice, "A1"));
  EXPECT_EQ(trail->Size().value(), 3U);
  trail.reset();
  EXPECT_EQ(Said(Verified()), "intact (no outside head)");
}

TEST_F(TrailProcesses, AChildThatClosesItsCopyLeavesTheParentsLocks) {
  auto trail = Open();
  ASSERT_TRUE(trail);
  Common<std::atomic<int>> appended;
  Child writer([&] { return AppendMany(kEach, "WRITER", &*appended); });
  for (int i = 0; i < kEach; ++i) {
    Child child([&] {
      trail->reset();
      return kFine;
    });
    AppendOne(**trail, SmallDraft(kAdvice, "A1"));
    EXPECT_EQ(child.Wait(), kFine);
  }
  EXPECT_EQ(writer.Wait(), kFine);
  EXPECT_EQ((*trail)->Size().value(), static_cast<std::uint64_t>(2 * kEach));
  trail->reset();
  EXPECT_EQ(Said(Verified()), "intact (no outside head)") << Verified().why;
}

TEST_F(TrailProcesses, NewKeysAndErasuresByOneReachAnotherThatAppends) {
  Common<std::atomic<int>> appended;
  Common<std::atomic<bool>> over;
  Child writer([&] {
    const auto trail = Open();
    if (!trail) return kWrong;
    for (int i = 0; !*over || i < kEach; ++i) {
      if (!(*trail)->Append({SmallDraft(kAdvice, i % 2 == 0 ? "A1" : "B2")})) return kWrong;
      ++*appended;
    }
    return kFine;
  });
  auto trail = Open();
  ASSERT_TRUE(trail);
  for (int i = 0; i < 3; ++i) {
    const int before = *appended;
    ASSERT_TRUE(Await([&] { return *appended > before + 2; }));
    const auto erased = (*trail)->Erase("A1", SmallDraft(kErasure, ""));
    ASSERT_TRUE(erased) << erased.error().Message();
    EXPECT_GT(erased->records, 0U);
    const auto rotated =
        (*trail)->Rotate(SmallDraft(kKey, ""),
                         [](const VerifierKey&, const VerifierKey&) { return std::string("{}"); });
    ASSERT_TRUE(rotated) << rotated.error().Message();
  }
  *over = true;
  EXPECT_EQ(writer.Wait(), kFine);
  EXPECT_EQ((*trail)->Size().value(), static_cast<std::uint64_t>(*appended) + 6);
  const VerifierKey key = (*trail)->key();
  trail->reset();
  const Verification verification = Verify(files_, {.key = key, .keys = keys_.get()});
  EXPECT_EQ(Said(verification), "erased in part") << verification.why;
}

}  // namespace
}  // namespace bsup::core
