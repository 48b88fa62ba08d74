#include "trail/read/export.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

#include "trail/log/note.h"
#include "trail/log/tile.h"
#include "trail/store/store.h"

namespace bsup::core {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kRecordsAStep = 1024;

Error CannotWrite(const std::string& path) {
  return {Status::kStorage, path, std::string("cannot be written: ") + std::strerror(errno)};
}

// Writes a file whole or not at all, with mode 0600.
Result<void> WriteFile(const fs::path& path, std::string_view bytes) {
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  const std::string name = path.string();
  const std::string fresh = name + ".new";
  const int file =
      ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return CannotWrite(fresh);
  bool written = true;
  while (!bytes.empty() && written) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    written = count > 0;
    if (written) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  written = written && ::fsync(file) == 0;
  if (::close(file) != 0) written = false;
  if (!written || ::rename(fresh.c_str(), name.c_str()) != 0) {
    const Error fault = CannotWrite(name);
    ::unlink(fresh.c_str());
    return fault;
  }
  return {};
}

// The tiles of one export, filled record by record. A full tile never changes, so one that an
// earlier export wrote is left as it is.
class TileWriter {
 public:
  explicit TileWriter(fs::path folder) : folder_(std::move(folder)) {}

  Result<void> Add(std::uint64_t sequence, std::string_view record, std::string_view hashes) {
    AppendEntry(record, &entries_);
    for (std::size_t level = 0; level * 8 * sizeof(Hash) < hashes.size(); ++level) {
      if (levels_.size() <= level) levels_.emplace_back();
      levels_[level] += hashes.substr(level * 8 * sizeof(Hash), sizeof(Hash));
      BSUP_TRY(WriteIfFull(level, sequence));
    }
    return {};
  }

  // What is left over, of a log of `size` records.
  Result<void> Finish(std::uint64_t size) {
    for (std::size_t level = 0; level < levels_.size(); ++level) {
      const std::uint64_t width = levels_[level].size() / sizeof(Hash);
      if (width == 0) continue;
      const std::uint64_t index = (size >> (8 * level)) / kTileWidth;
      BSUP_TRY(
          WriteFile(folder_ / TilePath(static_cast<int>(level), index, width), levels_[level]));
      if (level != 0) continue;
      BSUP_TRY(WriteFile(folder_ / EntriesPath(index, width), entries_));
    }
    return {};
  }

 private:
  Result<void> WriteIfFull(std::size_t level, std::uint64_t sequence) {
    if (levels_[level].size() < kTileWidth * sizeof(Hash)) return {};
    const std::uint64_t index = (sequence >> (8 * level)) / kTileWidth;
    BSUP_TRY(WriteFull(TilePath(static_cast<int>(level), index, kTileWidth), &levels_[level]));
    return level == 0 ? WriteFull(EntriesPath(index, kTileWidth), &entries_) : Result<void>();
  }

  Result<void> WriteFull(const std::string& name, std::string* tile) {
    const fs::path path = folder_ / name;
    std::error_code failed;
    if (!fs::exists(path, failed) || fs::file_size(path, failed) != tile->size()) {
      BSUP_TRY(WriteFile(path, *tile));
    }
    fs::remove_all(path.string() + ".p", failed);  // parts of it, of an earlier export
    tile->clear();
    return {};
  }

  fs::path folder_;
  std::vector<std::string> levels_;  // the tile of each level that is being filled
  std::string entries_;
};

// An export goes into a new folder, or over an earlier export of the same trail.
Result<void> CheckFolder(const fs::path& folder, const VerifierKey& key) {
  std::error_code failed;
  if (!fs::exists(folder, failed)) {
    fs::create_directories(folder, failed);
    if (failed)
      return Error(Status::kStorage, folder.string(), "cannot be made: " + failed.message());
    fs::permissions(folder, fs::perms::owner_all, failed);
    return {};
  }
  if (!fs::is_directory(folder, failed)) {
    return Error(Status::kUsage, folder.string(),
                 "this is not a folder; name one that does not exist yet");
  }
  if (fs::is_empty(folder, failed)) return {};
  std::ifstream file(folder / "checkpoint", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const Result<Checkpoint> checkpoint = CheckpointIn(text);
  if (!checkpoint || checkpoint->origin != key.name) {
    return Error(Status::kUsage, folder.string(),
                 "this folder holds something other than an earlier export of this trail; name an "
                 "empty one");
  }
  return {};
}

}  // namespace

Result<void> ExportLog(const TrailFiles& files, const std::string& folder,
                       const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  // A connection of its own, so that a long export does not stop others from reading.
  BSUP_TRY(Store store, Store::Open(files.store, files.vfs, OpenMode::kReadOnly));
  BSUP_TRY(store.BeginRead());
  BSUP_TRY(const auto vkey, store.About("vkey"));
  BSUP_TRY(const VerifierKey key, VerifierKey::Parse(vkey.value_or("")));
  BSUP_TRY(const HeadRow head, store.Head());
  BSUP_TRY(CheckFolder(folder, key));

  TileWriter tiles(folder);
  BSUP_TRY(store.EachRecord(
      [&](std::uint64_t sequence, std::string_view bytes, std::string_view hashes) {
        if (progress && sequence % kRecordsAStep == 0) progress(sequence, head.size);
        return tiles.Add(sequence, bytes, hashes);
      }));
  BSUP_TRY(tiles.Finish(head.size));
  BSUP_TRY(WriteFile(fs::path(folder) / "vkey", *vkey + "\n"));
  // Last, so that a reader who sees the checkpoint finds everything that it covers.
  BSUP_TRY(WriteFile(fs::path(folder) / "checkpoint", head.note));
  if (progress) progress(head.size, head.size);
  return {};
}

}  // namespace bsup::core
