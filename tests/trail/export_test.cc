// An export is a head kept elsewhere: nothing is written over it that did not grow from it.
#include "trail/read/export.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "trail/files.h"
#include "trail/log/tile.h"
#include "trail/tampering.h"

namespace bsup::core {
namespace {

namespace fs = std::filesystem;

std::string Message(const Result<void>& result) { return result ? "" : result.error().Message(); }

void AppendMany(Trail& trail, int count, const std::string& words) {
  std::vector<Draft> drafts(count, SmallDraft(RecordKind::kConfig, ""));
  for (Draft& draft : drafts) draft.trail = words;
  ASSERT_TRUE(trail.Append(std::move(drafts)).ok());
}

TEST(Export, ATrailThatGrewGoesOverItsEarlierExport) {
  SmallTrail& small = SmallTrail::Get();
  const TemporaryFolder folder;
  for (const Copy* copy : {&small.at12, &small.at20, &small.whole, &small.whole}) {
    const CopiedTrail copied(*copy);
    const Result<void> exported = ExportLog(copied.files(), folder / "log", nullptr);
    EXPECT_TRUE(exported.ok()) << Message(exported);
  }
  EXPECT_EQ(CheckpointIn(ReadFile(folder / "log/checkpoint"))->size, SmallTrail::kRecords);
}

TEST(Export, AnOldCopyDoesNotGoOverANewerExport) {
  SmallTrail& small = SmallTrail::Get();
  const TemporaryFolder folder;
  const CopiedTrail newer(small.whole);
  ASSERT_TRUE(ExportLog(newer.files(), folder / "log", nullptr).ok());
  const std::string evidence = ReadFile(folder / "log/checkpoint");
  const CopiedTrail older(small.at20);
  for (const Result<void>& refused : {CheckExport(older.files(), folder / "log"),
                                      ExportLog(older.files(), folder / "log", nullptr)}) {
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().status, Status::kTampered);
    EXPECT_NE(Message(refused).find("rolled back: the trail has 20 records"), std::string::npos)
        << Message(refused);
  }
  EXPECT_EQ(ReadFile(folder / "log/checkpoint"), evidence);
}

// Two trails that went on from one in two ways, by a holder of its keys.
struct TwoWays {
  TemporaryFolder folder;
  FakeKeyService keys;
  Copy before;

  explicit TwoWays(int records) {
    const auto trail = OpenedTrail(TrailFiles::At(folder / "live"), &keys);
    AppendMany(*trail, records, "before");
    before = CopyOf(*trail, folder / "before");
  }
  Result<void> Export(const std::string& words, int records, const std::string& to) {
    const CopiedTrail copied(before);
    AppendMany(*OpenedTrail(copied.files(), &keys), records, words);
    return ExportLog(copied.files(), folder / to, nullptr);
  }
};

TEST(Export, AForkDoesNotGoOverTheExportOfTheOther) {
  for (const int records : {3, 4, 300}) {
    SCOPED_TRACE(records);
    TwoWays ways(5);
    ASSERT_TRUE(ways.Export("one", 3, "log").ok());
    const std::string evidence = ReadFile(ways.folder / "log/checkpoint");
    const Result<void> refused = ways.Export("other", records, "log");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().status, Status::kTampered);
    EXPECT_NE(Message(refused).find("forked: the first 8 records"), std::string::npos)
        << Message(refused);
    EXPECT_EQ(ReadFile(ways.folder / "log/checkpoint"), evidence);
  }
}

// An export of another tree that was cut off before its checkpoint leaves full tiles.
TEST(Export, TilesOfAnExportThatWasCutOffAreNotBelieved) {
  TwoWays ways(5);
  const CopiedTrail copied(ways.before);
  ASSERT_TRUE(ExportLog(copied.files(), ways.folder / "log", nullptr).ok());
  ASSERT_TRUE(ways.Export("one", 300, "other").ok());
  const std::string tile = TilePath(0, 0, kTileWidth);
  fs::copy_file(ways.folder / ("other/" + tile), ways.folder / ("log/" + tile));
  AppendMany(*OpenedTrail(copied.files(), &ways.keys), 300, "two");
  ASSERT_TRUE(ExportLog(copied.files(), ways.folder / "log", nullptr).ok());
  ASSERT_TRUE(ExportLog(copied.files(), ways.folder / "clean", nullptr).ok());
  const std::string clean = ReadFile(ways.folder / ("clean/" + tile));
  EXPECT_TRUE(ReadFile(ways.folder / ("other/" + tile)) != clean) << "a control";
  EXPECT_TRUE(ReadFile(ways.folder / ("log/" + tile)) == clean);
}

TEST(Export, OnlyItsOwnerReadsItWhateverTheUmask) {
  const CopiedTrail copied(SmallTrail::Get().whole);
  for (const mode_t mask : {0000, 0022, 0277}) {
    const TemporaryFolder folder;
    const mode_t before = ::umask(mask);
    const Result<void> exported = ExportLog(copied.files(), folder / "deep/log", nullptr);
    ::umask(before);
    ASSERT_TRUE(exported.ok()) << Message(exported);
    int seen = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder / "deep")) {
      const int mode = static_cast<int>(entry.status().permissions());
      EXPECT_EQ(mode & ~0600, entry.is_directory() ? 0100 : 0) << entry.path();
      ++seen;
    }
    EXPECT_GT(seen, 8);
  }
}

TEST(Export, TheCheckpointThatBothKeysSignedIsThere) {
  SmallTrail& small = SmallTrail::Get();
  const CopiedTrail copied(small.whole);
  const TemporaryFolder folder;
  ASSERT_TRUE(ExportLog(copied.files(), folder / "log", nullptr).ok());
  const Result<Note> both = Note::Parse(ReadFile(folder / "log/checkpoint.16"));
  ASSERT_TRUE(both.ok());
  EXPECT_EQ(Checkpoint::Parse(both->text)->size, 16U) << "the KEY is its last record";
  EXPECT_TRUE(both->SignedBy(small.old_key));
  EXPECT_TRUE(both->SignedBy(small.key));
  const Result<Note> newest = Note::Parse(ReadFile(folder / "log/checkpoint"));
  ASSERT_TRUE(newest.ok());
  EXPECT_FALSE(newest->SignedBy(small.old_key)) << "a control";
  EXPECT_FALSE(fs::exists(folder / "log/checkpoint.22")) << "a witness's is not a change of keys";
}

}  // namespace
}  // namespace bsup::core
