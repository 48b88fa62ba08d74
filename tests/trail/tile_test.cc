#include "trail/log/tile.h"

#include <gtest/gtest.h>

namespace bsup::core {
namespace {

// tlog-tiles, "Merkle Tree" and its examples.
TEST(Tile, APathIsWrittenInElementsOfThreeDigits) {
  EXPECT_EQ(TilePath(0, 0, 256), "tile/0/000");
  EXPECT_EQ(TilePath(0, 67, 256), "tile/0/067");
  EXPECT_EQ(TilePath(1, 999, 1), "tile/1/999.p/1");
  EXPECT_EQ(TilePath(0, 1000, 256), "tile/0/x001/000");
  EXPECT_EQ(TilePath(0, 1'234'067, 256), "tile/0/x001/x234/067");
  EXPECT_EQ(TilePath(0, 1'234'067, 8), "tile/0/x001/x234/067.p/8");
  EXPECT_EQ(TilePath(63, 1'000'000'000, 255), "tile/63/x001/x000/x000/000.p/255");
  EXPECT_EQ(EntriesPath(0, 3), "tile/entries/000.p/3");
  EXPECT_EQ(EntriesPath(1'234'067, 256), "tile/entries/x001/x234/067");
}

TEST(Tile, APathReadsBackAsWritten) {
  for (const std::uint64_t index :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{999}, std::uint64_t{1000},
        std::uint64_t{999'999}, std::uint64_t{1'000'000}, ~std::uint64_t{0}}) {
    for (const std::uint64_t width : {1, 2, 255, 256}) {
      const auto entries = ParseTilePath(EntriesPath(index, width));
      ASSERT_TRUE(entries) << entries.error().Message();
      EXPECT_EQ(*entries, (TileName{true, 0, index, width}));
      for (const int level : {0, 1, 7, 63}) {
        const auto tile = ParseTilePath(TilePath(level, index, width));
        ASSERT_TRUE(tile) << tile.error().Message();
        EXPECT_EQ(*tile, (TileName{false, level, index, width}));
      }
    }
  }
}

TEST(Tile, ThereIsOnePathForATile) {
  for (const char* path : {"",
                           "tile",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "/tile/0/000",
                           "tile/0/000/",
                           "tile/0/0",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/0/x000",
                           "tile/0/x000/001",
                           "tile/0/001/000",
                           "tile/0/x001",
                           "tile/0/x001/",
                           "tile/0/x001/x000",
                           "tile/0/X001/000",
                           "tile/00/000",
                           "tile/64/000",
                           "tile/-1/000",
                           "tile/+1/000",
                           "tile/data/000",
                           "tile/entries/-01",
                           "tile/0/000.p",
                           "tile/0/000.p/",
                           "tile/0/000.p/0",
                           "tile/0/000.p/01",
                           "tile/0/000.p/256",
                           "tile/0/000.p/257",
                           "tile/0/000.p/1/",
                           "tile/0/000.p/1 ",
                           "tile/0/../000",
                           "tile/0/x018/x446/x744/x073/x709/x551/616",
                           "tile/0/x999/x999/x999/x999/x999/x999/x999/999"}) {
    EXPECT_FALSE(ParseTilePath(path)) << path;
  }
  EXPECT_TRUE(ParseTilePath("tile/0/x018/x446/x744/x073/x709/x551/615"));
  EXPECT_EQ(ParseTilePath("tile/0/0").error().status, Status::kBadInput);
}

TEST(Tile, EntriesReadBackAsWritten) {
  const std::vector<std::string> records{"", "a", std::string(256, 'b'),
                                         std::string(kMostRecordBytes, 'c')};
  std::string tile;
  for (const std::string& record : records) AppendEntry(record, &tile);
  EXPECT_EQ(tile.substr(0, 5), std::string("\0\0\0\1a", 5));
  const auto entries = ReadEntries(tile);
  ASSERT_TRUE(entries) << entries.error().Message();
  EXPECT_EQ(std::vector<std::string>(entries->begin(), entries->end()), records);
  EXPECT_TRUE(ReadEntries("")->empty());
}

TEST(Tile, AnEntryThatIsCutOffIsAnError) {
  std::string tile;
  AppendEntry("ab", &tile);
  AppendEntry("cde", &tile);
  for (std::size_t size = 1; size < tile.size(); ++size) {
    EXPECT_EQ(ReadEntries(tile.substr(0, size)).ok(), size == 4) << size;
  }
  const auto cut = ReadEntries(tile.substr(0, 8));
  EXPECT_EQ(cut.error().problems[0].where, "byte 4");
}

}  // namespace
}  // namespace bsup::core
