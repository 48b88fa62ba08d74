#include "trail/log/proof.h"

#include "trail/log/lines.h"
#include "trail/log/merkle.h"

namespace bsup::core {
namespace {

constexpr std::string_view kHead = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kMostHashes = 64;
constexpr std::size_t kMostProofBytes = 2 * Note::kMostBytes;

Error At(std::size_t line, std::string what) {
  return {Status::kBadInput, "proof:" + std::to_string(line), std::move(what)};
}

Error CutOff(std::size_t line) { return At(line, "the proof ends here; was it cut off?"); }

Error Fails(std::string where, std::string what) {
  return {Status::kBadInput, std::move(where), std::move(what)};
}

Error DoesNotHold(std::string where, std::string what) {
  return {Status::kTampered, std::move(where), std::move(what)};
}

}  // namespace

Result<RecordProof> RecordProof::Parse(std::string_view text) {
  if (text.size() > kMostProofBytes) {
    return Fails("proof", "it is " + std::to_string(text.size()) + " bytes long; at most " +
                              std::to_string(kMostProofBytes) + " are read");
  }
  RecordProof proof;
  std::string_view rest = text;
  std::size_t number = 1;
  auto line = TakeLine(&rest);
  if (line != kHead) return At(number, "a proof begins with the line " + std::string(kHead));

  line = TakeLine(&rest);
  ++number;
  if (line && line->starts_with(kExtra)) {
    auto extra = FromBase64(line->substr(kExtra.size()));
    if (!extra || extra->empty()) return At(number, "the extra data are not in Base64");
    proof.extra = *std::move(extra);
    line = TakeLine(&rest);
    ++number;
  }
  if (!line) return CutOff(number);
  const auto index = line->starts_with(kIndex) ? ParseDecimal(line->substr(kIndex.size()))
                                               : std::optional<std::uint64_t>();
  if (!index) return At(number, "this line must be `index` and the record's sequence");
  proof.index = *index;

  while (true) {
    line = TakeLine(&rest);
    ++number;
    if (!line) return CutOff(number);
    if (line->empty()) break;
    const auto hash = HashFromBase64(*line);
    if (!hash) return At(number, "this is not the Base64 of a hash of 32 bytes");
    if (proof.hashes.size() == kMostHashes) {
      return At(number, "no proof needs more than " + std::to_string(kMostHashes) + " hashes");
    }
    proof.hashes.push_back(*hash);
  }

  const auto note = Note::Parse(rest);
  if (!note) {
    return Fails("proof: checkpoint from line " + std::to_string(number + 1),
                 note.error().Message());
  }
  proof.checkpoint = rest;
  return proof;
}

std::string RecordProof::ToString() const {
  std::string text(kHead);
  text += '\n';
  if (!extra.empty()) text.append(kExtra).append(Base64(extra)).append("\n");
  text.append(kIndex).append(std::to_string(index)).append("\n");
  for (const Hash& hash : hashes) text.append(Base64(Bytes(hash))).append("\n");
  return text.append("\n").append(checkpoint);
}

Result<Checkpoint> RecordProof::Check(std::string_view record, const VerifierKey& key) const {
  BSUP_TRY(const auto note, Note::Parse(checkpoint));
  if (!note.SignedBy(key)) {
    return DoesNotHold("checkpoint", "it has no good signature of the key " + key.name +
                                         "; it was changed, or another key signed it");
  }
  BSUP_TRY(auto head, Checkpoint::Parse(note.text));
  if (head.origin != key.name) {
    return DoesNotHold("checkpoint:1",
                       "the key " + key.name + " does not belong to the log " + head.origin);
  }
  if (index >= head.size) {
    return DoesNotHold("proof", "the log has " + std::to_string(head.size) +
                                    " records, and no record " + std::to_string(index));
  }
  if (!ProvesInclusion(hashes, LeafHash(record), index, head.size, head.root)) {
    return DoesNotHold("proof",
                       "it does not lead from this record to the root of the checkpoint: the "
                       "record or the proof was changed, or they do not belong together");
  }
  return head;
}

}  // namespace bsup::core
