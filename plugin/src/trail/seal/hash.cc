#include "trail/seal/hash.h"

#include <sodium/utils.h>

#include <algorithm>

#include "base/sha256.h"
#include "trail/seal/octets.h"

namespace bsup::core {
namespace {

// By character; 16 where it is none. libsodium's own takes capitals too, and is constant in time,
// which public digests do not need and reading a whole trail would feel.
constexpr std::array<std::uint8_t, 256> kHexDigits = [] {
  std::array<std::uint8_t, 256> digits{};
  digits.fill(16);
  for (std::uint8_t d = 0; d < 16; ++d)
    digits[static_cast<std::uint8_t>("0123456789abcdef"[d])] = d;
  return digits;
}();
std::uint8_t HexDigit(char c) { return kHexDigits[static_cast<std::uint8_t>(c)]; }

std::optional<Hash> HashOf(std::string_view bytes) {
  Hash hash;
  if (bytes.size() != hash.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

}  // namespace

Hash Sha256Of(std::initializer_list<std::string_view> pieces) { return Sha256(pieces); }

std::optional<std::string> HexOf(const std::optional<Hash>& hash) {
  return hash ? std::optional(Hex(Bytes(*hash))) : std::nullopt;
}

std::string Hex(std::string_view bytes) {
  std::string hex(2 * bytes.size(), '\0');
  sodium_bin2hex(hex.data(), hex.size() + 1, Octets(bytes), bytes.size());
  return hex;
}

std::optional<Hash> HashFromHex(std::string_view text) {
  Hash hash;
  if (text.size() != 2 * hash.size()) return std::nullopt;
  std::uint8_t wrong = 0;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    const std::uint8_t high = HexDigit(text[2 * i]);
    const std::uint8_t low = HexDigit(text[2 * i + 1]);
    wrong |= high | low;
    hash[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  if ((wrong & 16) != 0) return std::nullopt;
  return hash;
}

std::string Base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4, '\0');
  sodium_bin2base64(text.data(), text.size() + 1, Octets(bytes), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  return text;
}

std::optional<std::string> FromBase64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_ORIGINAL) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  // libsodium 1.0.18 takes bytes beyond ASCII for digits.
  if (Base64(bytes) != text) return std::nullopt;
  return bytes;
}

std::optional<Hash> HashFromBase64(std::string_view text) {
  const auto bytes = FromBase64(text);
  return bytes ? HashOf(*bytes) : std::nullopt;
}

}  // namespace bsup::core
