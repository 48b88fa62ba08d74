// What an ERASURE's document says: which key was destroyed, and of which records the subject part is
// gone. See plugin/docs/trail_format.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trail/seal/seal.h"

namespace bsup::core {

struct ErasureList {
  KeyId key{};
  std::vector<std::uint64_t> sequences;

  // `{"key":"...","sequences":[...]}`
  [[nodiscard]] std::string ToString() const;
  // Nothing where it is not canonical, or the sequences do not rise.
  static std::optional<ErasureList> Parse(std::string_view text);
};

}  // namespace bsup::core
