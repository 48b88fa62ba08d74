#include "trail/verify/records.h"

#include <cstring>
#include <string>

namespace bsup::core {
namespace {

constexpr std::uint64_t kRecordsBetweenProgress = 4096;

// Why a row does not say what its record says; nullptr where it does.
const char* WrongColumn(const SqliteStatement& row, const Record& record) {
  if (row.Integer(1) != static_cast<std::int64_t>(record.kind)) return "its row says another kind";
  if (row.Integer(2) != record.day.number()) return "its row says another day";
  const bool answers =
      record.answers
          ? !row.IsNull(3) && row.Integer(3) == static_cast<std::int64_t>(*record.answers)
          : row.IsNull(3);
  return answers ? nullptr : "its row says that it answers another record";
}

}  // namespace

Checked RecordCheck::Run(std::uint64_t records,
                         const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  BSUP_TRY(SqliteStatement rows,
           store_->Prepare(
               "SELECT sequence, kind, day, answers, bytes, hashes FROM record ORDER BY sequence"));
  BSUP_TRY(payloads_->Begin());
  BSUP_TRY(documents_->Begin());
  BSUP_TRY(CheckHeads());
  for (;;) {
    BSUP_TRY(const bool row, rows.Step());
    if (!row) break;
    const std::uint64_t sequence = tree_.size();
    if (rows.Integer(0) < 0) return Tampered("a record has a negative sequence");
    if (rows.Integer(0) != static_cast<std::int64_t>(sequence)) {
      return TamperedAt(sequence, "it is missing, and there are later ones");
    }
    BSUP_TRY(CheckRow(rows, sequence));
    BSUP_TRY(CheckHeads());
    if (progress && tree_.size() % kRecordsBetweenProgress == 0) progress(tree_.size(), records);
  }
  if (progress) progress(records, records);
  // With records cut off, theirs may be left.
  if (records >= heads_->size()) return payloads_->End(records);
  return {};
}

Checked RecordCheck::CheckRow(const SqliteStatement& row, std::uint64_t sequence) {
  const std::string_view bytes = row.Blob(4);
  BSUP_TRY(CheckTree(bytes, row.Blob(5), sequence));
  const Result<Record> record = Record::Parse(bytes);
  if (!record) {
    return TamperedAt(sequence, "its bytes are not a record: " + record.error().Message());
  }
  if (record->sequence != sequence) return TamperedAt(sequence, "its bytes are of another record");
  if (const char* why = WrongColumn(row, *record)) return TamperedAt(sequence, why);
  if (record->kind == RecordKind::kErasure && !erasures_->Has(sequence)) {
    return TamperedAt(sequence, "it is an ERASURE, and is not noted as one");
  }
  BSUP_TRY(documents_->Next(*record));
  return payloads_->Next(*record);
}

Checked RecordCheck::CheckTree(std::string_view bytes, std::string_view hashes,
                               std::uint64_t sequence) {
  completed_.clear();
  tree_.Append(LeafHash(bytes), &completed_);
  if (hashes.size() != completed_.size() * sizeof(Hash)) {
    return TamperedAt(sequence, "its row holds the wrong number of hashes");
  }
  for (std::size_t level = 0; level < completed_.size(); ++level) {
    if (std::memcmp(hashes.data() + level * sizeof(Hash), completed_[level].data(), sizeof(Hash)) ==
        0) {
      continue;
    }
    if (level == 0) return TamperedAt(sequence, "its bytes are not those that were hashed");
    const std::uint64_t first = sequence + 1 - (std::uint64_t{1} << level);
    return TamperedAt(sequence, "the hash over records " + std::to_string(first) + " to " +
                                    std::to_string(sequence) +
                                    " is not theirs; one of them was changed, or the hash was");
  }
  return {};
}

Checked RecordCheck::CheckHeads() {
  const std::uint64_t size = tree_.size();
  if (heads_->next_size() != size) return {};
  return heads_->At(size, tree_.Root());
}

}  // namespace bsup::core
