#include "trail/log/tile.h"

#include <limits>

#include "trail/log/lines.h"

namespace bsup::core {
namespace {

constexpr int kMostLevel = 63;

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

std::string PathOf(const TileName& name) {
  return name.entries ? EntriesPath(name.index, name.width)
                      : TilePath(name.level, name.index, name.width);
}

// Takes `beginning` off `text` where it stands there.
bool Take(std::string_view beginning, std::string_view* text) {
  if (!text->starts_with(beginning)) return false;
  text->remove_prefix(beginning.size());
  return true;
}

// Takes the index off `path`, three digits at a time; that there are no more elements than needed
// is not looked at.
bool TakeIndex(std::string_view* path, std::uint64_t* index) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  bool more = true;
  while (more) {
    more = Take("x", path);
    if (path->size() < 3) return false;
    std::uint64_t number = 0;
    for (const char c : path->substr(0, 3)) {
      if (c < '0' || c > '9') return false;
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    path->remove_prefix(3);
    if (*index > (kMost - number) / 1000) return false;
    *index = *index * 1000 + number;
    if (more && !Take("/", path)) return false;
  }
  return true;
}

std::optional<TileName> Read(std::string_view path) {
  TileName name;
  if (!Take("tile/", &path)) return std::nullopt;
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view level = path.substr(0, slash);
  path.remove_prefix(slash + 1);
  name.entries = level == "entries";
  if (!name.entries) {
    const auto number = ParseDecimal(level);
    if (!number || *number > kMostLevel) return std::nullopt;
    name.level = static_cast<int>(*number);
  }
  if (!TakeIndex(&path, &name.index)) return std::nullopt;
  if (path.empty()) return name;
  if (!Take(".p/", &path)) return std::nullopt;
  const auto width = ParseDecimal(path);
  if (!width || *width == 0 || *width >= kTileWidth) return std::nullopt;
  name.width = *width;
  return name;
}

}  // namespace

std::string TilePath(int level, std::uint64_t index, std::uint64_t width) {
  return "tile/" + std::to_string(level) + "/" + Tail(index, width);
}

std::string EntriesPath(std::uint64_t index, std::uint64_t width) {
  return "tile/entries/" + Tail(index, width);
}

Result<TileName> ParseTilePath(std::string_view path) {
  auto name = Read(path);
  // An index with more elements than it needs is written with fewer.
  if (!name || PathOf(*name) != path) {
    return Error(Status::kBadInput, std::string(path),
                 "this is not a path of a tile, such as tile/0/x001/067 or tile/entries/000.p/8");
  }
  return *name;
}

void AppendEntry(std::string_view record, std::string* tile) {
  tile->push_back(static_cast<char>(record.size() >> 8));
  tile->push_back(static_cast<char>(record.size() & 0xFF));
  tile->append(record);
}

Result<std::vector<std::string_view>> ReadEntries(std::string_view tile) {
  std::vector<std::string_view> entries;
  std::string_view rest = tile;
  while (!rest.empty()) {
    const std::size_t size =
        rest.size() < 2 ? kMostRecordBytes
                        : static_cast<std::size_t>(static_cast<unsigned char>(rest[0])) << 8 |
                              static_cast<unsigned char>(rest[1]);
    if (rest.size() < 2 + size) {
      return Error(Status::kBadInput, "byte " + std::to_string(tile.size() - rest.size()),
                   "entry " + std::to_string(entries.size()) +
                       " goes on past the end of its tile; was the file cut off?");
    }
    entries.push_back(rest.substr(2, size));
    rest.remove_prefix(2 + size);
  }
  return entries;
}

}  // namespace bsup::core
