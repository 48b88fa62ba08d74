#include "trail/verify/documents.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "trail/seal/hash.h"

namespace bsup::core {
namespace {

bool NeedsDocument(RecordKind kind) {
  return kind == RecordKind::kAdvice || kind == RecordKind::kPolicy || kind == RecordKind::kErasure;
}

}  // namespace

std::optional<Finding> DocumentCheck::Begin() {
  Result<SqliteStatement> find = store_->Prepare("SELECT bytes FROM document WHERE digest = ?1");
  if (!find) return Unreadable(find.error());
  find_ = std::move(*find);
  return std::nullopt;
}

std::optional<Finding> DocumentCheck::Next(const Record& record) {
  if (!record.document) {
    if (!NeedsDocument(record.kind)) return std::nullopt;
    return TamperedAt(record.sequence, "its kind rests on a document, and it names none");
  }
  if (good_.contains(*record.document)) return std::nullopt;
  find_->Reset();
  find_->BindBlob(1, Bytes(*record.document));
  Result<bool> row = find_->Step();
  if (!row) return Unreadable(row.error());
  if (!*row) return TamperedAt(record.sequence, "the document it rests on is missing");
  if (Sha256Of({find_->Blob(0)}) != *record.document) {
    return TamperedAt(record.sequence, "the document it rests on is not what its digest says");
  }
  if (good_.size() >= kMostRemembered) good_.clear();
  good_.insert(*record.document);
  return std::nullopt;
}

std::optional<Finding> DocumentCheck::Rest() {
  Result<SqliteStatement> all = store_->Prepare("SELECT digest, bytes FROM document");
  if (!all) return Unreadable(all.error());
  for (;;) {
    Result<bool> row = all->Step();
    if (!row) return Unreadable(row.error());
    if (!*row) return std::nullopt;
    Hash digest{};
    const std::string_view named = all->Blob(0);
    if (named.size() == digest.size()) {
      std::copy(named.begin(), named.end(), digest.begin());
      if (good_.contains(digest)) continue;
      if (Sha256Of({all->Blob(1)}) == digest) continue;
    }
    return Tampered("a document that no record rests on is not what its digest says");
  }
}

}  // namespace bsup::core
