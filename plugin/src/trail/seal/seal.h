// One part of a record's payload, encrypted alone and committed to. See
// plugin/docs/trail_format.md, "Payloads".
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "trail/seal/hash.h"
#include "trail/seal/secret.h"

namespace bsup::core {

// Names a key in the vault: random, and of no meaning.
using KeyId = std::array<std::uint8_t, 16>;

// Which part of a record. The store holds these numbers.
enum class PayloadPart : std::uint8_t {
  kSubject = 0,  // about the person, under the person's key
  kActor = 1,    // about staff, under the trail's staff key
  kTrail = 2,    // about nobody, under the trail's own key
};
inline constexpr std::array kPartNames{"subject", "actor", "trail"};

struct SealedPart {
  KeyId key{};  // under which it is
  std::array<std::uint8_t, 24> nonce{};
  Hash key_hash{};         // of the record's own key: lets anyone check the commitment
  std::string ciphertext;  // with the Poly1305 tag
};

// What binds a part to its place.
struct PartPlace {
  std::string_view origin;
  std::uint64_t sequence = 0;
  PayloadPart part = PayloadPart::kSubject;
};

SealedPart Seal(const Mac& part_key, const KeyId& key, const PartPlace& place,
                std::string_view plaintext);

// What the record in the tree holds for it. Needs no key.
Hash Commitment(const SealedPart& sealed);

// Whether this key sealed the part.
bool IsSealedUnder(const Mac& part_key, const SealedPart& sealed);

// The record's own key, with which this one part can be shown to another reader.
Secret RecordKey(const Mac& part_key, const SealedPart& sealed);

// The plaintext. kBadInput if key and part do not belong together.
Result<std::string> Unseal(const Secret& part_key, const PartPlace& place,
                           const SealedPart& sealed);
// The same with the record's own key alone.
Result<std::string> OpenWithRecordKey(const Secret& record_key, const PartPlace& place,
                                      const SealedPart& sealed);

}  // namespace bsup::core
