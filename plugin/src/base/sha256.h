// SHA-256, the only door to a crypto library in this layer.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace bsup::core {

// The digest of the pieces, one after the other. The working state is wiped.
std::array<std::uint8_t, 32> Sha256(std::initializer_list<std::string_view> pieces);

// The digest of `bytes` in 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace bsup::core
