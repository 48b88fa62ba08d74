#include "trail/seal/secret.h"

#include <sodium/core.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include <algorithm>

#include "trail/seal/octets.h"

namespace bsup::core {

Secret::Secret(std::string_view bytes) { std::copy_n(bytes.data(), kSize, bytes_.data()); }

Secret Secret::Random() {
  Secret secret;
  FillRandom(secret.bytes_);
  return secret;
}

Secret::~Secret() {
  if (locked_) {
    sodium_munlock(bytes_.data(), kSize);  // wipes as well
  } else {
    sodium_memzero(bytes_.data(), kSize);
  }
}

Secret::Secret(Secret&& other) noexcept : bytes_(other.bytes_) {
  sodium_memzero(other.bytes_.data(), kSize);
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  bytes_ = other.bytes_;
  sodium_memzero(other.bytes_.data(), kSize);
  return *this;
}

Secret Secret::Copy() const { return Secret(bytes()); }

void Secret::Lock() {
  if (!locked_) locked_ = sodium_mlock(bytes_.data(), kSize) == 0;
}

void FillRandom(std::span<std::uint8_t> bytes) {
  // Chooses the source of randomness; that it was chosen before (1) is not a failure.
  static const bool ready = sodium_init() >= 0;
  if (!ready) sodium_misuse();  // without randomness nothing can be kept secret
  randombytes_buf(bytes.data(), bytes.size());
}

Mac::Mac(const Secret& key) { crypto_auth_hmacsha256_init(&keyed_, key.data(), Secret::kSize); }

Mac::~Mac() {
  if (locked_) {
    sodium_munlock(&keyed_, sizeof keyed_);  // which wipes too
  } else {
    sodium_memzero(&keyed_, sizeof keyed_);
  }
}

void Mac::Lock() {
  if (!locked_) locked_ = sodium_mlock(&keyed_, sizeof keyed_) == 0;
}

std::array<std::uint8_t, 32> Mac::Of(std::string_view message) const {
  crypto_auth_hmacsha256_state state = keyed_;
  crypto_auth_hmacsha256_update(&state, Octets(message), message.size());
  std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> tag;
  crypto_auth_hmacsha256_final(&state, tag.data());
  sodium_memzero(&state, sizeof state);
  return tag;
}

void Wipe(std::string* text) {
  text->resize(text->capacity());  // what it held when it was longer
  sodium_memzero(text->data(), text->size());
  text->clear();
}

}  // namespace bsup::core
