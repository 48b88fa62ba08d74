#include "trail/verify/erasures.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "trail/log/erasure_list.h"
#include "trail/log/record.h"
#include "trail/seal/hash.h"

namespace bsup::core {
Checked Erasures::Load(Sqlite* store, std::uint64_t records) {
  BSUP_TRY(SqliteStatement rows, store->Prepare("SELECT sequence, key FROM erased WHERE sequence "
                                                ">= 0 AND sequence < ?1 ORDER BY sequence"));
  BSUP_TRY(SqliteStatement record, store->Prepare("SELECT bytes FROM record WHERE sequence = ?1"));
  BSUP_TRY(SqliteStatement document,
           store->Prepare("SELECT bytes FROM document WHERE digest = ?1"));

  Checked first;
  rows.Bind(1, static_cast<std::int64_t>(records));
  for (;;) {
    BSUP_TRY(const bool row, rows.Step());
    if (!row) break;
    const auto sequence = static_cast<std::uint64_t>(rows.Integer(0));
    Checked loaded = LoadOne(sequence, rows.Blob(1), &record, &document);
    if (!loaded && loaded.error().verdict == Verdict::kUnreadable) return loaded;
    if (first) first = std::move(loaded);
    record.Reset();
    document.Reset();
  }

  complete_ = static_cast<bool>(first);
  std::ranges::sort(ranges_, {}, &Range::first);
  for (std::size_t i = 1; i < ranges_.size(); ++i) {
    if (first && ranges_[i].first <= ranges_[i - 1].last) {
      return TamperedAt(ranges_[i].first, "two erasures list it");
    }
  }
  return first;
}

Checked Erasures::LoadOne(std::uint64_t sequence, std::string_view key, SqliteStatement* record,
                          SqliteStatement* document) {
  record->Bind(1, static_cast<std::int64_t>(sequence));
  BSUP_TRY(const bool has_record, record->Step());
  if (!has_record) return TamperedAt(sequence, "it is noted as an erasure, and is missing");
  const Result<Record> parsed = Record::Parse(record->Blob(0));
  if (!parsed)
    return TamperedAt(sequence, "its bytes are not a record: " + parsed.error().Message());
  if (parsed->kind != RecordKind::kErasure || !parsed->document) {
    return TamperedAt(sequence, "it is noted as an erasure, and is not one");
  }

  document->BindBlob(1, Bytes(*parsed->document));
  BSUP_TRY(const bool has_list, document->Step());
  if (!has_list) return TamperedAt(sequence, "the list of what it erased is missing");
  const std::string_view text = document->Blob(0);
  if (Sha256Of({text}) != *parsed->document) {
    return TamperedAt(sequence, "the list of what it erased is not the one it rests on");
  }

  KeyId destroyed{};
  if (key.size() != destroyed.size()) {
    return TamperedAt(sequence, "the key noted as erased is not the name of a key");
  }
  std::copy(key.begin(), key.end(), destroyed.begin());
  const std::optional<ErasureList> list = ErasureList::Parse(text);
  if (!list || (!list->sequences.empty() && list->sequences.back() >= sequence)) {
    return TamperedAt(sequence, "its list is not canonical, or not in order");
  }
  if (list->key != destroyed) {
    return TamperedAt(sequence, "the key noted as erased is not the one its list names");
  }
  for (const std::uint64_t listed : list->sequences) {
    const bool follows = listed != list->sequences.front() && listed == ranges_.back().last + 1;
    if (follows) {
      ranges_.back().last = listed;
    } else {
      ranges_.push_back({listed, listed});
    }
  }
  destroyed_.insert(destroyed);
  erasures_.push_back(sequence);
  return {};
}

Checked Erasures::NoneOutside(Sqlite* store, std::uint64_t records) {
  BSUP_TRY(SqliteStatement first, store->Prepare("SELECT sequence FROM erased WHERE sequence < 0 "
                                                 "OR sequence >= ?1 ORDER BY sequence LIMIT 1"));
  first.Bind(1, static_cast<std::int64_t>(records));
  BSUP_TRY(const bool row, first.Step());
  if (!row) return {};
  if (first.Integer(0) < 0) return Tampered("an erasure is noted at a negative sequence");
  return TamperedAt(static_cast<std::uint64_t>(first.Integer(0)),
                    "it is noted as an erasure, and is missing");
}

bool Erasures::Has(std::uint64_t sequence) const {
  return std::ranges::binary_search(erasures_, sequence);
}

bool Erasures::Lists(std::uint64_t sequence) const {
  const auto after = std::ranges::upper_bound(ranges_, sequence, {}, &Range::first);
  return after != ranges_.begin() && sequence <= std::prev(after)->last;
}

}  // namespace bsup::core
