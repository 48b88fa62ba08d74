#include "shared_batch.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "blended_supervision/plugin.hpp"

namespace bsup_python {
namespace {

[[noreturn]] void RefuseMalformed() {
  const std::string what = "the cases are not Arrow data: children are counted that are not there";
  throw bsup::Error(BSUP_BAD_INPUT, what, {{"", what}});
}

// Behind a struct that was handed out: what it is of, and its children, which end with it unless
// they were moved out.
template <class Struct>
struct Held {
  explicit Held(std::shared_ptr<const Owned<Struct>> of) : whole(std::move(of)) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() {
    for (const auto& child : children) End(child.get());
    if (dictionary != nullptr) End(dictionary.get());
  }
  static void End(Struct* child) {
    if (child->release != nullptr) child->release(child);
  }

  std::shared_ptr<const Owned<Struct>> whole;  // none: the buffers are static
  std::vector<std::unique_ptr<Struct>> children;
  std::vector<Struct*> pointers;
  std::unique_ptr<Struct> dictionary;
};

template <class Struct>
void Release(Struct* handed_out) {
  delete static_cast<Held<Struct>*>(handed_out->private_data);
  handed_out->release = nullptr;
}

template <class Struct>
void Hold(std::unique_ptr<Held<Struct>> held, Struct* handed_out) {
  for (const auto& child : held->children) held->pointers.push_back(child.get());
  handed_out->children = held->pointers.data();
  handed_out->n_children = static_cast<std::int64_t>(held->pointers.size());
  handed_out->dictionary = held->dictionary.get();
  handed_out->private_data = held.release();
  handed_out->release = Release<Struct>;
}

template <class Struct>
Struct Copy(const Struct& source, const std::shared_ptr<const Owned<Struct>>& whole) {
  auto held = std::make_unique<Held<Struct>>(whole);
  if (source.n_children < 0 || (source.n_children > 0 && source.children == nullptr))
    RefuseMalformed();
  for (std::int64_t i = 0; i < source.n_children; ++i) {
    if (source.children[i] == nullptr) RefuseMalformed();
    held->children.push_back(std::make_unique<Struct>(Copy(*source.children[i], whole)));
  }
  if (source.dictionary != nullptr)
    held->dictionary = std::make_unique<Struct>(Copy(*source.dictionary, whole));
  Struct copy = source;
  Hold(std::move(held), &copy);
  return copy;
}

// Arrow columnar format, "Buffer Listing for Each Layout".
std::int64_t BuffersOf(std::string_view format) {
  if (format.starts_with("+")) {
    if (format == "+s" || format == "+r" || format.starts_with("+us"))
      return format == "+r" ? 0 : 1;
    if (format.starts_with("+w")) return 1;
    if (format.starts_with("+v")) return 3;
    return 2;  // lists, maps, dense unions
  }
  if (format == "n") return 0;
  const bool spread = format == "u" || format == "U" || format == "z" || format == "Z";
  return spread || format.starts_with("v") ? 3 : 2;
}

}  // namespace

ArrowSchema HandOut(const SharedSchema& schema) { return Copy(**schema, schema); }

ArrowArray HandOut(const SharedArray& array) { return Copy(**array, array); }

ArrowArray NoRows(const ArrowSchema& schema) {
  // One offset, of nothing, serves every layout.
  alignas(64) static constexpr std::array<std::int64_t, 8> kNothing{};
  static std::array<const void*, 3> buffers = {nullptr, kNothing.data(), kNothing.data()};
  auto held = std::make_unique<Held<ArrowArray>>(nullptr);
  for (std::int64_t i = 0; i < schema.n_children; ++i)
    held->children.push_back(std::make_unique<ArrowArray>(NoRows(*schema.children[i])));
  if (schema.dictionary != nullptr)
    held->dictionary = std::make_unique<ArrowArray>(NoRows(*schema.dictionary));
  ArrowArray none{};
  none.n_buffers = BuffersOf(schema.format);
  none.buffers = buffers.data();
  Hold(std::move(held), &none);
  return none;
}

ArrowArray SharedBatch::HandOutRows() const {
  ArrowArray slice = HandOut(array);
  if (first == 0 && rows == slice.length) return slice;
  slice.offset += first;
  slice.length = rows;
  if (slice.null_count != 0) slice.null_count = -1;
  return slice;
}

}  // namespace bsup_python
