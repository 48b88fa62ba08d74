#include "trail/verify/cosigned.h"

#include <algorithm>
#include <utility>

namespace bsup::core {
namespace {

std::string Cosigned(std::uint64_t size) {
  return "the cosigned checkpoint of " + std::to_string(size) + " records ";
}

}  // namespace

Checked CosignedCheck::Begin(const VerifierKey& signer) {
  signer_ = signer;
  BSUP_TRY(rows_, store_->Prepare("SELECT size, name, note FROM cosigned ORDER BY size, name"));
  return Advance();
}

Checked CosignedCheck::Advance() {
  next_size_ = kNoMore;
  BSUP_TRY(const bool row, rows_->Step());
  if (!row) return {};
  if (rows_->Integer(0) < 0) return Tampered("a cosigned checkpoint has a negative size");
  next_size_ = static_cast<std::uint64_t>(rows_->Integer(0));
  return {};
}

Checked CosignedCheck::ReadRow(Row* row) {
  const Result<Note> note = Note::Parse(rows_->Blob(2));
  if (!note) return Tampered(Cosigned(next_size_) + "is not a note: " + note.error().Message());
  Result<Checkpoint> tree = Checkpoint::Parse(note->text);
  if (!tree)
    return Tampered(Cosigned(next_size_) + "is not a checkpoint: " + tree.error().Message());
  row->tree = std::move(*tree);
  if (row->tree.size != next_size_) return Tampered(Cosigned(next_size_) + "says another size");
  if (row->tree.origin != signer_.name) {
    return Tampered(Cosigned(next_size_) + "is of another trail");
  }
  const auto& signatures = note->signatures;
  if (std::none_of(signatures.begin(), signatures.end(), [&](const NoteSignature& signature) {
        return signature.name == rows_->Blob(1);
      })) {
    return Tampered(Cosigned(next_size_) + "is not signed in the name under which it is kept");
  }
  const auto claims = [&](const VerifierKey& key) {
    return std::any_of(signatures.begin(), signatures.end(), [&](const NoteSignature& signature) {
      return signature.name == key.name && signature.key_id == key.Id();
    });
  };
  row->by_trail = note->SignedBy(signer_);
  if (!row->by_trail && claims(signer_)) {
    return Tampered(Cosigned(next_size_) + "has a signature of the trail's key that is not good");
  }
  for (const VerifierKey& witness : *witnesses_) {
    if (note->SignedBy(witness)) {
      row->by_witness = true;
    } else if (claims(witness)) {
      return Tampered(Cosigned(next_size_) + "has a signature of its witness that is not good");
    }
  }
  return {};
}

Checked CosignedCheck::At(const Hash& root) {
  const std::uint64_t size = next_size_;
  while (next_size_ == size) {
    Row row;
    BSUP_TRY(ReadRow(&row));
    if (row.tree.root == root) {
      if (row.by_witness && size > 0) vouched_ = size;
    } else if (row.by_witness || row.by_trail) {
      if (against_)
        against_ = Finding{Verdict::kForked, std::nullopt, Cosigned(size) + "is of another tree"};
    } else {
      return Tampered(Cosigned(size) + "is of another tree, and not signed by a known key");
    }
    BSUP_TRY(Advance());
  }
  return {};
}

Checked CosignedCheck::Rest(std::uint64_t records, std::uint64_t signed_size) {
  while (next_size_ != kNoMore) {
    Row row;
    BSUP_TRY(ReadRow(&row));
    if (row.by_witness || row.by_trail) {
      if (against_) {
        against_ = Finding{Verdict::kRolledBack, records,
                           Cosigned(next_size_) + "is of more records than there are"};
      }
    } else if (next_size_ > signed_size) {
      return Tampered(Cosigned(next_size_) +
                      "is of more records than there are, and not signed by a known key");
    }
    BSUP_TRY(Advance());
  }
  return {};
}

}  // namespace bsup::core
