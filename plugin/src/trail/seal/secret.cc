#include "trail/seal/secret.h"

#include <sodium/core.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>
#include <sys/mman.h>

#include <algorithm>
#include <new>
#include <utility>

#include "trail/seal/octets.h"

namespace bsup::core {
namespace {

void MakeReady() {
  // Chooses the source of randomness; that it was chosen before (1) is not a failure.
  static const bool ready = sodium_init() >= 0;
  if (!ready) sodium_misuse();  // without randomness nothing can be kept secret
}

}  // namespace

void FreeLocked::operator()(void* place) const { sodium_free(place); }

void* AllocateLocked(std::size_t size) {
  MakeReady();
  void* const place = sodium_malloc(size);
  if (place == nullptr) throw std::bad_alloc();
  return place;
}

bool MemoryIsLocked() {
  constexpr std::size_t kSome = Secret::kSize;
  // libsodium has tried to lock it already, and does not say whether it could.
  const std::unique_ptr<void, FreeLocked> place(AllocateLocked(kSome));
  return mlock(place.get(), kSome) == 0;
}

Secret::Secret(std::string_view bytes) { std::copy_n(bytes.data(), kSize, bytes_.data()); }

Secret Secret::Random() {
  Secret secret;
  FillRandom(secret.bytes_);
  return secret;
}

Secret::~Secret() { sodium_memzero(bytes_.data(), kSize); }

Secret::Secret(Secret&& other) noexcept : bytes_(other.bytes_), locked_(std::move(other.locked_)) {
  sodium_memzero(other.bytes_.data(), kSize);
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  if (other.locked_) {
    locked_ = std::move(other.locked_);
  } else {
    std::copy_n(other.bytes_.data(), kSize, data());
    sodium_memzero(other.bytes_.data(), kSize);
  }
  return *this;
}

Secret Secret::Copy() const { return Secret(bytes()); }

void Secret::Lock() {
  if (locked_) return;
  std::unique_ptr<std::uint8_t, FreeLocked> place(
      static_cast<std::uint8_t*>(AllocateLocked(kSize)));
  std::copy_n(bytes_.data(), kSize, place.get());
  sodium_memzero(bytes_.data(), kSize);
  locked_ = std::move(place);
}

void FillRandom(std::span<std::uint8_t> bytes) {
  MakeReady();
  randombytes_buf(bytes.data(), bytes.size());
}

Mac::Mac(const Secret& key) { crypto_auth_hmacsha256_init(&keyed_, key.data(), Secret::kSize); }

Mac::~Mac() { sodium_memzero(&keyed_, sizeof keyed_); }

void Mac::Lock() {
  if (locked_) return;
  locked_.reset(new (AllocateLocked(sizeof keyed_)) crypto_auth_hmacsha256_state(keyed_));
  sodium_memzero(&keyed_, sizeof keyed_);
}

std::array<std::uint8_t, 32> Mac::Of(std::string_view message) const {
  crypto_auth_hmacsha256_state state = keyed();
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
