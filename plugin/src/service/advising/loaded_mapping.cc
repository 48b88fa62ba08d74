#include "service/advising/loaded_mapping.h"

#include <mutex>

namespace bsup::core {

Result<std::shared_ptr<const Binding>> LoadedMapping::For(
    const std::shared_ptr<const PolicyInForce>& policy) const {
  {
    const std::shared_lock lock(mutex_);
    const auto found = bound_.find(policy.get());
    // Another policy may stand at the address of one that is gone.
    if (found != bound_.end() && !found->second.policy.expired()) return found->second.binding;
  }
  Result<Binding> made = Binding::Bind(mapping_, policy->policy);
  if (!made) return std::move(made).error();
  auto binding = std::make_shared<const Binding>(*std::move(made));
  const std::unique_lock lock(mutex_);
  std::erase_if(bound_, [](const auto& entry) { return entry.second.policy.expired(); });
  bound_[policy.get()] = {policy, binding};
  return binding;
}

}  // namespace bsup::core
