#include "trail/log/tile.h"

namespace bsup::core {
namespace {

std::string ThreeDigits(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(3 - digits.size(), '0') + digits;
}

// `x001/x234/067`, then `.p/8` where the tile is not full.
std::string Tail(std::uint64_t index, std::uint64_t width) {
  std::string path = ThreeDigits(index % 1000);
  for (index /= 1000; index > 0; index /= 1000) path = "x" + ThreeDigits(index % 1000) + "/" + path;
  if (width != kTileWidth) path += ".p/" + std::to_string(width);
  return path;
}

}  // namespace

std::string TilePath(int level, std::uint64_t index, std::uint64_t width) {
  return "tile/" + std::to_string(level) + "/" + Tail(index, width);
}

std::string EntriesPath(std::uint64_t index, std::uint64_t width) {
  return "tile/entries/" + Tail(index, width);
}

void AppendEntry(std::string_view record, std::string* tile) {
  tile->push_back(static_cast<char>(record.size() >> 8));
  tile->push_back(static_cast<char>(record.size() & 0xFF));
  tile->append(record);
}

}  // namespace bsup::core
