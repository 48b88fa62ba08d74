// Octets as libsodium takes them, and how many of them XChaCha20-Poly1305 adds.
#pragma once

#include <sodium/crypto_aead_xchacha20poly1305.h>

#include <cstddef>
#include <string_view>

namespace bsup::core {

inline constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
inline constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;

// Where `bytes` begin; good for as long as they are.
inline const unsigned char* Octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace bsup::core
