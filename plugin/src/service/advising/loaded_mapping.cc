#include "service/advising/loaded_mapping.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <mutex>
#include <vector>

#include "service/advising/mapping_faults.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostMappingBytes = std::size_t{4} << 20;

Result<std::string> ReadMappingFile(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::string text;
  // With read(), since iterators would throw where the path is a folder.
  for (char piece[16384]; file.read(piece, sizeof piece) || file.gcount() > 0;) {
    text.append(piece, static_cast<std::size_t>(file.gcount()));
    if (text.size() > kMostMappingBytes) {
      return Error(Status::kBadMapping, path,
                   "the file is larger than 4 MiB, the most a mapping may have; check the path");
    }
  }
  if (!file.is_open() || file.bad()) {
    return Error(Status::kNotFound, path,
                 std::string("the mapping cannot be read: ") + std::strerror(errno));
  }
  return text;
}

}  // namespace

Result<std::shared_ptr<const LoadedMapping>> LoadedMapping::FromFile(const std::string& path) {
  BSUP_TRY(std::string text, ReadMappingFile(path));
  return FromText(path, std::move(text));
}

Result<std::shared_ptr<const LoadedMapping>> LoadedMapping::FromText(std::string name,
                                                                     std::string text) {
  BSUP_TRY(Mapping mapping, LoadMapping(std::move(name), text));
  return std::make_shared<const LoadedMapping>(std::move(mapping), std::move(text));
}

Result<std::shared_ptr<const Binding>> LoadedMapping::For(
    const std::shared_ptr<const PolicyInForce>& policy, const PolicySet& set) const {
  {
    const std::shared_lock lock(mutex_);
    const auto found = bound_.find(policy.get());
    // Another policy may have the address of one that is gone.
    if (found != bound_.end() && !found->second.policy.expired()) return found->second.binding;
  }
  Result<Binding> made = Binding::Bind(mapping_, policy->policy);
  if (!made.ok() || !made->ignored().empty()) {
    std::vector<Problem> faults = UnknownFactsIn(mapping_, set);
    if (!made.ok())
      faults.insert(faults.end(), made.error().problems.begin(), made.error().problems.end());
    if (!faults.empty()) return Error(Status::kBadMapping, std::move(faults));
  }
  auto binding = std::make_shared<const Binding>(*std::move(made));
  const std::unique_lock lock(mutex_);
  std::erase_if(bound_, [](const auto& entry) { return entry.second.policy.expired(); });
  bound_[policy.get()] = {policy, binding};
  return binding;
}

}  // namespace bsup::core
