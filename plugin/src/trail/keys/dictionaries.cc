#include "trail/keys/dictionaries.h"

#include <optional>
#include <string>

namespace bsup::core {
namespace {

// More policies than are in force anywhere at one time. Where there are more, all are made again.
constexpr std::size_t kMostKnown = 64;

}  // namespace

std::shared_ptr<const Dictionary> Dictionaries::Known(const Hash& digest) {
  const std::lock_guard guard(mutex_);
  const auto found = known_.find(digest);
  return found == known_.end() ? nullptr : found->second;
}

Result<std::shared_ptr<const Dictionary>> Dictionaries::Find(Store* store, const Hash& digest) {
  if (auto known = Known(digest)) return known;
  BSUP_TRY(const std::optional<std::string> document, store->Document(digest));
  if (!document) return std::shared_ptr<const Dictionary>();
  return Make(digest, *document);
}

std::shared_ptr<const Dictionary> Dictionaries::Make(const Hash& digest,
                                                     std::string_view document) {
  if (auto known = Known(digest)) return known;
  auto made = Dictionary::Of(document);
  const std::lock_guard guard(mutex_);
  if (known_.size() >= kMostKnown) known_.clear();
  return known_.try_emplace(digest, std::move(made)).first->second;
}

}  // namespace bsup::core
