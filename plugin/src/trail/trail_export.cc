// Out of the trail: the proof as tiles, copies, and what witnesses say.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

#include "trail/log/tile.h"
#include "trail/trail_impl.h"

namespace bsup::core {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kRecordsAStep = 1024;

Error CannotWrite(const std::string& path) {
  return {Status::kStorage, path, std::string("cannot be written: ") + std::strerror(errno)};
}

// Writes a file whole or not at all, with mode 0600.
Result<bool> WriteFile(const fs::path& path, std::string_view bytes) {
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
  return true;
}

// The tiles of one export, filled record by record. A full tile never changes, so one that an
// earlier export wrote is left as it is.
class TileWriter {
 public:
  explicit TileWriter(fs::path folder) : folder_(std::move(folder)) {}

  Result<bool> Add(std::uint64_t sequence, std::string_view record, std::string_view hashes) {
    AppendEntry(record, &entries_);
    for (std::size_t level = 0; level * 8 * sizeof(Hash) < hashes.size(); ++level) {
      if (levels_.size() <= level) levels_.emplace_back();
      levels_[level] += hashes.substr(level * 8 * sizeof(Hash), sizeof(Hash));
      if (auto done = WriteIfFull(level, sequence); !done) return done;
    }
    return true;
  }

  // What is left over, of a log of `size` records.
  Result<bool> Finish(std::uint64_t size) {
    for (std::size_t level = 0; level < levels_.size(); ++level) {
      const std::uint64_t width = levels_[level].size() / sizeof(Hash);
      if (width == 0) continue;
      const std::uint64_t index = (size >> (8 * level)) / kTileWidth;
      auto done =
          WriteFile(folder_ / TilePath(static_cast<int>(level), index, width), levels_[level]);
      if (!done) return done;
      if (level != 0) continue;
      done = WriteFile(folder_ / EntriesPath(index, width), entries_);
      if (!done) return done;
    }
    return true;
  }

 private:
  Result<bool> WriteIfFull(std::size_t level, std::uint64_t sequence) {
    if (levels_[level].size() < kTileWidth * sizeof(Hash)) return true;
    const std::uint64_t index = (sequence >> (8 * level)) / kTileWidth;
    auto done = WriteFull(TilePath(static_cast<int>(level), index, kTileWidth), &levels_[level]);
    if (done && level == 0) done = WriteFull(EntriesPath(index, kTileWidth), &entries_);
    return done;
  }

  Result<bool> WriteFull(const std::string& name, std::string* tile) {
    const fs::path path = folder_ / name;
    std::error_code failed;
    Result<bool> done = true;
    if (!fs::exists(path, failed) || fs::file_size(path, failed) != tile->size()) {
      done = WriteFile(path, *tile);
    }
    fs::remove_all(path.string() + ".p", failed);  // parts of it, of an earlier export
    tile->clear();
    return done;
  }

  fs::path folder_;
  std::vector<std::string> levels_;  // the tile of each level that is being filled
  std::string entries_;
};

// An export goes where nothing is, or over an earlier one of the same trail.
Result<bool> CheckFolder(const fs::path& folder, const VerifierKey& key) {
  std::error_code failed;
  if (!fs::exists(folder, failed)) {
    fs::create_directories(folder, failed);
    if (failed)
      return Error(Status::kStorage, folder.string(), "cannot be made: " + failed.message());
    fs::permissions(folder, fs::perms::owner_all, failed);
    return true;
  }
  if (!fs::is_directory(folder, failed)) {
    return Error(Status::kUsage, folder.string(),
                 "this is no folder; name one that is not there yet");
  }
  if (fs::is_empty(folder, failed)) return true;
  std::ifstream file(folder / "checkpoint", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const Result<Checkpoint> checkpoint = CheckpointIn(text);
  if (!checkpoint || checkpoint->origin != key.name) {
    return Error(Status::kUsage, folder.string(),
                 "this folder holds something else than an earlier export of this trail; name an "
                 "empty one");
  }
  return true;
}

}  // namespace

Result<bool> Trail::Export(const std::string& folder,
                           const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  if (auto unusable = impl_->Unusable()) return *std::move(unusable);
  // A connection of its own, so that a long export keeps nobody from reading.
  Result<Store> store = Store::Open(impl_->files.store, impl_->files.vfs, OpenMode::kReadOnly);
  if (!store) return std::move(store).error();
  if (auto begun = store->BeginRead(); !begun) return begun;
  const auto vkey = store->About("vkey");
  if (!vkey) return vkey.error();
  const Result<VerifierKey> key = VerifierKey::Parse(vkey->value_or(""));
  if (!key) return key.error();
  const Result<HeadRow> head = store->Head();
  if (!head) return head.error();
  if (auto fits = CheckFolder(folder, *key); !fits) return fits;

  TileWriter tiles(folder);
  auto done = store->EachRecord(
      [&](std::uint64_t sequence, std::string_view bytes, std::string_view hashes) -> Result<bool> {
        if (progress && sequence % kRecordsAStep == 0) progress(sequence, head->size);
        return tiles.Add(sequence, bytes, hashes);
      });
  if (!done) return done;
  if (done = tiles.Finish(head->size); !done) return done;
  if (done = WriteFile(fs::path(folder) / "vkey", **vkey + "\n"); !done) return done;
  // Last, so that whoever sees the checkpoint finds all that it covers.
  done = WriteFile(fs::path(folder) / "checkpoint", head->note);
  if (done && progress) progress(head->size, head->size);
  return done;
}

Result<bool> Trail::AddCosignature(std::string_view text, const VerifierKey& witness) {
  if (auto unwritable = impl_->Unwritable()) return *std::move(unwritable);
  Result<Note> note = Note::Parse(text);
  if (!note) return std::move(note).error();
  const Result<Checkpoint> checkpoint = Checkpoint::Parse(note->text);
  if (!checkpoint) return checkpoint.error();
  if (checkpoint->origin != impl_->origin) {
    return Error(
        Status::kBadInput, "note",
        "this checkpoint is of " + checkpoint->origin + "; this trail is " + impl_->origin);
  }
  if (witness.type != KeyType::kCosignature || !note->SignedBy(witness)) {
    return Error(
        Status::kBadInput, "note",
        "it is not signed by " + witness.name + " as a witness signs; ask for its cosignature");
  }
  std::erase_if(note->signatures, [&](const NoteSignature& signature) {
    return signature.name != witness.name || signature.key_id != witness.Id();
  });
  return impl_->writer->Exclusively([&](Store& store) -> Result<bool> {
    const Result<std::uint64_t> size = store.Size();
    if (!size) return size.error();
    if (checkpoint->size > *size) {
      return Error(Status::kTampered, "note",
                   "rolled back: the witness has seen " + std::to_string(checkpoint->size) +
                       " records, and the trail has " + std::to_string(*size));
    }
    const Result<Hash> root = store.Root(checkpoint->size);
    if (!root) return root.error();
    if (*root != checkpoint->root) {
      return Error(Status::kTampered, "note",
                   "forked: the witness has seen another tree than this");
    }
    if (auto begun = store.BeginWrite(); !begun) return begun;
    auto added = store.AddCosigned(checkpoint->size, witness.name, note->ToString());
    if (!added) return added;
    return store.Commit();
  });
}

Result<bool> Trail::Backup(const std::string& path) {
  if (auto unwritable = impl_->Unwritable()) return *std::move(unwritable);
  return impl_->writer->Exclusively([&](Store& store) -> Result<bool> {
    // The vault second: it may know more persons than the store, never fewer.
    if (auto done = store.connection().BackupTo(path, impl_->files.vfs); !done) return done;
    return impl_->vault->BackupTo(path + ".vault");
  });
}

}  // namespace bsup::core
