// Whether a person was erased on record. A row of `erased` says so, and anyone who can write the
// file can write a row; a key is gone for good once it is destroyed.
#pragma once

#include "base/result.h"
#include "trail/store/store.h"

namespace bsup::core {

// Success where the row's record is in the tree of the store's head and is an ERASURE whose list
// names the row's key; else kTampered, which says that nothing was destroyed. The caller has
// checked the head's signature.
Result<void> ProveErasure(Store* store, const ErasedRow& row, const std::string& path);

}  // namespace bsup::core
