#include "trail/write/proven_erasure.h"

#include <optional>
#include <string>
#include <vector>

#include "trail/log/erasure_list.h"
#include "trail/log/merkle.h"
#include "trail/log/record.h"
#include "trail/seal/hash.h"

namespace bsup::core {
namespace {

Result<bool> IsProven(Store* store, const ErasedRow& row) {
  BSUP_TRY(const std::uint64_t size, store->Size());
  if (row.sequence >= size) return false;
  BSUP_TRY(const auto stored, store->ReadRecord(row.sequence));
  if (!stored) return false;
  BSUP_TRY(const Hash root, store->Root(size));
  BSUP_TRY(const std::vector<Hash> path, InclusionProof(row.sequence, size, store->Nodes()));
  if (!ProvesInclusion(path, LeafHash(stored->bytes), row.sequence, size, root)) return false;

  const Result<Record> record = Record::Parse(stored->bytes);
  if (!record || record->sequence != row.sequence || record->kind != RecordKind::kErasure ||
      !record->document) {
    return false;
  }
  BSUP_TRY(const auto text, store->Document(*record->document));
  if (!text || Sha256Of({*text}) != *record->document) return false;
  const std::optional<ErasureList> list = ErasureList::Parse(*text);
  return list && list->key == row.key;
}

}  // namespace

Result<void> ProveErasure(Store* store, const ErasedRow& row, const std::string& path) {
  BSUP_TRY(const bool proven, IsProven(store, row));
  if (proven) return {};
  return Error(Status::kTampered, path,
               "it says that record " + std::to_string(row.sequence) +
                   " erased a person, and the record does not; no key was destroyed. Run verify, "
                   "and go on from a backup");
}

}  // namespace bsup::core
