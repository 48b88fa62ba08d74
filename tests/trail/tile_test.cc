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
  EXPECT_EQ(TilePath(0, ~std::uint64_t{0}, 256), "tile/0/x018/x446/x744/x073/x709/x551/615");
  EXPECT_EQ(EntriesPath(0, 3), "tile/entries/000.p/3");
  EXPECT_EQ(EntriesPath(1'234'067, 256), "tile/entries/x001/x234/067");
}

TEST(Tile, AnEntryIsItsLengthAndItsBytes) {
  std::string tile;
  AppendEntry("", &tile);
  AppendEntry("a", &tile);
  EXPECT_EQ(tile, std::string("\0\0\0\1a", 5));
  tile.clear();
  AppendEntry(std::string(kMostRecordBytes, 'c'), &tile);
  EXPECT_EQ(tile, "\xFF\xFF" + std::string(kMostRecordBytes, 'c'));
  tile.clear();
  AppendEntry(std::string(256, 'b'), &tile);
  EXPECT_EQ(tile.substr(0, 3), std::string("\1\0b", 3)) << "the high byte first";
}

}  // namespace
}  // namespace bsup::core
