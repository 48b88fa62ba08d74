#include "trail/crash_disk.h"

#include <algorithm>

namespace bsup::core::faults {

void CrashFile::Apply(const Change& change, std::string* to) {
  if (!change.bytes) {
    to->resize(change.at, '\0');
    return;
  }
  const std::size_t end = change.at + change.bytes->size();
  if (to->size() < end) to->resize(end, '\0');
  to->replace(change.at, change.bytes->size(), *change.bytes);
}

// A write that was under way.
void CrashFile::ApplyInPart(const Change& change, std::string* to, oracle::Dice& dice) {
  if (!change.bytes) return;
  const std::size_t end = change.at + change.bytes->size();
  if (to->size() < end && dice.Percent(50)) to->resize(end, '\0');
  for (std::size_t sector = change.at / kSectorBytes * kSectorBytes; sector < end;
       sector += kSectorBytes) {
    const std::size_t from = std::max(sector, change.at);
    const std::size_t until = std::min(sector + kSectorBytes, end);
    const int fate = dice.Below(20);
    if (fate < 9) continue;
    if (fate < 18) {
      Apply({from, change.bytes->substr(from - change.at, until - from)}, to);
      continue;
    }
    // A sector is written from its one end to the other: where old and new are the same, so is what
    // lies between.
    const std::string_view fresh =
        std::string_view(*change.bytes).substr(from - change.at, until - from);
    if (to->size() >= until && std::string_view(*to).substr(from, until - from) == fresh) continue;
    if (to->size() < until) to->resize(until, '\0');
    for (std::size_t i = from; i < until; ++i) (*to)[i] = static_cast<char>(dice.Below(256));
  }
}

void CrashFile::Write(std::size_t at, std::string_view bytes) {
  unsynced_.push_back({at, std::string(bytes)});
  Apply(unsynced_.back(), &bytes_);
}

void CrashFile::Truncate(std::size_t size) {
  unsynced_.push_back({size, std::nullopt});
  Apply(unsynced_.back(), &bytes_);
}

void CrashFile::Sync() {
  for (const Change& change : unsynced_) Apply(change, &synced_);
  unsynced_.clear();
}

std::shared_ptr<CrashFile> CrashFile::AfterCut(CutManner manner, oracle::Dice& dice) const {
  auto left = std::make_shared<CrashFile>();
  const int count = static_cast<int>(unsynced_.size());
  const int kept = manner == CutManner::kInOrder ? dice.Below(count + 1) : 0;
  left->synced_ = synced_;
  for (int i = 0; i < count; ++i) {
    const Change& change = unsynced_[static_cast<std::size_t>(i)];
    if (manner == CutManner::kAllKept) {
      Apply(change, &left->synced_);
    } else if (manner == CutManner::kInOrder) {
      if (i < kept) Apply(change, &left->synced_);
      if (i == kept) ApplyInPart(change, &left->synced_, dice);
    } else if (manner == CutManner::kAnySubset) {
      const int fate = dice.Below(3);
      if (fate == 0) Apply(change, &left->synced_);
      if (fate == 1) ApplyInPart(change, &left->synced_, dice);
    }
  }
  left->bytes_ = left->synced_;
  return left;
}

std::shared_ptr<CrashFile> CrashDisk::Find(const std::string& name) const {
  const auto found = names_.find(name);
  return found == names_.end() ? nullptr : found->second;
}

std::shared_ptr<CrashFile> CrashDisk::Create(const std::string& name) {
  auto file = std::make_shared<CrashFile>();
  names_[name] = file;
  unsynced_.emplace_back(name, file);
  return file;
}

void CrashDisk::Delete(const std::string& name) {
  names_.erase(name);
  unsynced_.emplace_back(name, nullptr);
}

void CrashDisk::SyncDirectory() {
  synced_ = names_;
  unsynced_.clear();
}

std::vector<std::string> CrashDisk::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, file] : names_) names.push_back(name);
  return names;
}

CrashDisk CrashDisk::AfterCut(std::uint64_t seed) const {
  oracle::Dice dice(seed);
  const int die = dice.Below(10);
  const CutManner manner = die == 0   ? CutManner::kAllKept
                           : die == 1 ? CutManner::kAllLost
                           : die < 4  ? CutManner::kInOrder
                                      : CutManner::kAnySubset;
  Directory directory = synced_;
  std::map<std::string, bool> ended;  // names whose later changes are lost
  for (const auto& [name, file] : unsynced_) {
    bool& end = ended[name];
    end =
        end || manner == CutManner::kAllLost || (manner != CutManner::kAllKept && dice.Percent(50));
    if (end) continue;
    if (file == nullptr) {
      directory.erase(name);
    } else {
      directory[name] = file;
    }
  }
  CrashDisk left;
  for (const auto& [name, file] : directory) left.names_[name] = file->AfterCut(manner, dice);
  left.synced_ = left.names_;
  return left;
}

}  // namespace bsup::core::faults
