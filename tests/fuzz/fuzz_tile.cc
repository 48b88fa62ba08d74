// Paths of tiles and tiles of entries nobody vouches for: what can be read is written again to the
// same bytes.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "trail/log/tile.h"

namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto name = bsup::core::ParseTilePath(bytes);
  if (name) {
    const std::string path = name->entries
                                 ? bsup::core::EntriesPath(name->index, name->width)
                                 : bsup::core::TilePath(name->level, name->index, name->width);
    Require(path == bytes, "a path is written otherwise than it was read");
    Require(name->width >= 1 && name->width <= bsup::core::kTileWidth,
            "a tile of no possible width");
  }
  const auto entries = bsup::core::ReadEntries(bytes);
  if (entries) {
    std::string tile;
    for (const std::string_view entry : *entries) bsup::core::AppendEntry(entry, &tile);
    Require(tile == bytes, "entries are written otherwise than they were read");
  }
  return 0;
}
