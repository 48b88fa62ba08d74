// Structs that may grow: what lies within `struct_size` is the caller's, nothing beyond is touched.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

#include "base/result.h"

namespace bsup::core {

// How much of the struct both sides know. A size that cuts a member in half does not have it.
template <class Struct>
constexpr std::size_t Shared(std::uint32_t struct_size) {
  return std::min<std::size_t>(struct_size - struct_size % alignof(Struct), sizeof(Struct));
}

// kUsage where even the first member past struct_size would not fit. `name` is the struct's.
template <class Struct>
Result<void> CheckGrowing(const Struct& given, const char* name) {
  constexpr std::uint32_t kLeast = 2 * sizeof(std::uint32_t);
  if (given.struct_size >= kLeast) return {};
  return Error(Status::kUsage, "",
               std::string(name) + ".struct_size is too small; set it to sizeof(" + name + ")");
}

// Copies what the caller gave; members beyond its struct_size are zero. Of NULL: `absent`.
template <class Struct>
Result<Struct> ReadGrowing(const Struct* from, const char* name, const Struct& absent = {}) {
  if (from == nullptr) return absent;
  BSUP_TRY(CheckGrowing(*from, name));
  Struct to{};
  std::memcpy(&to, from, Shared<Struct>(from->struct_size));
  return to;
}

// Writes as much of `from` as the caller's struct has room for.
template <class Struct>
Result<void> WriteGrowing(Struct from, Struct* to, const char* name) {
  BSUP_TRY(CheckGrowing(*to, name));
  from.struct_size = to->struct_size;
  std::memcpy(to, &from, Shared<Struct>(to->struct_size));
  return {};
}

}  // namespace bsup::core
