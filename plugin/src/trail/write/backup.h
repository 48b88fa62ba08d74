// A copy of store and vault that is there wholly or not at all.
#pragma once

#include <string>

#include "base/result.h"
#include "trail/keys/vault.h"
#include "trail/store/store.h"

namespace bsup::core {

// `path` and `path.vault`, in DELETE journal mode, mode 0600; neither may exist yet. They are made
// under other names (`.new`), read again, and then get theirs, the store last. Under the lock.
Result<void> BackUp(Store* store, Vault* vault, const std::string& path, const char* vfs);

}  // namespace bsup::core
