#include "trail/read/reader.h"

#include <algorithm>
#include <utility>

#include "trail/log/proof.h"
#include "trail/seal/tag.h"

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

void Reader::Believe(const std::string& head) {
  const std::lock_guard guard(mutex_);
  believed_ = head;
}

Error Reader::NotSigned() {
  return {Status::kTampered, "",
          "the trail's checkpoint is not signed by its key; run verify on the trail"};
}

Result<bool> Reader::ProveHead() {
  BSUP_TRY(const HeadRow head, store_.Head());
  if (head.note == proven_) return true;
  const Result<Note> note = Note::Parse(head.note);
  if (!note) return NotSigned();
  Result<Checkpoint> checkpoint = Checkpoint::Parse(note->text);
  if (!checkpoint || checkpoint->origin != origin_) return NotSigned();
  if (head.note != believed_ && !note->SignedBy(key_)) {
    std::optional<VerifierKey> next;
    BSUP_TRY(const auto vkey, store_.About("vkey"));
    for (const Secret& seed : vault_->keys()->signing) {
      VerifierKey key = VerifierKeyOf(origin_, KeyType::kEd25519, seed);
      if (key.ToString() == vkey) next = std::move(key);
    }
    if (!next) return false;
    if (!note->SignedBy(*next)) return NotSigned();
    key_ = *std::move(next);
  }
  head_ = *std::move(checkpoint);
  proven_ = head.note;
  return true;
}

Result<std::optional<RecordRange>> Reader::RangeOf(const ReadFilter& filter,
                                                   std::size_t limit) const {
  BSUP_TRY(lock_->Usable());
  if (limit == 0 || limit > kMostRecordsOfPage) {
    return Error(Status::kUsage, "limit",
                 "a page has 1 to " + std::to_string(kMostRecordsOfPage) + " records");
  }
  RecordRange range;
  range.kinds = KindsOf(filter);
  range.at_least = filter.after;
  if (filter.from) range.from_day = filter.from->number();
  if (filter.until) range.until_day = filter.until->number();
  if (filter.person) {
    BSUP_TRY(const auto key, vault_->FindPerson(*filter.person));
    if (!key) return std::optional<RecordRange>();
    range.person = IndexTag(key->key);
  }
  return std::optional(range);
}

Result<std::vector<OpenedRecord>> Reader::OpenAll(std::vector<SealedRecord> sealed) const {
  RecordOpener opener = Opener();
  std::vector<OpenedRecord> opened;
  opened.reserve(sealed.size());
  for (SealedRecord& record : sealed) {
    BSUP_TRY(opened.emplace_back(), opener.FetchAndOpen(std::move(record)));
  }
  return opened;
}

Result<RecordPage> Reader::Read(const ReadFilter& filter, std::size_t limit) {
  BSUP_TRY(const std::optional<RecordRange> range, RangeOf(filter, limit));
  if (!range) return RecordPage{};
  const auto read = [&](const Snapshot& from) -> Result<std::vector<SealedRecord>> {
    BSUP_TRY(const auto rows, from.store->ReadRange(*range, limit));
    std::vector<SealedRecord> found;
    for (const RecordRow& row : rows) {
      BSUP_TRY(SealedRecord record, SealedRecord::Read(from, row));
      found.push_back(std::move(record));
    }
    return found;
  };
  BSUP_TRY(std::vector<SealedRecord> sealed, ReadingProven(read));
  RecordPage page;
  BSUP_TRY(page.records, OpenAll(std::move(sealed)));
  if (page.records.size() == limit) page.next = page.records.back().record.sequence + 1;
  return page;
}

Result<AroundPage> Reader::ReadAround(const ReadFilter& filter, std::size_t limit, Around what) {
  BSUP_TRY(const std::optional<RecordRange> range, RangeOf(filter, limit));
  std::vector<std::optional<SealedAround>> found;
  const auto read = [&](const Snapshot& from) -> Result<void> {
    BSUP_TRY(rows_.GoOn(from.store, head_));
    BSUP_TRY(const auto rows, from.store->ReadRange(*range, limit));
    for (const RecordRow& row : rows) {
      BSUP_TRY(SealedRecord record, SealedRecord::Read(from, row));
      BSUP_TRY(found.emplace_back(), ReadWhatIsAround(from, std::move(record), what));
    }
    return {};
  };
  if (range) {
    BSUP_TRY(ReadingProven(read));
  }
  std::optional<std::uint64_t> next;
  if (found.size() == limit) next = found.back()->record.record.sequence + 1;
  return AroundPage::Of(std::move(found), Opener(), next);
}

Result<RecordAround> Reader::ReadAround(std::uint64_t sequence) {
  const auto read = [&](const Snapshot& from) -> Result<SealedAround> {
    BSUP_TRY(rows_.GoOn(from.store, head_));
    BSUP_TRY(SealedRecord record, SealedRecord::ReadOne(from, sequence));
    return ReadWhatIsAround(from, std::move(record));
  };
  BSUP_TRY(SealedAround sealed, ReadingProven(read));
  return FetchAndOpen(Opener(), std::move(sealed));
}

Result<OpenedRecord> Reader::ReadOne(std::uint64_t sequence) {
  BSUP_TRY(SealedRecord sealed, ReadingProven([&](const Snapshot& from) {
             return SealedRecord::ReadOne(from, sequence);
           }));
  return Opener().FetchAndOpen(std::move(sealed));
}

Result<std::vector<OpenedRecord>> Reader::PolicyRecords(const Hash& document) {
  const auto read = [&](const Snapshot& from) -> Result<std::vector<SealedRecord>> {
    BSUP_TRY(const auto sequences, from.store->Policies());
    std::vector<SealedRecord> found;
    for (std::uint64_t sequence : sequences) {
      BSUP_TRY(SealedRecord record, SealedRecord::ReadOne(from, sequence));
      if (record.record.document == document) found.push_back(std::move(record));
    }
    return found;
  };
  BSUP_TRY(std::vector<SealedRecord> sealed, ReadingProven(read));
  return OpenAll(std::move(sealed));
}

Result<bool> Reader::HasDocument(const Hash& digest) {
  return Reading([&](Store& store) { return store.HasDocument(digest); });
}

Result<std::shared_ptr<const Dictionary>> Reader::DictionaryOf(const Hash& digest) {
  if (auto known = dictionaries_.Known(digest)) return known;
  return Reading([&](Store& store) { return dictionaries_.Find(&store, digest); });
}

std::shared_ptr<const Dictionary> Reader::DictionaryOf(const Document& document) {
  return dictionaries_.Make(document.digest, document.bytes);
}

Result<std::optional<std::string>> Reader::ReadDocument(const Hash& digest) {
  return Reading([&](Store& store) { return store.Document(digest); });
}

Result<std::optional<std::string>> Reader::About(std::string_view name) {
  return Reading([&](Store& store) { return store.About(name); });
}

Result<std::string> Reader::Head() {
  return Reading([](Store& store) { return HeadWithCosignatures(&store); });
}

Result<std::uint64_t> Reader::Size() {
  return Reading([](Store& store) { return store.Size(); });
}

Result<std::string> Reader::Leaf(std::uint64_t sequence) {
  return Reading([&](Store& store) -> Result<std::string> {
    BSUP_TRY(RecordRow row, ReadRow(&store, sequence));
    return std::move(row.bytes);
  });
}

Result<std::string> Reader::Prove(std::uint64_t sequence) {
  return Reading([&](Store& store) -> Result<std::string> {
    BSUP_TRY(const HeadRow head, store.Head());
    if (sequence >= head.size) return NoSuchRecord(sequence, head.size);
    RecordProof proof;
    proof.index = sequence;
    BSUP_TRY(proof.hashes, InclusionProof(sequence, head.size, store.Nodes()));
    BSUP_TRY(proof.checkpoint, HeadWithCosignatures(&store));
    return proof.ToString();
  });
}

Result<std::vector<Hash>> Reader::ProveConsistency(std::uint64_t from) {
  return Reading([&](Store& store) -> Result<std::vector<Hash>> {
    BSUP_TRY(const HeadRow head, store.Head());
    if (from == 0 || from > head.size) {
      return Error(Status::kUsage, "from",
                   "give a size from 1 to that of the trail, " + std::to_string(head.size));
    }
    return ConsistencyProof(from, head.size, store.Nodes());
  });
}

}  // namespace bsup::core
