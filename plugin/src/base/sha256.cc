#include "base/sha256.h"

// OpenSSL's, since hashing is most of what reading and verifying a trail costs: where the processor
// has instructions for it, they are used, which libsodium does not do. Called below the EVP
// interface, so that no more of libcrypto is linked in than this.
#define OPENSSL_API_COMPAT 0x10101000L
#include <openssl/sha.h>
#include <sodium/utils.h>

namespace bsup::core {

std::array<std::uint8_t, 32> Sha256(std::initializer_list<std::string_view> pieces) {
  SHA256_CTX state;
  SHA256_Init(&state);
  for (const std::string_view piece : pieces) SHA256_Update(&state, piece.data(), piece.size());
  std::array<std::uint8_t, 32> digest;
  SHA256_Final(digest.data(), &state);
  sodium_memzero(&state, sizeof state);
  return digest;
}

std::string Sha256Hex(std::string_view bytes) {
  const auto digest = Sha256({bytes});
  char hex[2 * digest.size() + 1];
  sodium_bin2hex(hex, sizeof hex, digest.data(), digest.size());
  return hex;
}

}  // namespace bsup::core
