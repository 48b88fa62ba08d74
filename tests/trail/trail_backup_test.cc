// A backup is whole where it says that it is done, and else is not there.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "trail/crash_vfs.h"
#include "trail/fake_key_service.h"
#include "trail/files.h"
#include "trail/tampering.h"
#include "trail/trail_after_cut.h"

namespace bsup::core::faults {
namespace {

namespace fs = std::filesystem;

struct Tried {
  bool struck = false;
  bool done = false;
};

// A backup during which that call fails.
Tried BackUpWith(const Fault& fault, const std::string& lock) {
  CrashVfs vfs;
  CopyableKeys keys;
  TrailOptions options;
  options.create = true;
  const auto trail = Trail::Open({"/trail", "/trail.vault", lock, vfs.name()}, options, &keys);
  EXPECT_TRUE(trail);
  for (const char* person : {"A1", "B2"}) {
    EXPECT_TRUE((*trail)->Append({SmallDraft(RecordKind::kAdvice, person)}));
  }
  vfs.Inject(fault);
  Tried tried;
  tried.done = (*trail)->Backup("/copy").ok();
  tried.struck = vfs.Mend();
  const std::string which = std::string(kCallNames.at(static_cast<std::size_t>(*fault.call))) +
                            ' ' + std::to_string(fault.nth) + (fault.forever ? " and on" : "");
  if (!tried.done) return tried;
  EXPECT_EQ(vfs.disk().Find("/copy-journal"), nullptr) << which;
  EXPECT_EQ(vfs.disk().Find("/copy.vault-journal"), nullptr) << which;
  const Verification copy =
      Verify({"/copy", "/copy.vault", lock + "-copy", vfs.name()}, {.keys = &keys});
  EXPECT_EQ(Said(copy), "intact (no outside head)") << which << ": " << copy.why;
  EXPECT_EQ(copy.records, 2u) << which;
  return tried;
}

TEST(Backup, IsWholeWhereItSaysThatItIsDone) {
  const TemporaryFolder folder;
  for (const auto& [call, code] :
       {std::pair{Call::kDelete, SQLITE_IOERR_DELETE}, std::pair{Call::kSync, SQLITE_IOERR_FSYNC},
        std::pair{Call::kWrite, SQLITE_IOERR_WRITE}, std::pair{Call::kOpen, SQLITE_CANTOPEN},
        std::pair{Call::kRead, SQLITE_IOERR_READ}}) {
    for (const bool forever : {false, true}) {
      int refused = 0;
      Tried tried{.struck = true};
      for (std::uint64_t nth = 1; tried.struck && !testing::Test::HasFailure(); ++nth) {
        tried = BackUpWith({call, nth, code, forever}, folder / "lock");
        refused += tried.done ? 0 : 1;
      }
      EXPECT_TRUE(tried.done) << "a control: without a fault it succeeds";
      EXPECT_GT(refused, 0) << kCallNames.at(static_cast<std::size_t>(call));
    }
  }
}

TEST(Backup, GetsItsNameLastAndLeavesNoOther) {
  const TemporaryFolder folder;
  FakeKeyService keys;
  const auto trail = OpenedTrail(TrailFiles::At(folder / "trail"), &keys);
  AppendOne(*trail, SmallDraft(RecordKind::kAdvice, "A1"));
  // What one that was killed has left.
  WriteFile(folder / "copy.new", "half");
  WriteFile(folder / "copy.vault.new", "half");
  ASSERT_TRUE(trail->Backup(folder / "copy"));
  EXPECT_TRUE(fs::exists(folder / "copy"));
  EXPECT_TRUE(fs::exists(folder / "copy.vault"));
  for (const char* end : {".new", ".vault.new", ".new-journal", ".vault.new-journal"}) {
    EXPECT_FALSE(fs::exists((folder / "copy") + end)) << end;
  }
  EXPECT_EQ(Said(Verify(TrailFiles::At(folder / "copy"), {.keys = &keys})),
            "intact (no outside head)");

  WriteFile(folder / "other.vault", "somebody's");
  EXPECT_EQ(trail->Backup(folder / "other").error().status, Status::kStorage);
  EXPECT_FALSE(fs::exists(folder / "other"));
  EXPECT_EQ(ReadFile(folder / "other.vault"), "somebody's");
}

}  // namespace
}  // namespace bsup::core::faults
