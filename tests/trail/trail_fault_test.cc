// The trail when the disk fails it: at every call of a session, once or from then on. Nothing
// acknowledged is lost, the error says that it is the disk, and once the disk is well the trail
// opens again.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "trail/crash_vfs.h"
#include "trail/temporary_folder.h"
#include "trail/trail_after_cut.h"
#include "trail/trail_session.h"

namespace bsup::core::faults {
namespace {

#ifdef BSUP_SANITIZED
constexpr std::uint64_t kStride = 41;  // sanitizers are slow; the release build tries more calls
#else
constexpr std::uint64_t kStride = 7;
#endif

const std::vector<StepKind> kSession{
    StepKind::kOpen,   StepKind::kAppend, StepKind::kBatch, StepKind::kErase,  StepKind::kAppend,
    StepKind::kBackup, StepKind::kClose,  StepKind::kOpen,  StepKind::kAppend, StepKind::kClose};

struct Failing {
  const char* name;
  std::optional<Call> call;
  int code;
};

class TrailFault : public testing::TestWithParam<std::tuple<Failing, bool>> {
 protected:
  // Gives whether the fault struck at all.
  bool Try(const Fault& fault) {
    CrashVfs vfs;
    CopyableKeys keys;
    const TrailFiles files{"/trail", "/trail.vault", folder_ / "lock", vfs.name()};
    std::shared_ptr<const Acknowledged> acknowledged;
    {
      TrailSession session(files, &keys, 1);
      vfs.Inject(fault);
      for (const StepKind kind : kSession) {
        const Result<void> done = session.Step(kind);
        if (done) continue;
        ++refused_;
        EXPECT_EQ(done.error().status, Status::kStorage)
            << "call " << fault.nth << ": " << done.error().Message();
      }
      acknowledged = session.acknowledged();
    }
    const bool struck = vfs.Mend();
    EXPECT_EQ(WhatIsWrong(files, vfs, *acknowledged, &keys), "") << "call " << fault.nth;
    return struck;
  }

  TemporaryFolder folder_;
  int refused_ = 0;
};

TEST_P(TrailFault, LosesNothingAcknowledged) {
  const auto& [failing, forever] = GetParam();
  std::uint64_t nth = 1;
  while (Try({failing.call, nth, failing.code, forever})) {
    // Every call of the opening, then a part of them.
    nth += nth < 60 ? 1 : kStride;
    if (HasFailure()) return;
  }
  EXPECT_GT(nth, 1u) << "the session makes no such call";
  EXPECT_GT(refused_, 0);
}

INSTANTIATE_TEST_SUITE_P(
    AtEveryCall, TrailFault,
    testing::Combine(testing::Values(Failing{"Open", Call::kOpen, SQLITE_CANTOPEN},
                                     Failing{"Read", Call::kRead, SQLITE_IOERR_READ},
                                     Failing{"BadSector", Call::kRead, SQLITE_IOERR_CORRUPTFS},
                                     Failing{"Write", Call::kWrite, SQLITE_IOERR_WRITE},
                                     Failing{"FullDisk", Call::kWrite, SQLITE_FULL},
                                     Failing{"Sync", Call::kSync, SQLITE_IOERR_FSYNC},
                                     Failing{"Lock", Call::kLock, SQLITE_IOERR_LOCK},
                                     Failing{"Share", Call::kShare, SQLITE_IOERR_SHMMAP},
                                     Failing{"Any", std::nullopt, SQLITE_IOERR}),
                     testing::Bool()),
    [](const testing::TestParamInfo<TrailFault::ParamType>& info) {
      return std::string(std::get<0>(info.param).name) +
             (std::get<1>(info.param) ? "FromThenOn" : "Once");
    });

}  // namespace
}  // namespace bsup::core::faults
