// The structs of the Arrow C data interface
// (https://arrow.apache.org/docs/format/CDataInterface.html): a column, or a batch of them, handed
// from one library to another within a process without a copy. A host brings its own definitions;
// these are laid out alike.
#pragma once

#include <cstdint>
#include <utility>

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

extern "C" {

// What a column is.
struct ArrowSchema {
  const char* format;  // "u" is UTF-8 text, "+s" a struct
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);  // ends it; null once it has ended or was moved away
  void* private_data;
};

// What a column holds.
struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;  // -1: not counted
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);  // likewise
  void* private_data;
};

}  // extern "C"

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

extern "C" {

// Batches of one schema, one after the other
// (https://arrow.apache.org/docs/format/CStreamInterface.html). Functions that can fail give 0 or
// an errno.
struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema* out);
  int (*get_next)(ArrowArrayStream*, ArrowArray* out);  // at the end: one that is released
  const char* (*get_last_error)(ArrowArrayStream*);     // good until the next call; may be null
  void (*release)(ArrowArrayStream*);
  void* private_data;
};

}  // extern "C"

#endif  // ARROW_C_STREAM_INTERFACE

namespace bsup {

inline constexpr std::int64_t kArrowNullable = 2;  // of ArrowSchema::flags

// Holds one of the structs, taken from where it stood, and ends it.
template <class Struct>
class Taken {
 public:
  Taken() = default;
  // `from` may be null, or have ended already: then there is nothing to hold.
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

  // Moves it to where somebody else ends it.
  void Give(Struct* to) noexcept {
    *to = held_;
    held_.release = nullptr;
  }

 private:
  Struct held_{};
};

using TakenSchema = Taken<ArrowSchema>;
using TakenArray = Taken<ArrowArray>;

}  // namespace bsup
