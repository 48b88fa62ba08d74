// SHA-256, the only door to the crypto library in this layer.
#pragma once

#include <string>
#include <string_view>

namespace bsup {

// The digest of `bytes` in 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace bsup
