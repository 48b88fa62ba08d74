// A witness of a log, with libsodium alone: what it signs, the library did not make.
#pragma once

#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

#include <cstdint>
#include <string>

class Witness {
 public:
  explicit Witness(std::string name) : name_(std::move(name)) {
    unsigned char seed[crypto_sign_ed25519_SEEDBYTES] = "a seed for tests, and no other";
    crypto_sign_ed25519_seed_keypair(public_, secret_, seed);
    const std::string material = Material();
    const std::string named = name_ + "\n" + material;
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, Raw(named), named.size());
    id_.assign(reinterpret_cast<const char*>(hash), 4);
  }

  [[nodiscard]] std::string VerifierKey() const {
    char hex[9];
    sodium_bin2hex(hex, sizeof hex, Raw(id_), id_.size());
    return name_ + "+" + hex + "+" + Base64(Material());
  }

  // The note of a checkpoint with a cosignature of that time, and no other signature.
  [[nodiscard]] std::string Cosigned(const std::string& checkpoint, uint64_t time = 1'795'428'900) {
    const std::string text = checkpoint.substr(0, checkpoint.find("\n\n") + 1);
    const std::string message = "cosignature/v1\ntime " + std::to_string(time) + "\n" + text;
    std::string bytes = id_;
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(time >> shift & 0xFF);
    unsigned char signature[crypto_sign_ed25519_BYTES];
    crypto_sign_ed25519_detached(signature, nullptr, Raw(message), message.size(), secret_);
    bytes.append(reinterpret_cast<const char*>(signature), sizeof signature);
    return text + "\n\xE2\x80\x94 " + name_ + " " + Base64(bytes) + "\n";
  }

 private:
  static const unsigned char* Raw(const std::string& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
  }
  static std::string Base64(const std::string& bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), Raw(bytes), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the NUL
    return text;
  }
  [[nodiscard]] std::string Material() const {
    return "\x04" + std::string(reinterpret_cast<const char*>(public_), sizeof public_);
  }

  std::string name_;
  std::string id_;
  unsigned char public_[crypto_sign_ed25519_PUBLICKEYBYTES];
  unsigned char secret_[crypto_sign_ed25519_SECRETKEYBYTES];
};
