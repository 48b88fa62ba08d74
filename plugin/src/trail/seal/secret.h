// Thirty-two secret bytes. They are wiped when they are destroyed, and never printed, compared or
// copied by accident.
#pragma once

#include <sodium/crypto_auth_hmacsha256.h>

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bsup::core {

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

  [[nodiscard]] const std::uint8_t* data() const { return bytes_.data(); }
  [[nodiscard]] std::uint8_t* data() { return bytes_.data(); }
  [[nodiscard]] std::string_view bytes() const {
    return {reinterpret_cast<const char*>(bytes_.data()), kSize};
  }

  // Keeps the bytes out of swap and core files, as far as the system allows, for as long as this
  // object stays where it is. For keys that live as long as a trail.
  void Lock();

 private:
  std::array<std::uint8_t, kSize> bytes_{};
  bool locked_ = false;
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
  crypto_auth_hmacsha256_state keyed_;
  bool locked_ = false;
};

// Wipes a text that held a secret.
void Wipe(std::string* text);

}  // namespace bsup::core
