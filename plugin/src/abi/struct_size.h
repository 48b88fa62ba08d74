// Structs that may grow: what lies within `struct_size` is the caller's, nothing beyond is touched.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>

namespace bsup::core {

// How much of the struct both sides know. A size that cuts a member in half does not have it.
template <class Struct>
constexpr std::size_t Shared(std::uint32_t struct_size) {
  return std::min<std::size_t>(struct_size - struct_size % alignof(Struct), sizeof(Struct));
}

// Copies what the caller gave; members beyond its struct_size are zero. Nothing where even the
// first member past struct_size would not fit.
template <class Struct>
std::optional<Struct> ReadGrowing(const Struct* from) {
  constexpr std::uint32_t kLeast = 2 * sizeof(std::uint32_t);
  if (from->struct_size < kLeast) return std::nullopt;
  Struct to{};
  std::memcpy(&to, from, Shared<Struct>(from->struct_size));
  return to;
}

// Writes as much of `from` as the caller's struct has room for. False where it has none.
template <class Struct>
bool WriteGrowing(Struct from, Struct* to) {
  constexpr std::uint32_t kLeast = 2 * sizeof(std::uint32_t);
  if (to->struct_size < kLeast) return false;
  from.struct_size = to->struct_size;
  std::memcpy(to, &from, Shared<Struct>(to->struct_size));
  return true;
}

}  // namespace bsup::core
