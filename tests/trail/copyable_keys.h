// A key service in memory, which can be copied as it stands: what a power cut leaves of the trail
// meets the keys of that moment.
#pragma once

#include <map>
#include <set>
#include <string>

#include "trail/keys/key_service.h"

namespace bsup::core::faults {

class CopyableKeys final : public KeyService {
 public:
  Result<std::string> Wrap(const std::string& name, const Secret& secret) override;
  Result<Secret> Unwrap(const std::string& name, std::string_view wrapped) override;
  Result<Destroyed> Destroy(const std::string& name) override;

  [[nodiscard]] std::set<std::string> Names() const;

 private:
  std::map<std::string, std::map<std::string, std::string, std::less<>>> wrapped_;  // by key's name
  int made_ = 0;
};

}  // namespace bsup::core::faults
