#include "trail/copyable_keys.h"

#include "trail/own_work.h"

namespace bsup::core::faults {

Result<std::string> CopyableKeys::Wrap(const std::string& name, const Secret& secret) {
  const OwnWork own;
  std::string handle = name + '#' + std::to_string(++made_);
  wrapped_[name][handle] = std::string(secret.bytes());
  return handle;
}

Result<Secret> CopyableKeys::Unwrap(const std::string& name, std::string_view wrapped) {
  const OwnWork own;
  const auto key = wrapped_.find(name);
  if (key == wrapped_.end()) return Error(Status::kKeyRefused, name, "there is no such key");
  const auto found = key->second.find(wrapped);
  if (found == key->second.end())
    return Error(Status::kKeyRefused, name, "it wrapped no such thing");
  return Secret(found->second);
}

Result<Destroyed> CopyableKeys::Destroy(const std::string& name) {
  const OwnWork own;
  wrapped_.erase(name);
  return Destroyed::kYes;
}

std::set<std::string> CopyableKeys::Names() const {
  std::set<std::string> names;
  for (const auto& [name, wrapped] : wrapped_) names.insert(name);
  return names;
}

}  // namespace bsup::core::faults
