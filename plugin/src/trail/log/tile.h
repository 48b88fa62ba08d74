// The log as files that anybody can serve and check: C2SP tlog-tiles v0.1.0.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bsup::core {

inline constexpr std::uint64_t kTileWidth = 256;

// `tile/0/x001/x234/067` or `tile/0/x001/x234/067.p/8`; `width` is 1 to 256.
std::string TilePath(int level, std::uint64_t index, std::uint64_t width);
// `tile/entries/...`.
std::string EntriesPath(std::uint64_t index, std::uint64_t width);

// An entry: a big-endian uint16 length and the record.
inline constexpr std::size_t kMostRecordBytes = 65'535;
void AppendEntry(std::string_view record, std::string* tile);

}  // namespace bsup::core
