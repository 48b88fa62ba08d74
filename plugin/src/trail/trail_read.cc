// Reading: records with their parts opened, documents, and proofs of one record.
#include <algorithm>
#include <utility>

#include "trail/keys/sealed_record.h"
#include "trail/log/proof.h"
#include "trail/trail_impl.h"

namespace bsup::core {
namespace {

std::uint32_t KindsOf(const ReadFilter& filter) {
  std::uint32_t kinds = 0;
  for (std::size_t i = 0; i < kRecordKindNames.size(); ++i) {
    const RecordClass its_class = ClassOf(static_cast<RecordKind>(i));
    const bool wanted = its_class == RecordClass::kPractice    ? filter.practice
                        : its_class == RecordClass::kStatutory ? filter.statutory
                                                               : filter.own;
    if (wanted) kinds |= std::uint32_t{1} << i;
  }
  return kinds & filter.kinds;
}

// The head with the signatures that witnesses gave to the same text.
Result<std::string> HeadWithCosignatures(Store* store) {
  const Result<HeadRow> head = store->Head();
  if (!head) return head.error();
  const Result<std::vector<std::string>> others = store->Cosigned(head->size);
  if (!others) return others.error();
  if (others->empty()) return head->note;
  Result<Note> note = Note::Parse(head->note);
  if (!note) return std::move(note).error();
  for (const std::string& text : *others) {
    const Result<Note> other = Note::Parse(text);
    if (!other || other->text != note->text) continue;
    for (const NoteSignature& signature : other->signatures) {
      if (std::ranges::find(note->signatures, signature) == note->signatures.end()) {
        note->signatures.push_back(signature);
      }
    }
  }
  return note->ToString();
}

}  // namespace

Result<std::optional<RecordRange>> Trail::Impl::RangeOf(const ReadFilter& filter,
                                                        std::size_t limit) const {
  if (auto unusable = Unusable()) return *std::move(unusable);
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
    const auto key = vault->FindPerson(*filter.person);
    if (!key) return key.error();
    if (!*key) return std::optional<RecordRange>();
    range.person = IndexTag((*key)->key);
  }
  return std::optional(range);
}

Result<RecordPage> Trail::Read(const ReadFilter& filter, std::size_t limit) {
  const Result<std::optional<RecordRange>> range = impl_->RangeOf(filter, limit);
  if (!range) return range.error();
  if (!*range) return RecordPage{};
  auto sealed = impl_->Reading<std::vector<SealedRecord>>(
      [&](Store& store) -> Result<std::vector<SealedRecord>> {
        const auto rows = store.ReadRange(**range, limit);
        if (!rows) return rows.error();
        std::vector<SealedRecord> found;
        for (const RecordRow& row : *rows) {
          Result<SealedRecord> record = SealedRecord::Read(&store, row.bytes);
          if (!record) return std::move(record).error();
          found.push_back(*std::move(record));
        }
        return found;
      });
  if (!sealed) return std::move(sealed).error();
  RecordOpener opener(impl_->vault.get(), impl_->origin);
  RecordPage page;
  for (SealedRecord& record : *sealed) {
    Result<OpenedRecord> opened = opener.FetchAndOpen(std::move(record));
    if (!opened) return std::move(opened).error();
    page.records.push_back(*std::move(opened));
  }
  if (page.records.size() == limit) page.next = page.records.back().record.sequence + 1;
  return page;
}

Result<OpenedRecord> Trail::ReadOne(std::uint64_t sequence) {
  auto sealed = impl_->Reading<SealedRecord>(
      [&](Store& store) { return SealedRecord::ReadOne(&store, sequence); });
  if (!sealed) return std::move(sealed).error();
  return RecordOpener(impl_->vault.get(), impl_->origin).FetchAndOpen(*std::move(sealed));
}

Result<std::vector<OpenedRecord>> Trail::PolicyRecords(const Hash& document) {
  auto sealed = impl_->Reading<std::vector<SealedRecord>>(
      [&](Store& store) -> Result<std::vector<SealedRecord>> {
        const auto sequences = store.Policies();
        if (!sequences) return sequences.error();
        std::vector<SealedRecord> found;
        for (std::uint64_t sequence : *sequences) {
          Result<SealedRecord> record = SealedRecord::ReadOne(&store, sequence);
          if (!record) return std::move(record).error();
          if (record->record.document == document) found.push_back(*std::move(record));
        }
        return found;
      });
  if (!sealed) return std::move(sealed).error();
  RecordOpener opener(impl_->vault.get(), impl_->origin);
  std::vector<OpenedRecord> found;
  for (SealedRecord& record : *sealed) {
    Result<OpenedRecord> opened = opener.FetchAndOpen(std::move(record));
    if (!opened) return std::move(opened).error();
    found.push_back(*std::move(opened));
  }
  return found;
}

Result<bool> Trail::HasDocument(const Hash& digest) {
  return impl_->Reading<bool>([&](Store& store) { return store.HasDocument(digest); });
}

Result<std::optional<std::string>> Trail::ReadDocument(const Hash& digest) {
  return impl_->Reading<std::optional<std::string>>(
      [&](Store& store) { return store.Document(digest); });
}

Result<std::string> Trail::Head() {
  return impl_->Reading<std::string>([](Store& store) { return HeadWithCosignatures(&store); });
}

Result<std::uint64_t> Trail::Size() {
  return impl_->Reading<std::uint64_t>([](Store& store) { return store.Size(); });
}

Result<std::string> Trail::Leaf(std::uint64_t sequence) {
  return impl_->Reading<std::string>([&](Store& store) -> Result<std::string> {
    Result<RecordRow> row = ReadRow(&store, sequence);
    if (!row) return std::move(row).error();
    return std::move(row->bytes);
  });
}

Result<std::string> Trail::Prove(std::uint64_t sequence) {
  return impl_->Reading<std::string>([&](Store& store) -> Result<std::string> {
    const Result<HeadRow> head = store.Head();
    if (!head) return head.error();
    if (sequence >= head->size) return NoSuchRecord(sequence, head->size);
    RecordProof proof;
    proof.index = sequence;
    Result<std::vector<Hash>> hashes = InclusionProof(sequence, head->size, store.Nodes());
    if (!hashes) return std::move(hashes).error();
    proof.hashes = *std::move(hashes);
    Result<std::string> note = HeadWithCosignatures(&store);
    if (!note) return note;
    proof.checkpoint = *std::move(note);
    return proof.ToString();
  });
}

Result<std::vector<Hash>> Trail::ProveConsistency(std::uint64_t from) {
  return impl_->Reading<std::vector<Hash>>([&](Store& store) -> Result<std::vector<Hash>> {
    const Result<HeadRow> head = store.Head();
    if (!head) return head.error();
    if (from == 0 || from > head->size) {
      return Error(Status::kUsage, "from",
                   "give a size from 1 to that of the trail, " + std::to_string(head->size));
    }
    return ConsistencyProof(from, head->size, store.Nodes());
  });
}

}  // namespace bsup::core
