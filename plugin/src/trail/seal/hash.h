// SHA-256 digests as the trail holds them. See plugin/docs/trail_format.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bsup::core {

using Hash = std::array<std::uint8_t, 32>;

// The bytes of `hash` (or of any array of bytes), to be hashed or stored.
template <std::size_t N>
std::string_view Bytes(const std::array<std::uint8_t, N>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), N};
}

// SHA-256 over the pieces, one after the other.
Hash Sha256Of(std::initializer_list<std::string_view> pieces);

// Lower-case hexadecimal.
std::string Hex(std::string_view bytes);
std::optional<std::string> HexOf(const std::optional<Hash>& hash);
// Nothing where `text` is not exactly 64 lower-case hexadecimal digits.
std::optional<Hash> HashFromHex(std::string_view text);

// Standard Base64 with padding (RFC 4648, section 4).
std::string Base64(std::string_view bytes);
// Nothing where `text` is not canonical Base64.
std::optional<std::string> FromBase64(std::string_view text);
// Nothing where `text` is not Base64 of 32 bytes.
std::optional<Hash> HashFromBase64(std::string_view text);

}  // namespace bsup::core
