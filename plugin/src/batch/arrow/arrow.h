// Holds a struct of the Arrow C data interface, and releases it.
#pragma once

#include <utility>

#include "blended_supervision/arrow.h"

namespace bsup::core {

// One of the structs, taken over from its owner.
template <class Struct>
class Taken {
 public:
  Taken() = default;
  // `from` may be null or released: then there is nothing to hold.
  explicit Taken(Struct* from) noexcept {
    if (from == nullptr || from->release == nullptr) return;
    held_ = *from;
    from->release = nullptr;
  }
  Taken(Taken&& other) noexcept : held_(other.held_) { other.held_.release = nullptr; }
  Taken& operator=(Taken&& other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Taken() {
    if (held_.release != nullptr) held_.release(&held_);
  }

  [[nodiscard]] bool there() const { return held_.release != nullptr; }
  [[nodiscard]] const Struct& operator*() const { return held_; }
  [[nodiscard]] const Struct* operator->() const { return &held_; }
  [[nodiscard]] Struct* get() { return &held_; }

  // Moves it to a new owner, who releases it.
  void Give(Struct* to) noexcept {
    *to = held_;
    held_.release = nullptr;
  }

 private:
  Struct held_{};
};

using TakenSchema = Taken<ArrowSchema>;
using TakenArray = Taken<ArrowArray>;

}  // namespace bsup::core
