// A mapping with its own text. It is bound to each policy it serves once.
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
  static Result<std::shared_ptr<const LoadedMapping>> FromFile(const std::string& path);
  // `name` is what errors call it.
  static Result<std::shared_ptr<const LoadedMapping>> FromText(std::string name, std::string text);

  LoadedMapping(Mapping mapping, std::string source)
      : mapping_(std::move(mapping)), source_(std::move(source)) {}

  // The mapping in `policy`, which is one of `set`. Any thread; the mapping and the policy outlive
  // what is given.
  [[nodiscard]] Result<std::shared_ptr<const Binding>> For(
      const std::shared_ptr<const PolicyInForce>& policy, const PolicySet& set) const;

  [[nodiscard]] const Mapping& mapping() const { return mapping_; }
  [[nodiscard]] const std::string& source() const { return source_; }
  [[nodiscard]] const std::string& digest() const { return mapping_.digest; }

 private:
  struct Bound {
    // Weak, so that a policy is freed when the host is done with it.
    std::weak_ptr<const PolicyInForce> policy;
    std::shared_ptr<const Binding> binding;
  };

  const Mapping mapping_;
  const std::string source_;
  mutable std::shared_mutex mutex_;
  mutable std::map<const PolicyInForce*, Bound> bound_;  // guarded by mutex_
};

}  // namespace bsup::core
