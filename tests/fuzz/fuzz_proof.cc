// Proofs of records nobody vouches for: they are written as they were read, and prove nothing; with
// their checkpoint signed by the log, they prove only what the tree's definition says.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "trail/log/merkle.h"
#include "trail/log/proof.h"

namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

// The proof against another head, which the log did sign.
bsup::core::RecordProof Signed(bsup::core::RecordProof proof, const bsup::core::Checkpoint& head,
                               const bsup::core::VerifierKey& key, const bsup::core::Secret& seed) {
  const std::string text = head.ToString();
  proof.checkpoint = bsup::core::Note{text, {bsup::core::Sign(text, key, seed)}}.ToString();
  return proof;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bsup::core::Secret seed(std::string(bsup::core::Secret::kSize, 's'));
  static const auto key =
      bsup::core::VerifierKeyOf("log.example", bsup::core::KeyType::kEd25519, seed);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto proof = bsup::core::RecordProof::Parse(bytes);
  if (!proof) {
    Require(!proof.error().problems.empty(), "an error without a problem");
    return 0;
  }
  Require(proof->ToString() == bytes, "a proof is written otherwise than it was read");
  const std::string_view record = "record";
  Require(!proof->Check(record, key), "a log that nobody signed has a record");

  const auto note = bsup::core::Note::Parse(proof->checkpoint);
  Require(note.ok(), "a proof was read whose checkpoint cannot be");
  auto head = bsup::core::Checkpoint::Parse(note->text);
  if (!head) return 0;
  head->origin = key.name;
  const bool proves = bsup::core::ProvesInclusion(proof->hashes, bsup::core::LeafHash(record),
                                                  proof->index, head->size, head->root);
  Require(Signed(*proof, *head, key, seed).Check(record, key).ok() == proves,
          "a proof is not what its tree says");

  // The one record of a log of one needs no hashes, whatever else stands in the proof.
  const bsup::core::Checkpoint only{key.name, 1, bsup::core::LeafHash(record)};
  Require(Signed(*proof, only, key, seed).Check(record, key).ok() ==
              (proof->index == 0 && proof->hashes.empty()),
          "a proof of the only record is not that it needs none");
  return 0;
}
