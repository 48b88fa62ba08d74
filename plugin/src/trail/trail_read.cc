// Reading: records with their parts opened, documents, and proofs of one record.
#include <algorithm>
#include <map>
#include <utility>

#include "trail/proof.h"
#include "trail/trail_impl.h"

namespace bsup {
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

// A record as it lies in the store.
struct SealedRecord {
  Record record;
  std::array<std::optional<SealedPart>, 3> parts;  // nothing where it has none, or it was erased
};

Result<SealedRecord> ReadSealed(Store* store, std::string_view bytes) {
  Result<Record> record = Record::Parse(bytes);
  if (!record) {
    return Error(Status::kTampered, "", "a record cannot be read; run verify on the trail");
  }
  SealedRecord sealed{*std::move(record), {}};
  for (std::size_t i = 0; i < sealed.parts.size(); ++i) {
    if (!sealed.record.parts[i]) continue;
    auto part = store->Payload(sealed.record.sequence, static_cast<PayloadPart>(i));
    if (!part) return std::move(part).error();
    sealed.parts[i] = *std::move(part);
  }
  return sealed;
}

// Opens the parts of records, one after the other; a key is asked for once. The vault may ask the
// key service, so this is done outside the snapshot and with no lock held.
class Opener {
 public:
  Opener(Vault* vault, std::string_view origin)
      : vault_(vault), origin_(origin), keys_(vault->keys()) {}

  Result<OpenedRecord> OpenRecord(SealedRecord sealed) {
    OpenedRecord opened;
    opened.record = std::move(sealed.record);
    const std::array<std::optional<std::string>*, 3> texts{&opened.subject, &opened.actor,
                                                           &opened.trail};
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (!opened.record.parts[i]) continue;
      const PartPlace place{origin_, opened.record.sequence, static_cast<PayloadPart>(i)};
      Result<std::optional<std::string>> text =
          OpenPart(place, *opened.record.parts[i], sealed.parts[i]);
      if (!text) return std::move(text).error();
      if (*text) {
        *texts[i] = *std::move(*text);
      } else {
        opened.erased = true;
      }
    }
    return opened;
  }

 private:
  // Nothing where it was erased.
  Result<std::optional<std::string>> OpenPart(const PartPlace& place, const Hash& commitment,
                                              const std::optional<SealedPart>& sealed) {
    const std::string where = "record " + std::to_string(place.sequence);
    if (!sealed) {
      if (place.part == PayloadPart::kSubject) return std::optional<std::string>();
      return Error(Status::kTampered, where, "its payload is gone; run verify on the trail");
    }
    if (Commitment(*sealed) != commitment) {
      return Error(Status::kTampered, where,
                   "its payload is not the one it commits to; run verify on the trail");
    }
    const Result<const Secret*> key = KeyOf(sealed->key);
    if (!key) return key.error();
    if (*key == nullptr) {
      // Erased elsewhere since the snapshot was taken, or an old vault.
      if (place.part == PayloadPart::kSubject) return std::optional<std::string>();
      return Error(Status::kKeyRefused, where, "the vault does not hold its key");
    }
    Result<std::string> text = Unseal(**key, place, *sealed);
    if (!text) return std::move(text).error();
    return std::optional<std::string>(*std::move(text));
  }

  Result<const Secret*> KeyOf(const KeyId& id) {
    if (id == keys_->staff_id) return &keys_->staff;
    if (id == keys_->trail_id) return &keys_->trail;
    const auto known = persons_.find(id);
    if (known != persons_.end()) return known->second ? &*known->second : nullptr;
    Result<std::optional<Secret>> key = vault_->KeyById(id);
    if (!key) return std::move(key).error();
    auto& kept = persons_.emplace(id, *std::move(key)).first->second;
    return kept ? &*kept : nullptr;
  }

  Vault* vault_;
  std::string_view origin_;
  std::shared_ptr<const TrailKeys> keys_;
  std::map<KeyId, std::optional<Secret>> persons_;
};

Error NoSuchRecord(std::uint64_t sequence, std::uint64_t size) {
  return {Status::kNotFound, "",
          "there is no record " + std::to_string(sequence) + "; the trail has " +
              std::to_string(size) + (size == 1 ? " record" : " records, counted from 0")};
}

Result<RecordRow> RowOf(Store* store, std::uint64_t sequence) {
  auto row = store->ReadRecord(sequence);
  if (!row) return std::move(row).error();
  if (*row) return **std::move(row);
  const Result<std::uint64_t> size = store->Size();
  if (!size) return size.error();
  return NoSuchRecord(sequence, *size);
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

Result<RecordPage> Trail::Read(const ReadFilter& filter, std::size_t limit) {
  if (auto unusable = impl_->Unusable()) return *std::move(unusable);
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
    const auto key = impl_->vault->FindPerson(*filter.person);
    if (!key) return key.error();
    if (!*key) return RecordPage{};
    range.person = IndexTag((*key)->key);
  }
  auto sealed = impl_->Reading<std::vector<SealedRecord>>(
      [&](Store& store) -> Result<std::vector<SealedRecord>> {
        const auto rows = store.ReadRange(range, limit);
        if (!rows) return rows.error();
        std::vector<SealedRecord> found;
        for (const RecordRow& row : *rows) {
          Result<SealedRecord> record = ReadSealed(&store, row.bytes);
          if (!record) return std::move(record).error();
          found.push_back(*std::move(record));
        }
        return found;
      });
  if (!sealed) return std::move(sealed).error();
  Opener opener(impl_->vault.get(), impl_->origin);
  RecordPage page;
  for (SealedRecord& record : *sealed) {
    Result<OpenedRecord> opened = opener.OpenRecord(std::move(record));
    if (!opened) return std::move(opened).error();
    page.records.push_back(*std::move(opened));
  }
  if (page.records.size() == limit) page.next = page.records.back().record.sequence + 1;
  return page;
}

Result<OpenedRecord> Trail::ReadOne(std::uint64_t sequence) {
  auto sealed = impl_->Reading<SealedRecord>([&](Store& store) -> Result<SealedRecord> {
    const Result<RecordRow> row = RowOf(&store, sequence);
    if (!row) return row.error();
    return ReadSealed(&store, row->bytes);
  });
  if (!sealed) return std::move(sealed).error();
  return Opener(impl_->vault.get(), impl_->origin).OpenRecord(*std::move(sealed));
}

Result<std::vector<std::uint64_t>> Trail::AnswersTo(std::uint64_t sequence) {
  return impl_->Reading<std::vector<std::uint64_t>>(
      [&](Store& store) { return store.AnswersTo(sequence); });
}

Result<std::vector<OpenedRecord>> Trail::PolicyRecords(const Hash& document) {
  auto sealed = impl_->Reading<std::vector<SealedRecord>>(
      [&](Store& store) -> Result<std::vector<SealedRecord>> {
        const auto sequences = store.Policies();
        if (!sequences) return sequences.error();
        std::vector<SealedRecord> found;
        for (std::uint64_t sequence : *sequences) {
          const Result<RecordRow> row = RowOf(&store, sequence);
          if (!row) return row.error();
          Result<SealedRecord> record = ReadSealed(&store, row->bytes);
          if (!record) return std::move(record).error();
          if (record->record.document == document) found.push_back(*std::move(record));
        }
        return found;
      });
  if (!sealed) return std::move(sealed).error();
  Opener opener(impl_->vault.get(), impl_->origin);
  std::vector<OpenedRecord> found;
  for (SealedRecord& record : *sealed) {
    Result<OpenedRecord> opened = opener.OpenRecord(std::move(record));
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
    Result<RecordRow> row = RowOf(&store, sequence);
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

}  // namespace bsup
