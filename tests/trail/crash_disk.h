// A disk that can lose its power: files in memory, and what a cut at any moment may leave of them.
//
// Create, write, truncate, sync and delete as on a file system; AfterCut, at any time and any
// number of times, gives a disk as it may come up again.
//
// What was synced is there. Of what was not, each write is kept, lost, torn between sectors, or
// leaves zeros or disorder where it was to be (not where the same bytes were there already); each change of size is kept or lost: in any
// subset, whatever their order. A name that was made or deleted counts only once its directory is
// synced; until then its changes are kept up to some point.
//
// Rationale: bytes beside a write are never harmed. Without POWERSAFE_OVERWRITE SQLite pads its
// write-ahead log against that, but only once: after a first cut it goes on in the middle of a
// sector, and a second one could take the end of a commit with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "oracle/dice.h"

namespace bsup::core::faults {

inline constexpr std::size_t kSectorBytes = 512;

// How far a cut goes in one image of it. Each alone is a cut that devices are known for; a mixture
// would hardly ever give the first three.
enum class CutManner : std::uint8_t { kAllKept, kAllLost, kInOrder, kAnySubset };

class CrashFile {
 public:
  // What programs see.
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

  void Write(std::size_t at, std::string_view bytes);
  void Truncate(std::size_t size);
  void Sync();
  // A sync that fails as on ext4 and XFS: programs go on seeing what was not synced, no later sync
  // writes it, and a cut loses it.
  void ForgetUnsynced() { unsynced_.clear(); }

  [[nodiscard]] std::shared_ptr<CrashFile> AfterCut(CutManner manner, oracle::Dice& dice) const;

 private:
  struct Change {
    std::size_t at = 0;  // the new size, where there are no bytes
    std::optional<std::string> bytes;
  };
  static void Apply(const Change& change, std::string* to);
  static void ApplyInPart(const Change& change, std::string* to, oracle::Dice& dice);

  std::string bytes_;
  std::string synced_;
  std::vector<Change> unsynced_;
};

class CrashDisk {
 public:
  // Null where there is no such file.
  [[nodiscard]] std::shared_ptr<CrashFile> Find(const std::string& name) const;
  std::shared_ptr<CrashFile> Create(const std::string& name);
  void Delete(const std::string& name);
  void SyncDirectory();
  [[nodiscard]] std::vector<std::string> Names() const;

  [[nodiscard]] CrashDisk AfterCut(std::uint64_t seed) const;

 private:
  using Directory = std::map<std::string, std::shared_ptr<CrashFile>>;

  Directory names_;
  Directory synced_;
  std::vector<std::pair<std::string, std::shared_ptr<CrashFile>>> unsynced_;  // null: deleted
};

}  // namespace bsup::core::faults
