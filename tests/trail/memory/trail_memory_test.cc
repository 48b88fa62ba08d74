// The trail when there is no memory: at the allocations of a session, SQLite's and new's, once or
// from then on. Nothing acknowledged is lost, the call says that memory is short, and afterwards
// the trail opens again.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "trail/crash_vfs.h"
#include "trail/faulty_memory.h"
#include "trail/memory/faulty_new.h"
#include "trail/temporary_folder.h"
#include "trail/trail_after_cut.h"
#include "trail/trail_session.h"

namespace bsup::core::faults {
namespace {

#ifdef BSUP_SANITIZED
constexpr std::uint64_t kStride = 211;  // sanitizers are slow; the release build tries more
#else
constexpr std::uint64_t kStride = 23;
#endif
// Of the opening every allocation is tried, of the rest one in kStride.
constexpr std::uint64_t kDense = kStride > 100 ? 40 : 400;

const std::vector<StepKind> kSession{
    StepKind::kOpen,   StepKind::kAppend, StepKind::kBatch, StepKind::kErase,  StepKind::kAppend,
    StepKind::kBackup, StepKind::kClose,  StepKind::kOpen,  StepKind::kAppend, StepKind::kClose};

class OutOfMemory : public testing::TestWithParam<bool> {
 protected:
  using Fail = void (*)(std::uint64_t, bool);
  using Mend = bool (*)();

  void FailEverywhere(Fail fail, Mend mend) {
    std::uint64_t nth = 1;
    while (Try(nth, fail, mend) && !HasFailure()) nth += nth < kDense ? 1 : kStride;
    EXPECT_GT(nth, kDense) << "the session hardly allocates";
    EXPECT_GT(refused_, 0);
  }

  // Gives whether an allocation failed.
  bool Try(std::uint64_t nth, Fail fail, Mend mend) {
    CrashVfs vfs;
    CopyableKeys keys;
    const TrailFiles files{"/trail", "/trail.vault", folder_ / "lock", vfs.name()};
    TrailSession session(files, &keys, 1);
    std::vector<Error> errors;
    fail(nth, GetParam());
    for (const StepKind kind : kSession) {
      Result<void> done = session.Step(kind);
      const OwnWork own;
      if (!done) errors.push_back(std::move(done).error());
    }
    const bool struck = mend();
    for (const Error& error : errors) {
      ++refused_;
      EXPECT_EQ(error.status, Status::kOutOfMemory)
          << "allocation " << nth << ": " << error.Message();
    }
    EXPECT_TRUE(session.Step(StepKind::kClose));
    EXPECT_EQ(WhatIsWrong(files, vfs, *session.acknowledged(), &keys), "") << "allocation " << nth;
    return struck;
  }

  TemporaryFolder folder_;
  int refused_ = 0;
};

TEST_P(OutOfMemory, InSqliteLosesNothingAcknowledged) {
  FailEverywhere(FaultyMemory::Fail, FaultyMemory::Mend);
}

TEST_P(OutOfMemory, InTheTrailLosesNothingAcknowledged) {
  FailEverywhere(FaultyNew::Fail, FaultyNew::Mend);
}

INSTANTIATE_TEST_SUITE_P(AtEveryAllocation, OutOfMemory, testing::Bool(),
                         [](const testing::TestParamInfo<bool>& info) {
                           return info.param ? "FromThenOn" : "Once";
                         });

}  // namespace
}  // namespace bsup::core::faults
