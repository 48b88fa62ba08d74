// The harness itself, tried with plain SQLite, whose promises are known: what it finds must be
// there, and what is not there it must not find. Every claim has a control that must fail.
#include "trail/crash_vfs.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "oracle/dice.h"
#include "trail/plain_session.h"

namespace bsup::core::faults {
namespace {

#ifdef BSUP_SANITIZED
constexpr int kPlainCuts = 300;  // sanitizers are slow; the release build has the full number
#else
constexpr int kPlainCuts = 2'500;
#endif

struct PlainTally {
  int cuts = 0;
  int lost = 0;     // an acknowledged row is gone
  int corrupt = 0;  // the file is no longer whole
  std::string first;
};

// Cuts before every operation of fresh sessions until there are enough.
PlainTally CutEverywhere(const PlainSettings& settings, const std::string& no_sync = "none") {
  PlainTally tally;
  for (std::uint64_t seed = 1; tally.cuts < kPlainCuts; ++seed) {
    CrashVfs vfs;
    if (no_sync != "none") vfs.IgnoreSyncs(no_sync);
    PlainSession session(vfs, settings);
    struct Image {
      CrashDisk disk;
      int acknowledged;
      std::uint64_t operation;
    };
    std::vector<Image> images;
    vfs.BeforeEachOperation([&] {
      const std::uint64_t operation = vfs.operations();
      images.push_back(
          {vfs.AfterCut(seed * 1'000'000 + operation), session.acknowledged(), operation});
    });
    session.Run(40);
    vfs.BeforeEachOperation(nullptr);
    for (Image& image : images) {
      ++tally.cuts;
      const PlainVerdict verdict = CheckAfterCut(std::move(image.disk), image.acknowledged);
      tally.lost += verdict == PlainVerdict::kLost ? 1 : 0;
      tally.corrupt += verdict == PlainVerdict::kCorrupt ? 1 : 0;
      if (verdict != PlainVerdict::kWhole && tally.first.empty()) {
        tally.first = "seed " + std::to_string(seed) + ", before operation " +
                      std::to_string(image.operation);
      }
    }
  }
  return tally;
}

TEST(CrashVfs, FullWriteAheadLoggingLosesNothing) {
  const auto start = std::chrono::steady_clock::now();
  const PlainTally tally = CutEverywhere({"WAL", "FULL"});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_GE(tally.cuts, kPlainCuts);
  EXPECT_EQ(tally.lost + tally.corrupt, 0) << tally.first;
  RecordProperty("cuts_per_second", static_cast<int>(tally.cuts / took.count()));
}

TEST(CrashVfs, NormalWriteAheadLoggingLosesSomeAndBreaksNothing) {
  const PlainTally tally = CutEverywhere({"WAL", "NORMAL"});
  EXPECT_GT(tally.lost, 0);
  EXPECT_EQ(tally.corrupt, 0) << tally.first;
}

TEST(CrashVfs, FullLosesSomeWhereTheLogIsNeverSynced) {
  EXPECT_GT(CutEverywhere({"WAL", "FULL"}, "-wal").lost, 0);
}

TEST(CrashVfs, FullBreaksTheFileWhereNothingIsSynced) {
  const PlainTally tally = CutEverywhere({"WAL", "FULL"}, "");
  EXPECT_GT(tally.lost, 0);
  EXPECT_GT(tally.corrupt, 0);
}

TEST(CrashVfs, ADeletedJournalLosesNothingWhereItsDirectoryIsSynced) {
  const PlainTally tally = CutEverywhere({"DELETE", "EXTRA"});
  EXPECT_EQ(tally.lost + tally.corrupt, 0) << tally.first;
}

// SQLite's manual, "PRAGMA synchronous": FULL does not sync the directory after the journal is
// deleted, so a commit may be rolled back.
TEST(CrashVfs, ADeletedJournalMayComeBackWhereItsDirectoryIsNotSynced) {
  const PlainTally tally = CutEverywhere({"DELETE", "FULL"});
  EXPECT_GT(tally.lost, 0);
  EXPECT_EQ(tally.corrupt, 0) << tally.first;
}

TEST(CrashVfs, ADeletedJournalBreaksTheFileWhereItIsNeverSynced) {
  EXPECT_GT(CutEverywhere({"DELETE", "EXTRA"}, "-journal").corrupt, 0);
}

TEST(CrashVfs, AfterTheCutEveryCallFails) {
  CrashVfs vfs;
  PlainSession session(vfs, {"WAL", "FULL"});
  vfs.CutPowerAt(vfs.operations() + 30);
  session.Run(40);
  EXPECT_GT(session.acknowledged(), 0);
  EXPECT_LT(session.acknowledged(), 40);
  EXPECT_EQ(session.Commit(), SQLITE_IOERR);
  EXPECT_EQ(CheckAfterCut(vfs.AfterCut(1), session.acknowledged()), PlainVerdict::kWhole);
}

TEST(CrashVfs, OneSeedIsOneDisk) {
  CrashVfs vfs;
  PlainSession session(vfs, {"WAL", "NORMAL"});
  session.Run(10);
  int differing = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const CrashDisk one = vfs.AfterCut(seed);
    const CrashDisk again = vfs.AfterCut(seed);
    ASSERT_EQ(one.Names(), again.Names());
    for (const std::string& name : one.Names()) {
      EXPECT_EQ(one.Find(name)->bytes(), again.Find(name)->bytes());
    }
    const CrashDisk other = vfs.AfterCut(seed + 1);
    if (one.Names() != other.Names()) continue;
    for (const std::string& name : one.Names()) {
      differing += one.Find(name)->bytes() != other.Find(name)->bytes() ? 1 : 0;
    }
  }
  EXPECT_GT(differing, 0);
}

struct Kind {
  Call call;
  int code;
};

TEST(CrashVfs, AFailedCallIsSeenAndLosesNothingAcknowledged) {
  for (const Kind kind :
       {Kind{Call::kOpen, SQLITE_CANTOPEN}, Kind{Call::kRead, SQLITE_IOERR_READ},
        Kind{Call::kWrite, SQLITE_IOERR_WRITE}, Kind{Call::kWrite, SQLITE_FULL},
        Kind{Call::kSync, SQLITE_IOERR_FSYNC}, Kind{Call::kTruncate, SQLITE_IOERR_TRUNCATE},
        Kind{Call::kLock, SQLITE_IOERR_LOCK}, Kind{Call::kShare, SQLITE_IOERR_SHMLOCK}}) {
    for (const bool forever : {false, true}) {
      int refused = 0;
      int struck = 0;
      for (std::uint64_t nth = 1; nth <= 60; ++nth) {
        CrashVfs vfs;
        int acknowledged = 0;
        {
          PlainSession session(vfs, {"WAL", "FULL"});
          vfs.Inject({kind.call, nth, kind.code, forever});
          session.Run(10);
          acknowledged = session.acknowledged();
          refused += session.refused();
        }
        struck += vfs.Mend() ? 1 : 0;
        EXPECT_EQ(CheckAfterCut(vfs.AfterCut(nth), acknowledged), PlainVerdict::kWhole)
            << kCallNames.at(static_cast<std::size_t>(kind.call)) << ' ' << nth;
      }
      if (kind.call == Call::kWrite || kind.call == Call::kSync) {
        EXPECT_GT(refused, 0);
        EXPECT_GT(struck, 0);
      }
    }
  }
}

TEST(CrashVfs, ConnectionsKeepOutOfEachOthersWay) {
  CrashVfs vfs;
  PlainSession one(vfs, {"WAL", "FULL"});
  PlainSession two(vfs, {"WAL", "FULL"});
  ASSERT_EQ(one.Do("BEGIN IMMEDIATE; INSERT INTO row (words) VALUES ('mine')"), SQLITE_OK);
  EXPECT_EQ(two.Do("BEGIN IMMEDIATE"), SQLITE_BUSY);
  EXPECT_EQ(two.Count(), 0) << "reads what was committed";
  ASSERT_EQ(one.Do("COMMIT"), SQLITE_OK);
  EXPECT_EQ(two.Count(), 1);
  ASSERT_EQ(two.Do("BEGIN; SELECT * FROM row"), SQLITE_OK);
  ASSERT_EQ(one.Do("INSERT INTO row (words) VALUES ('another')"), SQLITE_OK);
  EXPECT_EQ(two.Count(), 1) << "a reader keeps its view";
  EXPECT_EQ(two.Do("COMMIT"), SQLITE_OK);
  EXPECT_EQ(two.Count(), 2);
}

TEST(CrashVfs, RollbackJournalsLockToo) {
  CrashVfs vfs;
  PlainSession one(vfs, {"DELETE", "FULL"});
  PlainSession two(vfs, {"DELETE", "FULL"});
  ASSERT_EQ(two.Do("BEGIN; SELECT * FROM row"), SQLITE_OK);
  ASSERT_EQ(one.Do("BEGIN IMMEDIATE; INSERT INTO row (words) VALUES ('mine')"), SQLITE_OK);
  EXPECT_EQ(one.Do("COMMIT"), SQLITE_BUSY) << "a reader is there";
  ASSERT_EQ(two.Do("COMMIT"), SQLITE_OK);
  EXPECT_EQ(one.Do("COMMIT"), SQLITE_OK);
  EXPECT_EQ(two.Count(), 1);
}

}  // namespace
}  // namespace bsup::core::faults
