// Every row of the records, once and in order, against the signed head. A search by columns shows
// what it finds; only this shows that nothing was hidden from it.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "trail/log/merkle.h"
#include "trail/log/note.h"
#include "trail/store/store.h"

namespace bsup::core {

class CheckedRows {
 public:
  // Goes on to the end, from where it ended the last time: kTampered where a record is not the one
  // that `head` covers, its columns say something other than it does, or the index over answers
  // leads to other rows. `head` is proven, and of the snapshot that `store` reads.
  Result<void> GoOn(Store* store, const Checkpoint& head);

 private:
  MerkleFrontier frontier_;  // of the rows that were checked
};

}  // namespace bsup::core
