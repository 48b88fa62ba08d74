// Reading: records with their parts opened, documents, and proofs of one record.
#include <algorithm>
#include <utility>

#include "trail/keys/sealed_record.h"
#include "trail/log/proof.h"
#include "trail/trail_impl.h"

namespace bsup::core {
namespace {

RecordKinds KindsOf(const ReadFilter& filter) {
  RecordKinds kinds;
  for (const RecordKind kind : filter.kinds) {
    const RecordClass its_class = ClassOf(kind);
    const bool wanted = its_class == RecordClass::kPractice    ? filter.practice
                        : its_class == RecordClass::kStatutory ? filter.statutory
                                                               : filter.own;
    if (wanted) kinds.Add(kind);
  }
  return kinds;
}

// The head with the signatures that witnesses gave to the same text.
Result<std::string> HeadWithCosignatures(Store* store) {
  BSUP_TRY(const HeadRow head, store->Head());
  BSUP_TRY(const std::vector<std::string> others, store->Cosigned(head.size));
  if (others.empty()) return head.note;
  BSUP_TRY(Note note, Note::Parse(head.note));
  for (const std::string& text : others) {
    const Result<Note> other = Note::Parse(text);
    if (!other || other->text != note.text) continue;
    for (const NoteSignature& signature : other->signatures) {
      if (std::ranges::find(note.signatures, signature) == note.signatures.end()) {
        note.signatures.push_back(signature);
      }
    }
  }
  return note.ToString();
}

}  // namespace

Result<std::optional<RecordRange>> Trail::Impl::RangeOf(const ReadFilter& filter,
                                                        std::size_t limit) const {
  BSUP_TRY(Unusable());
  if (limit == 0 || limit > kMostPage) {
    return Error(Status::kUsage, "limit",
                 "a page has 1 to " + std::to_string(kMostPage) + " records");
  }
  RecordRange range;
  range.kinds = KindsOf(filter);
  range.at_least = filter.after;
  if (filter.from) range.from_day = filter.from->number();
  if (filter.until) range.until_day = filter.until->number();
  if (filter.person) {
    BSUP_TRY(const auto key, vault->FindPerson(*filter.person));
    if (!key) return std::optional<RecordRange>();
    range.person = IndexTag(key->key);
  }
  return std::optional(range);
}

Result<std::vector<OpenedRecord>> Trail::Impl::OpenAll(std::vector<SealedRecord> sealed) const {
  RecordOpener opener(vault.get(), origin);
  std::vector<OpenedRecord> opened;
  opened.reserve(sealed.size());
  for (SealedRecord& record : sealed) {
    BSUP_TRY(opened.emplace_back(), opener.FetchAndOpen(std::move(record)));
  }
  return opened;
}

Result<RecordPage> Trail::Read(const ReadFilter& filter, std::size_t limit) {
  BSUP_TRY(const std::optional<RecordRange> range, impl_->RangeOf(filter, limit));
  if (!range) return RecordPage{};
  const auto read = [&](Store& store) -> Result<std::vector<SealedRecord>> {
    BSUP_TRY(const auto rows, store.ReadRange(*range, limit));
    std::vector<SealedRecord> found;
    for (const RecordRow& row : rows) {
      BSUP_TRY(SealedRecord record, SealedRecord::Read(&store, row.bytes));
      found.push_back(std::move(record));
    }
    return found;
  };
  BSUP_TRY(std::vector<SealedRecord> sealed, impl_->Reading(read));
  RecordPage page;
  BSUP_TRY(page.records, impl_->OpenAll(std::move(sealed)));
  if (page.records.size() == limit) page.next = page.records.back().record.sequence + 1;
  return page;
}

Result<OpenedRecord> Trail::ReadOne(std::uint64_t sequence) {
  BSUP_TRY(SealedRecord sealed,
           impl_->Reading([&](Store& store) { return SealedRecord::ReadOne(&store, sequence); }));
  return RecordOpener(impl_->vault.get(), impl_->origin).FetchAndOpen(std::move(sealed));
}

Result<std::vector<OpenedRecord>> Trail::PolicyRecords(const Hash& document) {
  const auto read = [&](Store& store) -> Result<std::vector<SealedRecord>> {
    BSUP_TRY(const auto sequences, store.Policies());
    std::vector<SealedRecord> found;
    for (std::uint64_t sequence : sequences) {
      BSUP_TRY(SealedRecord record, SealedRecord::ReadOne(&store, sequence));
      if (record.record.document == document) found.push_back(std::move(record));
    }
    return found;
  };
  BSUP_TRY(std::vector<SealedRecord> sealed, impl_->Reading(read));
  return impl_->OpenAll(std::move(sealed));
}

Result<bool> Trail::HasDocument(const Hash& digest) {
  return impl_->Reading([&](Store& store) { return store.HasDocument(digest); });
}

Result<std::optional<std::string>> Trail::ReadDocument(const Hash& digest) {
  return impl_->Reading([&](Store& store) { return store.Document(digest); });
}

Result<std::string> Trail::Head() {
  return impl_->Reading([](Store& store) { return HeadWithCosignatures(&store); });
}

Result<std::uint64_t> Trail::Size() {
  return impl_->Reading([](Store& store) { return store.Size(); });
}

Result<std::string> Trail::Leaf(std::uint64_t sequence) {
  return impl_->Reading([&](Store& store) -> Result<std::string> {
    BSUP_TRY(RecordRow row, ReadRow(&store, sequence));
    return std::move(row.bytes);
  });
}

Result<std::string> Trail::Prove(std::uint64_t sequence) {
  return impl_->Reading([&](Store& store) -> Result<std::string> {
    BSUP_TRY(const HeadRow head, store.Head());
    if (sequence >= head.size) return NoSuchRecord(sequence, head.size);
    RecordProof proof;
    proof.index = sequence;
    BSUP_TRY(proof.hashes, InclusionProof(sequence, head.size, store.Nodes()));
    BSUP_TRY(proof.checkpoint, HeadWithCosignatures(&store));
    return proof.ToString();
  });
}

Result<std::vector<Hash>> Trail::ProveConsistency(std::uint64_t from) {
  return impl_->Reading([&](Store& store) -> Result<std::vector<Hash>> {
    BSUP_TRY(const HeadRow head, store.Head());
    if (from == 0 || from > head.size) {
      return Error(Status::kUsage, "from",
                   "give a size from 1 to that of the trail, " + std::to_string(head.size));
    }
    return ConsistencyProof(from, head.size, store.Nodes());
  });
}

}  // namespace bsup::core
