#include "trail/read/export.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
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

// Makes what is missing of a path of folders, each with mode 0700 whatever the umask.
Result<void> MakeFolders(const fs::path& folder) {
  fs::path made;
  for (const fs::path& name : folder) {
    made /= name;
    if (std::error_code failed; fs::is_directory(made, failed)) continue;
    if (::mkdir(made.c_str(), 0700) != 0 || ::chmod(made.c_str(), 0700) != 0) {
      return CannotWrite(made.string());
    }
  }
  return {};
}

// Writes a file whole or not at all, with mode 0600.
Result<void> WriteFile(const fs::path& path, std::string_view bytes) {
  BSUP_TRY(MakeFolders(path.parent_path()));
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

// The tiles of one export, filled record by record. A full tile never changes, so those of an
// earlier export, which was of `exported` records, are left as they are.
class TileWriter {
 public:
  TileWriter(fs::path folder, std::uint64_t exported)
      : folder_(std::move(folder)), exported_(exported) {}

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
    const bool there = sequence < exported_;
    BSUP_TRY(
        WriteFull(TilePath(static_cast<int>(level), index, kTileWidth), there, &levels_[level]));
    return level == 0 ? WriteFull(EntriesPath(index, kTileWidth), there, &entries_)
                      : Result<void>();
  }

  Result<void> WriteFull(const std::string& name, bool there, std::string* tile) {
    const fs::path path = folder_ / name;
    std::error_code failed;
    if (!there || !fs::exists(path, failed) || fs::file_size(path, failed) != tile->size()) {
      BSUP_TRY(WriteFile(path, *tile));
    }
    fs::remove_all(path.string() + ".p", failed);  // parts of it, of an earlier export
    tile->clear();
    return {};
  }

  fs::path folder_;
  std::uint64_t exported_;
  std::vector<std::string> levels_;  // the tile of each level that is being filled
  std::string entries_;
};

// The checkpoint of an earlier export of this trail in the folder; nothing where the folder is empty
// or not there yet.
Result<std::optional<Checkpoint>> EarlierIn(const fs::path& folder, const VerifierKey& key) {
  std::error_code failed;
  if (!fs::exists(folder, failed)) return std::optional<Checkpoint>();
  if (!fs::is_directory(folder, failed)) {
    return Error(Status::kUsage, folder.string(),
                 "this is not a folder; name one that does not exist yet");
  }
  if (fs::is_empty(folder, failed)) return std::optional<Checkpoint>();
  std::ifstream file(folder / "checkpoint", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  Result<Checkpoint> checkpoint = CheckpointIn(text);
  if (!checkpoint || checkpoint->origin != key.name) {
    return Error(Status::kUsage, folder.string(),
                 "this folder holds something other than an earlier export of this trail; name an "
                 "empty one");
  }
  return std::optional(*std::move(checkpoint));
}

// Those who were given the earlier export have seen its tree, so this one must have grown from it.
Result<void> CheckGrown(Store* store, std::uint64_t size, const Checkpoint& earlier,
                        const std::string& folder) {
  const auto refused = [&](const std::string& what) {
    return Error(Status::kTampered, folder,
                 what +
                     ". Keep this folder: its checkpoint is evidence. Run verify with it as the "
                     "known head");
  };
  const std::string has = std::to_string(size);
  const std::string had = std::to_string(earlier.size);
  if (earlier.size > size) {
    return refused("rolled back: the trail has " + has + " records, and its export here has " +
                   had);
  }
  BSUP_TRY(const Hash root, store->Root(earlier.size));
  if (root == earlier.root) return {};
  return refused("forked: the first " + had +
                 " records of the trail are not those of its export here; an old copy was put back "
                 "and went on, or the trail was made anew");
}

// One snapshot of a trail, and what an earlier export in a folder says of it.
class Exporter {
 public:
  // Fails where the trail must not be exported into that folder.
  static Result<Exporter> Begin(const TrailFiles& files, const std::string& folder) {
    // A connection of its own, so that a long export does not stop others from reading.
    BSUP_TRY(Store store, Store::Open(files.store, files.vfs, OpenMode::kReadOnly));
    BSUP_TRY(store.BeginRead());
    BSUP_TRY(const auto vkey, store.About("vkey"));
    BSUP_TRY(VerifierKey key, VerifierKey::Parse(vkey.value_or("")));
    BSUP_TRY(HeadRow head, store.Head());
    BSUP_TRY(const std::optional<Checkpoint> earlier, EarlierIn(folder, key));
    if (earlier) {
      BSUP_TRY(CheckGrown(&store, head.size, *earlier, folder));
    }
    return Exporter(std::move(store), std::move(key), std::move(head), folder,
                    earlier ? earlier->size : 0);
  }

  Result<void> Run(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    BSUP_TRY(MakeFolders(folder_));
    TileWriter tiles(folder_, exported_);
    BSUP_TRY(store_.EachRecord(
        [&](std::uint64_t sequence, std::string_view bytes, std::string_view hashes) {
          if (progress && sequence % kRecordsAStep == 0) progress(sequence, head_.size);
          return tiles.Add(sequence, bytes, hashes);
        }));
    BSUP_TRY(tiles.Finish(head_.size));
    BSUP_TRY(WriteFile(folder_ / "vkey", key_.ToString() + "\n"));
    BSUP_TRY(const std::vector<HeadRow> changes, store_.CosignedBy(key_.name));
    for (const HeadRow& change : changes) {
      BSUP_TRY(WriteFile(folder_ / ("checkpoint." + std::to_string(change.size)), change.note));
    }
    // Last, so that a reader who sees the checkpoint finds everything that it covers.
    BSUP_TRY(WriteFile(folder_ / "checkpoint", head_.note));
    if (progress) progress(head_.size, head_.size);
    return {};
  }

 private:
  Exporter(Store store, VerifierKey key, HeadRow head, fs::path folder, std::uint64_t exported)
      : store_(std::move(store)),
        key_(std::move(key)),
        head_(std::move(head)),
        folder_(std::move(folder)),
        exported_(exported) {}

  Store store_;
  VerifierKey key_;
  HeadRow head_;
  fs::path folder_;
  std::uint64_t exported_;  // records, by the earlier export
};

}  // namespace

Result<void> CheckExport(const TrailFiles& files, const std::string& folder) {
  const Result<Exporter> begun = Exporter::Begin(files, folder);
  return begun ? Result<void>() : begun.error();
}

Result<void> ExportLog(const TrailFiles& files, const std::string& folder,
                       const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  BSUP_TRY(Exporter exporter, Exporter::Begin(files, folder));
  return exporter.Run(progress);
}

}  // namespace bsup::core
