// Record batches that several hold at once, cut into slices without a copy: each slice keeps what
// it was cut from, and what is handed out is released by the one who took it, in any order and on
// any thread.
#pragma once

#include <cstdint>
#include <memory>

#include "blended_supervision/arrow.h"

namespace bsup_python {

// A struct of the Arrow C interfaces that ends with its owner.
template <class Struct>
class Owned {
 public:
  Owned() = default;
  // Takes what `given` holds.
  explicit Owned(Struct* given) : held_(*given) { given->release = nullptr; }
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (held_.release != nullptr) held_.release(&held_);
  }
  [[nodiscard]] Struct* get() { return &held_; }
  [[nodiscard]] const Struct& operator*() const { return held_; }
  [[nodiscard]] const Struct* operator->() const { return &held_; }

 private:
  Struct held_{};
};

using SharedSchema = std::shared_ptr<const Owned<ArrowSchema>>;
using SharedArray = std::shared_ptr<const Owned<ArrowArray>>;

// Of what they are given, that may be released, and its children moved out, apart from all others.
ArrowSchema HandOut(const SharedSchema& schema);
ArrowArray HandOut(const SharedArray& array);

// No rows of that schema: whatever its types, with the buffers that they must have.
ArrowArray NoRows(const ArrowSchema& schema);

// Some rows of a batch.
struct SharedBatch {
  SharedSchema schema;
  SharedArray array;
  std::int64_t first = 0;
  std::int64_t rows = 0;

  [[nodiscard]] ArrowArray HandOutRows() const;
};

}  // namespace bsup_python
