#include "trail/log/note.h"

#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

#include <algorithm>
#include <array>
#include <limits>

#include "trail/log/lines.h"
#include "trail/seal/octets.h"

namespace bsup::core {
namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";  // an em dash, U+2014
constexpr std::size_t kKeyIdSize = 4;
constexpr std::size_t kTimeSize = 8;
constexpr std::size_t kCosignatureSize = kTimeSize + crypto_sign_ed25519_BYTES;

// The property White_Space of Unicode.
bool IsSpace(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

std::string Material(const VerifierKey& key) {
  std::string material(1, static_cast<char>(key.type));
  return material.append(Bytes(key.public_key));
}

Error NotAKey(std::string what) { return {Status::kBadInput, "verifier key", std::move(what)}; }

Error At(std::string_view what_it_is, std::size_t line, std::string what) {
  return {Status::kBadInput, std::string(what_it_is) + ":" + std::to_string(line), std::move(what)};
}

std::size_t LineOf(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + at, '\n'));
}

using PublicKey = std::array<std::uint8_t, crypto_sign_ed25519_PUBLICKEYBYTES>;

// libsodium's secret key is the seed with the public key behind it.
std::string SignEd25519(std::string_view message, const Secret& seed, const PublicKey& its) {
  unsigned char secret_key[crypto_sign_ed25519_SECRETKEYBYTES];
  static_assert(sizeof secret_key == Secret::kSize + std::tuple_size_v<PublicKey>);
  std::copy_n(seed.data(), Secret::kSize, secret_key);
  std::ranges::copy(its, secret_key + Secret::kSize);
  std::string signature(crypto_sign_ed25519_BYTES, '\0');
  crypto_sign_ed25519_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                               Octets(message), message.size(), secret_key);
  sodium_memzero(secret_key, sizeof secret_key);
  return signature;
}

PublicKey PublicKeyOf(const Secret& seed) {
  PublicKey public_key;
  unsigned char secret_key[crypto_sign_ed25519_SECRETKEYBYTES];
  crypto_sign_ed25519_seed_keypair(public_key.data(), secret_key, seed.data());
  sodium_memzero(secret_key, sizeof secret_key);
  return public_key;
}

bool IsEd25519(std::string_view signature, std::string_view message, const VerifierKey& key) {
  return signature.size() == crypto_sign_ed25519_BYTES &&
         crypto_sign_ed25519_verify_detached(Octets(signature), Octets(message), message.size(),
                                             key.public_key.data()) == 0;
}

// What a witness signs: tlog-cosignature, "Ed25519 signed message".
std::string CosignedMessage(std::string_view text, std::uint64_t time) {
  std::string message = "cosignature/v1\ntime " + std::to_string(time) + "\n";
  return message.append(text);
}

bool IsGood(const NoteSignature& signature, std::string_view text, const VerifierKey& key) {
  if (key.type == KeyType::kEd25519) return IsEd25519(signature.bytes, text, key);
  const auto time = CosignatureTime(signature);
  return time && IsEd25519(std::string_view(signature.bytes).substr(kTimeSize),
                           CosignedMessage(text, *time), key);
}

std::optional<NoteSignature> ParseSignature(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !IsKeyName(line.substr(0, space))) return std::nullopt;
  const auto bytes = FromBase64(line.substr(space + 1));
  if (!bytes || bytes->size() <= kKeyIdSize) return std::nullopt;
  NoteSignature signature;
  signature.name = line.substr(0, space);
  std::copy_n(bytes->begin(), kKeyIdSize, signature.key_id.begin());
  signature.bytes = bytes->substr(kKeyIdSize);
  return signature;
}

}  // namespace

bool IsKeyName(std::string_view name) {
  if (name.empty()) return false;
  while (!name.empty()) {
    const auto c = TakeCharacter(&name);
    if (!c || IsSpace(*c) || IsControl(*c) || *c == '+') return false;
  }
  return true;
}

Result<VerifierKey> VerifierKey::Parse(std::string_view text) {
  const std::size_t id_at = text.find('+') + 1;
  const std::size_t material_at = id_at == 0 ? 0 : text.find('+', id_at) + 1;
  if (material_at == 0) return NotAKey("it is not name+id+key; copy the whole line");
  VerifierKey key;
  key.name = text.substr(0, id_at - 1);
  if (!IsKeyName(key.name)) {
    return NotAKey("its name is empty, or holds a space, a control character or invalid UTF-8");
  }
  const auto material = FromBase64(text.substr(material_at));
  if (!material || material->size() != 1 + key.public_key.size()) {
    return NotAKey("its last part is not the Base64 of 33 bytes; was it cut off?");
  }
  key.type = static_cast<KeyType>(material->front());
  if (key.type != KeyType::kEd25519 && key.type != KeyType::kCosignature) {
    return NotAKey("it is neither an Ed25519 key (01) nor an Ed25519 cosignature key (04)");
  }
  std::copy(material->begin() + 1, material->end(), key.public_key.begin());
  if (text.substr(id_at, material_at - 1 - id_at) != Hex(Bytes(key.Id()))) {
    return NotAKey("its id does not fit its name and key, whose id is " + Hex(Bytes(key.Id())) +
                   "; was it changed on the way?");
  }
  return key;
}

std::string VerifierKey::ToString() const {
  return name + "+" + Hex(Bytes(Id())) + "+" + Base64(Material(*this));
}

std::array<std::uint8_t, 4> VerifierKey::Id() const {
  const Hash hash = Sha256Of({name, "\n", Material(*this)});
  return {hash[0], hash[1], hash[2], hash[3]};
}

VerifierKey VerifierKeyOf(std::string name, KeyType type, const Secret& seed) {
  return {std::move(name), type, PublicKeyOf(seed)};
}

Result<Note> Note::Parse(std::string_view bytes) {
  if (bytes.size() > kMostBytes) {
    return Error(Status::kBadInput, "note",
                 "it is " + std::to_string(bytes.size()) + " bytes long; at most " +
                     std::to_string(kMostBytes) + " are read");
  }
  const std::size_t plain = PlainPrefix(bytes);
  if (plain != bytes.size()) {
    return At("note", LineOf(bytes, plain), "this is a control character or invalid UTF-8");
  }
  // The text may hold blank lines too.
  const std::size_t blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos) {
    return Error(Status::kBadInput, "note",
                 "there is no blank line before the signatures; it is not signed, or was cut off");
  }
  Note note;
  note.text = bytes.substr(0, blank + 1);
  std::string_view rest = bytes.substr(blank + 2);
  while (!rest.empty()) {
    const std::size_t line_number = LineOf(bytes, bytes.size() - rest.size());
    const auto line = TakeLine(&rest);
    if (!line) return At("note", line_number, "this line does not end; was the note cut off?");
    if (note.signatures.size() == kMostSignatures) {
      return At("note", line_number,
                "at most " + std::to_string(kMostSignatures) + " signatures are read");
    }
    auto signature = ParseSignature(*line);
    if (!signature) {
      return At("note", line_number,
                "this is not a signature: an em dash, the key's name and the signature in Base64");
    }
    note.signatures.push_back(*std::move(signature));
  }
  if (note.signatures.empty()) {
    return At("note", LineOf(bytes, bytes.size()), "no signature follows the blank line");
  }
  return note;
}

std::string Note::ToString() const {
  std::string bytes = text + "\n";
  for (const NoteSignature& signature : signatures) {
    std::string blob(Bytes(signature.key_id));
    blob += signature.bytes;
    bytes.append(kDash).append(signature.name).append(" ").append(Base64(blob)).append("\n");
  }
  return bytes;
}

bool Note::SignedBy(const VerifierKey& key) const {
  const auto id = key.Id();
  bool found = false;
  for (const NoteSignature& signature : signatures) {
    if (signature.name != key.name || signature.key_id != id) continue;
    // signed-note: where one signature of a known key is bad, the whole note is.
    if (!IsGood(signature, text, key)) return false;
    found = true;
  }
  return found;
}

NoteSignature Sign(std::string_view text, const VerifierKey& key, const Secret& seed) {
  return {key.name, key.Id(), SignEd25519(text, seed, PublicKeyOf(seed))};
}

NoteSignature SignMatched(std::string_view text, const VerifierKey& key, const Secret& seed) {
  return {key.name, key.Id(), SignEd25519(text, seed, key.public_key)};
}

std::optional<std::uint64_t> CosignatureTime(const NoteSignature& signature) {
  if (signature.bytes.size() != kCosignatureSize) return std::nullopt;
  std::uint64_t time = 0;
  for (std::size_t i = 0; i < kTimeSize; ++i) {
    time = time << 8 | static_cast<unsigned char>(signature.bytes[i]);
  }
  // tlog-cosignature: the time must not exceed 2^63 - 1.
  if (time > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return std::nullopt;
  }
  return time;
}

Result<Checkpoint> Checkpoint::Parse(std::string_view text) {
  const std::size_t plain = PlainPrefix(text);
  if (plain != text.size()) {
    return At("checkpoint", LineOf(text, plain), "this is a control character or invalid UTF-8");
  }
  std::string_view rest = text;
  const auto origin = TakeLine(&rest);
  const auto size = TakeLine(&rest);
  const auto root = TakeLine(&rest);
  if (!root) {
    return Error(Status::kBadInput, "checkpoint",
                 "it is not three lines: the log's origin, its size, and its root in Base64");
  }
  if (origin->empty()) return At("checkpoint", 1, "the log's origin is missing");
  const auto number = ParseDecimal(*size);
  if (!number) return At("checkpoint", 2, "the size is not a decimal number of at most 64 bits");
  const auto hash = HashFromBase64(*root);
  if (!hash) return At("checkpoint", 3, "the root is not the Base64 of 32 bytes");
  if (!rest.empty()) return At("checkpoint", 4, "there must be no line after the root");
  return Checkpoint{std::string(*origin), *number, *hash};
}

std::string Checkpoint::ToString() const {
  return origin + "\n" + std::to_string(size) + "\n" + Base64(Bytes(root)) + "\n";
}

Result<Checkpoint> CheckpointIn(std::string_view note) {
  BSUP_TRY(const Note parsed, Note::Parse(note));
  return Checkpoint::Parse(parsed.text);
}

}  // namespace bsup::core
