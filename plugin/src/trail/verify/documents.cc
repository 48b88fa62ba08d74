#include "trail/verify/documents.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "trail/seal/hash.h"

namespace bsup::core {

Checked DocumentCheck::Begin() {
  BSUP_TRY(find_, store_->Prepare("SELECT bytes FROM document WHERE digest = ?1"));
  return {};
}

Checked DocumentCheck::Next(const Record& record) {
  if (!record.document) {
    if (!RowOf(record.kind)->needs_document) return {};
    return TamperedAt(record.sequence, "its kind rests on a document, and it names none");
  }
  if (good_.contains(*record.document)) return {};
  find_->Reset();
  find_->BindBlob(1, Bytes(*record.document));
  BSUP_TRY(const bool row, find_->Step());
  if (!row) return TamperedAt(record.sequence, "the document it rests on is missing");
  if (Sha256Of({find_->Blob(0)}) != *record.document) {
    return TamperedAt(record.sequence, "the document it rests on is not what its digest says");
  }
  if (good_.size() >= kMostRemembered) good_.clear();
  good_.insert(*record.document);
  return {};
}

Checked DocumentCheck::Rest() {
  BSUP_TRY(SqliteStatement all, store_->Prepare("SELECT digest, bytes FROM document"));
  for (;;) {
    BSUP_TRY(const bool row, all.Step());
    if (!row) return {};
    Hash digest{};
    const std::string_view named = all.Blob(0);
    if (named.size() == digest.size()) {
      std::copy(named.begin(), named.end(), digest.begin());
      if (good_.contains(digest)) continue;
      if (Sha256Of({all.Blob(1)}) == digest) continue;
    }
    return Tampered("a document that no record rests on is not what its digest says");
  }
}

}  // namespace bsup::core
