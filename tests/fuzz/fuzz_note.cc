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

const bsup::Secret& Seed() {
  static const bsup::Secret seed(std::string(bsup::Secret::kSize, 's'));
  return seed;
}

bsup::VerifierKey Key(bsup::KeyType type) {
  return bsup::VerifierKeyOf("log.example", type, Seed());
}

void NoKeySigned(bsup::Note note) {
  using bsup::KeyType;
  static const bsup::VerifierKey log = Key(KeyType::kEd25519);
  static const bsup::VerifierKey witness = Key(KeyType::kCosignature);
  // Under our name and id, so that the signature itself is looked at.
  for (const bsup::VerifierKey& key : {log, witness}) {
    for (bsup::NoteSignature& signature : note.signatures) {
      signature.name = key.name;
      signature.key_id = key.Id();
    }
    Require(!note.SignedBy(key), "a signature that nobody made is good");
  }
  note.signatures = {bsup::Sign(note.text, log, Seed()),
                     bsup::Cosign(note.text, witness, Seed(), 1'679'315'147)};
  const auto read = bsup::Note::Parse(note.ToString());
  Require(read.ok() || note.ToString().size() > bsup::Note::kMostBytes,
          "a text that could be read cannot be once it is signed");
  Require(!read || (read->SignedBy(log) && read->SignedBy(witness)), "a good signature is not");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto note = bsup::Note::Parse(bytes);
  if (note) {
    Require(note->ToString() == bytes, "a note is written otherwise than it was read");
    NoKeySigned(*note);
  } else {
    Require(!note.error().problems.empty(), "an error without a problem");
  }
  const auto checkpoint = bsup::Checkpoint::Parse(note ? std::string_view(note->text) : bytes);
  if (checkpoint) {
    Require(checkpoint->ToString() == (note ? std::string_view(note->text) : bytes),
            "a checkpoint is written otherwise than it was read");
  }
  const auto key = bsup::VerifierKey::Parse(bytes);
  if (key) Require(key->ToString() == bytes, "a key is written otherwise than it was read");
  return 0;
}
