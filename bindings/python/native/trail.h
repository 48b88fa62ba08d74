// An open trail as Python has it: it can be closed while other threads use it, and ends when the
// last of them is done.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "native.h"

namespace bsup_python {

class OpenTrail {
 public:
  explicit OpenTrail(bsup::Trail trail) : trail_(std::make_shared<bsup::Trail>(std::move(trail))) {}

  // Throws BSUP_USAGE once it is closed. Without the interpreter's lock held.
  [[nodiscard]] std::shared_ptr<bsup::Trail> Use() {
    const std::lock_guard locked(mutex_);
    if (trail_ == nullptr) RefuseUse("the trail is closed; open it again");
    return trail_;
  }
  void Close() {
    std::shared_ptr<bsup::Trail> ended;
    const std::lock_guard locked(mutex_);
    ended.swap(trail_);
  }
  [[nodiscard]] bool closed() {
    const std::lock_guard locked(mutex_);
    return trail_ == nullptr;
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<bsup::Trail> trail_;  // none: closed
};

}  // namespace bsup_python
