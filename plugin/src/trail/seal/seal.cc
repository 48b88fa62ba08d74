#include "trail/seal/seal.h"

#include <sodium/crypto_aead_xchacha20poly1305.h>
#include <sodium/utils.h>

#include "trail/seal/octets.h"

namespace bsup::core {
namespace {

using namespace std::string_view_literals;

static_assert(sizeof(SealedPart::nonce) == kNonceSize);
static_assert(Secret::kSize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

Hash KeyHash(const Secret& record_key) {
  return Sha256Of({"blended-supervision/key/v1\0"sv, record_key.bytes()});
}

std::string AssociatedData(const PartPlace& place) {
  std::string data(place.origin);
  data += '\n';
  data += std::to_string(place.sequence);
  data += '\n';
  data += kPartNames[static_cast<std::size_t>(place.part)];
  return data;
}

}  // namespace

SealedPart Seal(const Mac& part_key, const KeyId& key, const PartPlace& place,
                std::string_view plaintext) {
  SealedPart sealed;
  sealed.key = key;
  FillRandom(sealed.nonce);
  const Secret record_key = RecordKey(part_key, sealed);
  sealed.key_hash = KeyHash(record_key);
  sealed.ciphertext.resize(plaintext.size() + kTagSize);
  const std::string data = AssociatedData(place);
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      reinterpret_cast<unsigned char*>(sealed.ciphertext.data()), nullptr, Octets(plaintext),
      plaintext.size(), Octets(data), data.size(), nullptr, sealed.nonce.data(), record_key.data());
  return sealed;
}

Hash Commitment(const SealedPart& sealed) {
  return Sha256Of({"blended-supervision/payload/v1\0"sv, Bytes(sealed.nonce),
                   Bytes(sealed.key_hash), sealed.ciphertext});
}

Secret RecordKey(const Mac& part_key, const SealedPart& sealed) {
  std::string message = "record/v1";
  message += Bytes(sealed.nonce);
  auto bytes = part_key.Of(message);
  Secret key(Bytes(bytes));
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

bool IsSealedUnder(const Mac& part_key, const SealedPart& sealed) {
  return KeyHash(RecordKey(part_key, sealed)) == sealed.key_hash;
}

Result<std::string> Unseal(const Secret& part_key, const PartPlace& place,
                           const SealedPart& sealed) {
  return OpenWithRecordKey(RecordKey(part_key, sealed), place, sealed);
}

Result<std::string> OpenWithRecordKey(const Secret& record_key, const PartPlace& place,
                                      const SealedPart& sealed) {
  // XChaCha20-Poly1305 may open one ciphertext under two keys; only the key committed to counts.
  if (KeyHash(record_key) != sealed.key_hash) {
    return Error(Status::kBadInput, "", "this key did not seal this part of the record");
  }
  if (sealed.ciphertext.size() < kTagSize) {
    return Error(Status::kBadInput, "", "the part of the record is shorter than its own tag");
  }
  std::string plaintext(sealed.ciphertext.size() - kTagSize, '\0');
  const std::string data = AssociatedData(place);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          reinterpret_cast<unsigned char*>(plaintext.data()), nullptr, nullptr,
          Octets(sealed.ciphertext), sealed.ciphertext.size(), Octets(data), data.size(),
          sealed.nonce.data(), record_key.data()) != 0) {
    return Error(Status::kBadInput, "",
                 "the part of the record was changed, or belongs to another trail, record or part");
  }
  return plaintext;
}

}  // namespace bsup::core
