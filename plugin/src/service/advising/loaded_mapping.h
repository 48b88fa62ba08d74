// A mapping with its own text, and resolved once against each policy it serves.
#pragma once

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <utility>

#include "base/result.h"
#include "intake/mapping/mapping.h"
#include "intake/reading/binding.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

class LoadedMapping {
 public:
  LoadedMapping(Mapping mapping, std::string source)
      : mapping_(std::move(mapping)), source_(std::move(source)) {}

  // The mapping in `policy`, good as long as both are there. Any thread.
  [[nodiscard]] Result<std::shared_ptr<const Binding>> For(
      const std::shared_ptr<const PolicyInForce>& policy) const;

  [[nodiscard]] const Mapping& mapping() const { return mapping_; }
  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const std::string& digest() const { return mapping_.digest; }

 private:
  struct Bound {
    std::weak_ptr<const PolicyInForce>
        policy;  // weak, so that a policy a host has done with can go
    std::shared_ptr<const Binding> binding;
  };

  const Mapping mapping_;
  const std::string source_;
  mutable std::shared_mutex mutex_;
  mutable std::map<const PolicyInForce*, Bound> bound_;  // guarded by mutex_
};

}  // namespace bsup::core
