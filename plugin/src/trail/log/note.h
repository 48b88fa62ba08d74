// Signed notes and checkpoints, pinned to C2SP signed-note v1.0.0, tlog-checkpoint v1.0.0 and
// tlog-cosignature v1 (Ed25519 only). See plugin/docs/trail_format.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "trail/seal/hash.h"
#include "trail/seal/secret.h"

namespace bsup::core {

// What a key signs: the first byte of its material.
enum class KeyType : std::uint8_t { kEd25519 = 0x01, kCosignature = 0x04 };

// `name+hex(keyid)+base64(type || public key)`.
struct VerifierKey {
  std::string name;  // no spaces, no plus, not empty
  KeyType type = KeyType::kEd25519;
  std::array<std::uint8_t, 32> public_key{};

  // kBadInput with what is wrong: also where the key id is not that of name and key.
  static Result<VerifierKey> Parse(std::string_view text);
  [[nodiscard]] std::string ToString() const;
  // The first four bytes of SHA-256(name || 0A || type || public key).
  [[nodiscard]] std::array<std::uint8_t, 4> Id() const;
  bool operator==(const VerifierKey&) const = default;
};

// Whether `name` may name a key: not empty, valid UTF-8, no white space or control character, no
// plus.
[[nodiscard]] bool IsKeyName(std::string_view name);

// The key that belongs to a 32-byte Ed25519 seed.
VerifierKey VerifierKeyOf(std::string name, KeyType type, const Secret& seed);

struct NoteSignature {
  std::string name;
  std::array<std::uint8_t, 4> key_id{};
  std::string bytes;  // 64 of them, or 72 with the time of a cosignature; other kinds vary
  bool operator==(const NoteSignature&) const = default;
};

struct Note {
  std::string text;                       // ends in a newline
  std::vector<NoteSignature> signatures;  // at least one

  static constexpr std::size_t kMostBytes = 65'536;
  static constexpr std::size_t kMostSignatures = 64;

  // Every byte is checked: text, blank line, signature lines and nothing else. kBadInput with the
  // line.
  static Result<Note> Parse(std::string_view bytes);
  [[nodiscard]] std::string ToString() const;

  // Whether a signature of this key is there and good, and none of it is bad. A cosignature covers
  // the time it holds.
  [[nodiscard]] bool SignedBy(const VerifierKey& key) const;
};

// `seed` belongs to `key`; the type is kEd25519.
NoteSignature Sign(std::string_view text, const VerifierKey& key, const Secret& seed);
// The same in half the time, since it takes the public key as it is. VerifierKeyOf has made `key`
// from this very seed: two signatures of one text by one seed with two public keys would give the
// seed away.
NoteSignature SignMatched(std::string_view text, const VerifierKey& key, const Secret& seed);
// The time within a cosignature; nothing where the bytes are not one.
std::optional<std::uint64_t> CosignatureTime(const NoteSignature& signature);

// The text of a note that speaks of a tree: origin, size, root. Extension lines are refused.
struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Hash root{};

  static Result<Checkpoint> Parse(std::string_view text);
  [[nodiscard]] std::string ToString() const;
  bool operator==(const Checkpoint&) const = default;
};

// The checkpoint in a signed note. The signatures are not checked.
Result<Checkpoint> CheckpointIn(std::string_view note);

}  // namespace bsup::core
