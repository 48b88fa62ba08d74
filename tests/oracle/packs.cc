#include "oracle/packs.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "policy/read/read_pack_files.h"

namespace bsup::core::oracle {
namespace {

void AddFrom(const std::filesystem::path& folder, std::vector<std::string>& paths) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".toml") found.push_back(entry.path().string());
  }
  std::sort(found.begin(), found.end());
  paths.insert(paths.end(), found.begin(), found.end());
}

PolicySet Load() {
  auto files = ReadPackFiles(ShippedPackPaths());
  if (!files) throw std::runtime_error(files.error().Message());
  auto set = PolicySet::Load(*std::move(files));
  if (!set) throw std::runtime_error(set.error().Message());
  return *std::move(set);
}

}  // namespace

std::vector<std::string> ShippedPackPaths() {
  const std::filesystem::path config = std::filesystem::path(PROJECT_ROOT) / "config";
  std::vector<std::string> paths;
  AddFrom(config / "policies", paths);
  AddFrom(config / "regions", paths);
  AddFrom(config / "exceptional", paths);
  return paths;
}

const PolicySet& ShippedPacks() {
  static const PolicySet set = Load();
  return set;
}

std::shared_ptr<const PolicyInForce> Shipped(std::string_view region, std::string_view date) {
  auto selected = ShippedPacks().Select(region, Day::Parse(date).value());
  if (!selected) throw std::runtime_error(selected.error().Message());
  return *selected;
}

}  // namespace bsup::core::oracle
