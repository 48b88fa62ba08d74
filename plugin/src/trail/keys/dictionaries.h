// The dictionaries that a trail's subject parts are packed with, one a document. Any thread.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string_view>

#include "base/result.h"
#include "trail/seal/hash.h"
#include "trail/seal/packing.h"
#include "trail/store/store.h"

namespace bsup::core {

class Dictionaries {
 public:
  // Of the document of that digest; null where the store does not have it.
  Result<std::shared_ptr<const Dictionary>> Find(Store* store, const Hash& digest);
  // The same, of a document that need not be in the store yet.
  std::shared_ptr<const Dictionary> Make(const Hash& digest, std::string_view document);
  // Null where it has not been made yet.
  std::shared_ptr<const Dictionary> Known(const Hash& digest);

 private:
  std::mutex mutex_;
  std::map<Hash, std::shared_ptr<const Dictionary>> known_;
};

}  // namespace bsup::core
