// A sync that fails once, on a system that then takes for written what it never wrote (ext4 and XFS
// do). The process ends, and the next one finds in the system's memory what no disk has.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "trail/crash_vfs.h"
#include "trail/plain_session.h"
#include "trail/temporary_folder.h"
#include "trail/trail_after_cut.h"

namespace bsup::core::faults {
namespace {

#ifdef BSUP_SANITIZED
constexpr std::uint64_t kCutsAfterwards = 3;  // sanitizers are slow
#else
constexpr std::uint64_t kCutsAfterwards = 12;
#endif
constexpr int kEach = 4;

Fault AFailedSyncOf(const std::string& ending, std::uint64_t nth) {
  return {Call::kSync, nth, SQLITE_IOERR_FSYNC, false, true, ending};
}

struct MomentAfterwards {
  CrashDisk disk;
  Acknowledged told;
  CopyableKeys keys;
  std::uint64_t seed;
};

class FailedSync : public testing::Test {
 protected:
  [[nodiscard]] TrailFiles Files(const CrashVfs& vfs) const {
    return {"/trail", "/trail.vault", folder_ / "lock", vfs.name()};
  }
  Result<std::unique_ptr<Trail>> Open(const CrashVfs& vfs) {
    TrailOptions options;
    options.create = true;
    return Trail::Open(Files(vfs), options, &keys_);
  }
  // Appends until one is refused; gives whether one was.
  bool AppendSome(Trail& trail, const std::string& person, Acknowledged* told) {
    for (int i = 0; i < kEach; ++i) {
      Draft draft;
      draft.kind = RecordKind::kRead;
      draft.day = *Day::Parse("2026-11-23");
      draft.person = person;
      draft.subject = "{\"number\":" + std::to_string(i) + "}";
      const std::string subject = draft.subject;
      Result<std::vector<Receipt>> receipts = trail.Append({std::move(draft)});
      if (!receipts) {
        EXPECT_EQ(receipts.error().status, Status::kStorage) << receipts.error().Message();
        words_ = receipts.error().Message();
        return true;
      }
      told->records[receipts->front().sequence] = {receipts->front().leaf, person, subject, ""};
      told->head = receipts->front().checkpoint;
    }
    return false;
  }

  // The nth sync of such a file fails and is the end of its process; the next one goes on, and then
  // the power is cut. Gives whether there is an nth.
  bool Try(const std::string& ending, std::uint64_t nth) {
    keys_ = CopyableKeys();
    Acknowledged told;
    told.made = true;
    told.more.reset();  // what was refused may be there
    CrashVfs first;
    Result<std::unique_ptr<Trail>> dying = Open(first);
    if (!dying) return false;
    AppendSome(**dying, "OLD", &told);
    first.Inject(AFailedSyncOf(ending, nth));
    const bool refused = AppendSome(**dying, "NEW", &told);
    CrashDisk left = first.disk();
    first.CutPowerAt(0);  // it touches nothing any more
    if (!refused) return false;
    CrashVfs second(std::move(left));
    std::vector<MomentAfterwards> moments;
    second.BeforeEachOperation([&] {
      const std::uint64_t seed = second.operations();
      moments.push_back({second.AfterCut(seed), told, keys_, seed});
    });
    Result<std::unique_ptr<Trail>> next = Open(second);
    if (!next) {
      ADD_FAILURE() << next.error().Message();
      return true;
    }
    EXPECT_FALSE(AppendSome(**next, "NEW", &told));
    second.BeforeEachOperation(nullptr);
    for (std::uint64_t seed = 1; seed <= kCutsAfterwards; ++seed) {
      moments.push_back({second.AfterCut(seed), told, keys_, seed});
    }
    for (MomentAfterwards& moment : moments) {
      EXPECT_EQ(Reopen(std::move(moment.disk), Files(second), moment.told, moment.keys, moment.seed)
                    .wrong,
                "")
          << "sync " << nth << " of " << ending << ", cut " << moment.seed << "\n"
          << second.LastOperations(60);
    }
    return true;
  }

  const TemporaryFolder folder_;
  CopyableKeys keys_;
  std::string words_;
};

TEST_F(FailedSync, OfTheLogLosesNothingThatTheNextProcessWasTold) {
  std::uint64_t nth = 1;
  while (Try("/trail-wal", nth) && !HasFailure()) {
    EXPECT_NE(words_.find("not known whether this was recorded"), std::string::npos) << words_;
    ++nth;
  }
  EXPECT_GT(nth, 3u);
}

TEST_F(FailedSync, OfTheVaultsLogLosesNoKey) {
  std::uint64_t nth = 1;
  while (Try("/trail.vault-wal", nth) && !HasFailure()) ++nth;
  EXPECT_GT(nth, 1u);
}

// The control: an SQLite that goes on from what it finds loses what it was told is committed.
TEST_F(FailedSync, IsFoundOutWhereTheNextProcessGoesOnFromIt) {
  const PlainSettings settings{"WAL", "FULL"};
  int lost = 0;
  CrashVfs first;
  auto dying = std::make_unique<PlainSession>(first, settings);
  dying->Commit();
  first.Inject(AFailedSyncOf("-wal", 1));
  EXPECT_NE(dying->Commit(), SQLITE_OK);
  CrashDisk left = first.disk();
  first.CutPowerAt(0);
  CrashVfs second(std::move(left));
  PlainSession next(second, settings);
  const int there = next.Count();
  ASSERT_EQ(there, 2) << "what was refused is seen";
  EXPECT_EQ(next.Do("INSERT INTO row VALUES (3, 'three')"), SQLITE_OK);
  for (std::uint64_t seed = 1; seed <= kCutsAfterwards; ++seed) {
    CrashVfs after(second.AfterCut(seed));
    if (PlainSession(after, settings).Count() < 3) ++lost;
  }
  EXPECT_GT(lost, 0);
  dying.reset();
}

}  // namespace
}  // namespace bsup::core::faults
