// The log as files that anybody can serve and check: C2SP tlog-tiles v0.1.0.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trail/seal/hash.h"

namespace bsup::core {

inline constexpr std::uint64_t kTileWidth = 256;

// `tile/0/x001/x234/067` or `tile/0/x001/x234/067.p/8`; `width` is 1 to 256.
std::string TilePath(int level, std::uint64_t index, std::uint64_t width);
// `tile/entries/...`.
std::string EntriesPath(std::uint64_t index, std::uint64_t width);

struct TileName {
  bool entries = false;
  int level = 0;  // 0 for entries
  std::uint64_t index = 0;
  std::uint64_t width = kTileWidth;
  bool operator==(const TileName&) const = default;
};
// The inverse of both; kBadInput where `path` is not canonical.
Result<TileName> ParseTilePath(std::string_view path);

// Entries: each a big-endian uint16 length and the record.
inline constexpr std::size_t kMostRecordBytes = 65'535;
void AppendEntry(std::string_view record, std::string* tile);
// kBadInput where the lengths do not add up. The views point into `tile`.
Result<std::vector<std::string_view>> ReadEntries(std::string_view tile);

}  // namespace bsup::core
