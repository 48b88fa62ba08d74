// Signed notes, checkpoints and verifier keys nobody vouches for.
//
// What can be read is written again to the same bytes, and no key has signed it.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "oracle/cosign.h"
#include "trail/log/note.h"

namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

const bsup::core::Secret& Seed() {
  static const bsup::core::Secret seed(std::string(bsup::core::Secret::kSize, 's'));
  return seed;
}

bsup::core::VerifierKey Key(bsup::core::KeyType type) {
  return bsup::core::VerifierKeyOf("log.example", type, Seed());
}

void NoKeySigned(bsup::core::Note note) {
  using bsup::core::KeyType;
  static const bsup::core::VerifierKey log = Key(KeyType::kEd25519);
  static const bsup::core::VerifierKey witness = Key(KeyType::kCosignature);
  // Under our name and id, so that the signature itself is looked at.
  for (const bsup::core::VerifierKey& key : {log, witness}) {
    for (bsup::core::NoteSignature& signature : note.signatures) {
      signature.name = key.name;
      signature.key_id = key.Id();
    }
    Require(!note.SignedBy(key), "a signature that nobody made is good");
  }
  note.signatures = {bsup::core::Sign(note.text, log, Seed()),
                     bsup::core::Cosign(note.text, witness, Seed(), 1'679'315'147)};
  const auto read = bsup::core::Note::Parse(note.ToString());
  Require(read.ok() || note.ToString().size() > bsup::core::Note::kMostBytes,
          "a text that could be read cannot be once it is signed");
  Require(!read || (read->SignedBy(log) && read->SignedBy(witness)), "a good signature is not");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto note = bsup::core::Note::Parse(bytes);
  if (note) {
    Require(note->ToString() == bytes, "a note is written otherwise than it was read");
    NoKeySigned(*note);
  } else {
    Require(!note.error().problems.empty(), "an error without a problem");
  }
  const auto checkpoint =
      bsup::core::Checkpoint::Parse(note ? std::string_view(note->text) : bytes);
  if (checkpoint) {
    Require(checkpoint->ToString() == (note ? std::string_view(note->text) : bytes),
            "a checkpoint is written otherwise than it was read");
  }
  const auto key = bsup::core::VerifierKey::Parse(bytes);
  if (key) Require(key->ToString() == bytes, "a key is written otherwise than it was read");
  return 0;
}
