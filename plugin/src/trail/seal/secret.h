// Thirty-two secret bytes. They are wiped when they are destroyed, and never printed, compared or
// copied by accident.
#pragma once

#include <sodium/crypto_auth_hmacsha256.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace bsup::core {

// Pages of libsodium's own: locked, so that they are not swapped, and kept out of core files, each
// as far as the system allows; wiped when they are freed.
struct FreeLocked {
  void operator()(void* place) const;
};
// Throws std::bad_alloc.
void* AllocateLocked(std::size_t size);
// Whether the system locks them. It does not past the user's limit of locked memory (`ulimit -l`);
// they are kept out of core files all the same.
bool MemoryIsLocked();

class Secret {
 public:
  static constexpr std::size_t kSize = 32;

  Secret() = default;  // all zero
  // The caller wipes `bytes`, which are kSize long.
  explicit Secret(std::string_view bytes);
  static Secret Random();
  ~Secret();
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  [[nodiscard]] Secret Copy() const;

  [[nodiscard]] const std::uint8_t* data() const { return locked_ ? locked_.get() : bytes_.data(); }
  [[nodiscard]] std::uint8_t* data() { return locked_ ? locked_.get() : bytes_.data(); }
  [[nodiscard]] std::string_view bytes() const {
    return {reinterpret_cast<const char*>(data()), kSize};
  }

  // Moves the bytes to locked pages (see above), where they stay, and what is assigned to them too.
  // For keys that live as long as a trail: it takes pages and time. Throws std::bad_alloc.
  void Lock();

 private:
  std::array<std::uint8_t, kSize> bytes_{};  // zero once it is locked
  std::unique_ptr<std::uint8_t, FreeLocked> locked_;
};

// Random bytes of the system, fit for keys and nonces.
void FillRandom(std::span<std::uint8_t> bytes);

// HMAC-SHA-256 under one key, which is hashed once and not for every message. As secret as the key;
// wiped when it is destroyed. Any thread.
class Mac {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a key is as good where it is used once.
  Mac(const Secret& key);
  ~Mac();
  Mac(const Mac&) = delete;
  Mac& operator=(const Mac&) = delete;

  [[nodiscard]] std::array<std::uint8_t, 32> Of(std::string_view message) const;

  // As Secret's.
  void Lock();

 private:
  [[nodiscard]] const crypto_auth_hmacsha256_state& keyed() const {
    return locked_ ? *locked_ : keyed_;
  }

  crypto_auth_hmacsha256_state keyed_;
  std::unique_ptr<crypto_auth_hmacsha256_state, FreeLocked> locked_;
};

// Wipes a text that held a secret.
void Wipe(std::string* text);

}  // namespace bsup::core
