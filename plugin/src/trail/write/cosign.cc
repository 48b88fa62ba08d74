#include "trail/write/cosign.h"

#include <utility>
#include <vector>

namespace bsup::core {

Result<void> AddCosignature(Writer* writer, const std::string& origin, std::string_view text,
                            const VerifierKey& witness) {
  BSUP_TRY(Note note, Note::Parse(text));
  BSUP_TRY(const Checkpoint checkpoint, Checkpoint::Parse(note.text));
  if (checkpoint.origin != origin) {
    return Error(Status::kBadInput, "note",
                 "this checkpoint belongs to " + checkpoint.origin + "; this trail is " + origin);
  }
  if (witness.type != KeyType::kCosignature || !note.SignedBy(witness)) {
    return Error(Status::kBadInput, "note",
                 "it is not signed by " + witness.name + " as a witness; ask for its cosignature");
  }
  std::erase_if(note.signatures, [&](const NoteSignature& signature) {
    return signature.name != witness.name || signature.key_id != witness.Id();
  });
  return writer->Exclusively([&](Store& store) -> Result<void> {
    BSUP_TRY(const std::uint64_t size, store.Size());
    if (checkpoint.size > size) {
      return Error(Status::kTampered, "note",
                   "rolled back: the witness has seen " + std::to_string(checkpoint.size) +
                       " records, and the trail has " + std::to_string(size));
    }
    BSUP_TRY(const Hash root, store.Root(checkpoint.size));
    if (root != checkpoint.root) {
      return Error(Status::kTampered, "note",
                   "forked: the witness has seen another tree than this");
    }
    BSUP_TRY(store.BeginWrite());
    BSUP_TRY(store.AddCosigned(checkpoint.size, witness.name, note.ToString()));
    return store.Commit();
  });
}

}  // namespace bsup::core
