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
  const auto read = [&](Store& store) -> Result<std::vector<SealedRecord>> {
    BSUP_TRY(const auto rows, store.ReadRange(*range, limit));
    std::vector<SealedRecord> found;
    for (const RecordRow& row : rows) {
      BSUP_TRY(SealedRecord record, SealedRecord::Read(&store, row.bytes, &dictionaries_));
      found.push_back(std::move(record));
    }
    return found;
  };
  BSUP_TRY(std::vector<SealedRecord> sealed, Reading(read));
  RecordPage page;
  BSUP_TRY(page.records, OpenAll(std::move(sealed)));
  if (page.records.size() == limit) page.next = page.records.back().record.sequence + 1;
  return page;
}

Result<AroundPage> Reader::ReadAround(const ReadFilter& filter, std::size_t limit) {
  BSUP_TRY(const std::optional<RecordRange> range, RangeOf(filter, limit));
  std::vector<std::optional<SealedAround>> found;
  const auto read = [&](Store& store) -> Result<void> {
    BSUP_TRY(const auto rows, store.ReadRange(*range, limit));
    for (const RecordRow& row : rows) {
      BSUP_TRY(SealedRecord record, SealedRecord::Read(&store, row.bytes, &dictionaries_));
      BSUP_TRY(found.emplace_back(), ReadWhatIsAround(&store, &dictionaries_, std::move(record)));
    }
    return {};
  };
  if (range) {
    BSUP_TRY(Reading(read));
  }
  std::optional<std::uint64_t> next;
  if (found.size() == limit) next = found.back()->record.record.sequence + 1;
  return AroundPage::Of(std::move(found), Opener(), next);
}

Result<RecordAround> Reader::ReadAround(std::uint64_t sequence) {
  const auto read = [&](Store& store) -> Result<SealedAround> {
    BSUP_TRY(SealedRecord record, SealedRecord::ReadOne(&store, sequence, &dictionaries_));
    return ReadWhatIsAround(&store, &dictionaries_, std::move(record));
  };
  BSUP_TRY(SealedAround sealed, Reading(read));
  return FetchAndOpen(Opener(), std::move(sealed));
}

Result<OpenedRecord> Reader::ReadOne(std::uint64_t sequence) {
  BSUP_TRY(SealedRecord sealed, Reading([&](Store& store) {
             return SealedRecord::ReadOne(&store, sequence, &dictionaries_);
           }));
  return Opener().FetchAndOpen(std::move(sealed));
}

Result<std::vector<OpenedRecord>> Reader::PolicyRecords(const Hash& document) {
  const auto read = [&](Store& store) -> Result<std::vector<SealedRecord>> {
    BSUP_TRY(const auto sequences, store.Policies());
    std::vector<SealedRecord> found;
    for (std::uint64_t sequence : sequences) {
      BSUP_TRY(SealedRecord record, SealedRecord::ReadOne(&store, sequence, &dictionaries_));
      if (record.record.document == document) found.push_back(std::move(record));
    }
    return found;
  };
  BSUP_TRY(std::vector<SealedRecord> sealed, Reading(read));
  return OpenAll(std::move(sealed));
}

Result<bool> Reader::HasDocument(const Hash& digest) {
  return Reading([&](Store& store) { return store.HasDocument(digest); });
}

Result<std::shared_ptr<const Dictionary>> Reader::DictionaryOf(const Hash& digest) {
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
