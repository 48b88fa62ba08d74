// Packs that were loaded from a trail, so that replaying a thousand pieces of advice loads them
// once.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "base/result.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

class LoadedPacks {
 public:
  // Those of that digest, or what `load()` gives. Any thread.
  template <class Load>
  Result<std::shared_ptr<const PolicySet>> Get(const std::string& digest, Load load) {
    const std::lock_guard guard(mutex_);
    const auto known = packs_.find(digest);
    if (known != packs_.end()) return known->second;
    Result<std::shared_ptr<const PolicySet>> loaded = load();
    if (!loaded) return loaded;
    if (packs_.size() >= kMost) packs_.clear();
    packs_.emplace(digest, *loaded);
    return loaded;
  }

 private:
  static constexpr std::size_t kMost = 4;

  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const PolicySet>> packs_;
};

}  // namespace bsup::core
