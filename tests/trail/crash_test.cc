// The trail under power cuts, in memory: before every operation on the disk the power is cut once,
// the trail is opened on what is left, and everything acknowledged must be there. Some recoveries
// are cut again. The controls drop syncs, and must be found out.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "trail/crash_vfs.h"
#include "trail/temporary_folder.h"
#include "trail/trail_after_cut.h"
#include "trail/trail_session.h"

namespace bsup::core::faults {
namespace {

#ifdef BSUP_SANITIZED
constexpr int kCuts = 400;  // sanitizers are slow; the release build has the full number
#else
constexpr int kCuts = 10'000;
#endif
constexpr int kControlCuts = kCuts / 10;
constexpr int kStepsInADay = 25;

struct Moment {
  CrashDisk disk;
  std::shared_ptr<const Acknowledged> acknowledged;
  CopyableKeys keys;
  std::uint64_t seed = 0;
};

struct Tally {
  int cuts = 0;
  int cuts_in_recovery = 0;
  int wrong = 0;
  std::string first;  // what was wrong, and which cut shows it again
};

class Cutter {
 public:
  // Syncs of files whose names end in `no_sync` are dropped; "none": all are heeded.
  Cutter(std::string no_sync, bool stop_at_first)
      : no_sync_(std::move(no_sync)), stop_at_first_(stop_at_first) {}

  Tally Cut(int cuts) {
    for (std::uint64_t seed = 1; tally_.cuts < cuts && !Enough(); ++seed) CutADay(seed);
    return tally_;
  }

 private:
  bool Enough() const { return stop_at_first_ && tally_.wrong > 0; }

  void CutADay(std::uint64_t seed) {
    CrashVfs vfs;
    if (no_sync_ != "none") vfs.IgnoreSyncs(no_sync_);
    CopyableKeys keys;
    TrailSession session({"/trail", "/trail.vault", folder_ / "lock", vfs.name()}, &keys, seed);
    std::vector<Moment> moments;
    vfs.BeforeEachOperation([&] {
      const std::uint64_t cut = seed * 1'000'000 + vfs.operations();
      moments.push_back({vfs.AfterCut(cut), session.acknowledged(), keys, cut});
    });
    for (int step = 0; step < kStepsInADay && !Enough(); ++step) {
      const Result<void> done = session.Step();
      if (!done) Note("step " + std::to_string(step) + ": " + done.error().Message(), seed);
      // Now, and not at the end of the day: each holds a whole disk.
      for (Moment& moment : moments) Check(std::move(moment));
      moments.clear();
    }
    vfs.BeforeEachOperation(nullptr);
  }

  void Check(Moment moment) {
    // A control has to lose what somebody relied on.
    if (Enough() || (stop_at_first_ && moment.acknowledged->records.empty())) return;
    const TrailFiles files{"/trail", "/trail.vault", folder_ / "lock-after", nullptr};
    Reopening reopening =
        Reopen(std::move(moment.disk), files, *moment.acknowledged, moment.keys, moment.seed);
    ++tally_.cuts;
    Note(reopening.wrong, moment.seed);
    if (!reopening.cut_again || moment.seed % 8 != 0) return;
    Acknowledged again = *moment.acknowledged;
    again.more.reset();  // the recovery itself may have appended
    reopening = Reopen(std::move(*reopening.cut_again), files, again, *reopening.keys_then,
                       moment.seed + 1);
    ++tally_.cuts_in_recovery;
    Note(reopening.wrong, moment.seed);
  }

  void Note(const std::string& wrong, std::uint64_t seed) {
    if (wrong.empty()) return;
    ++tally_.wrong;
    if (tally_.first.empty()) tally_.first = "cut " + std::to_string(seed) + ": " + wrong;
  }

  TemporaryFolder folder_;
  std::string no_sync_;
  bool stop_at_first_;
  Tally tally_;
};

TEST(Crash, NothingAcknowledgedIsLostInAPowerCut) {
  const auto start = std::chrono::steady_clock::now();
  const Tally tally = Cutter("none", false).Cut(kCuts);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_GE(tally.cuts, kCuts);
  EXPECT_GT(tally.cuts_in_recovery, kCuts / 50);
  EXPECT_EQ(tally.wrong, 0) << tally.first;
  RecordProperty("cuts", tally.cuts);
  RecordProperty("cuts_in_recovery", tally.cuts_in_recovery);
  RecordProperty("cuts_per_second", static_cast<int>(tally.cuts / took.count()));
}

// What synchronous=NORMAL leaves out.
TEST(Crash, ALogThatIsNotSyncedIsFoundOut) {
  EXPECT_GT(Cutter("-wal", true).Cut(kControlCuts).wrong, 0);
}

// The key of a new person must be durable before the first record under it.
TEST(Crash, AVaultThatIsNotSyncedIsFoundOut) {
  EXPECT_GT(Cutter(".vault-wal", true).Cut(kControlCuts).wrong, 0);
}

TEST(Crash, ADeviceThatSyncsNothingIsFoundOut) {
  EXPECT_GT(Cutter("", true).Cut(kControlCuts).wrong, 0);
}

}  // namespace
}  // namespace bsup::core::faults
