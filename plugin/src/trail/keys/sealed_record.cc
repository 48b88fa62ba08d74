#include "trail/keys/sealed_record.h"

#include <utility>

namespace bsup::core {

Error NoSuchRecord(std::uint64_t sequence, std::uint64_t size) {
  return {Status::kNotFound, "",
          "there is no record " + std::to_string(sequence) + "; the trail has " +
              std::to_string(size) + (size == 1 ? " record" : " records, counted from 0")};
}

Result<RecordRow> ReadRow(Store* store, std::uint64_t sequence) {
  BSUP_TRY(auto row, store->ReadRecord(sequence));
  if (row) return *std::move(row);
  BSUP_TRY(const std::uint64_t size, store->Size());
  return NoSuchRecord(sequence, size);
}

Result<SealedRecord> SealedRecord::Read(const Snapshot& from, const RecordRow& row) {
  BSUP_TRY(from.tree->Check(row.sequence, row.bytes));
  Result<Record> record = Record::Parse(row.bytes);
  if (!record) {
    return Error(Status::kTampered, "", "a record cannot be read; run verify on the trail");
  }
  SealedRecord sealed{*std::move(record), {}, nullptr};
  for (std::size_t i = 0; i < sealed.parts.size(); ++i) {
    if (!sealed.record.parts[i]) continue;
    BSUP_TRY(sealed.parts[i],
             from.store->Payload(sealed.record.sequence, static_cast<PayloadPart>(i)));
  }
  const bool has_subject =
      sealed.parts[static_cast<std::size_t>(PayloadPart::kSubject)].has_value();
  if (has_subject && sealed.record.document) {
    BSUP_TRY(sealed.dictionary, from.dictionaries->Find(from.store, *sealed.record.document));
  }
  return sealed;
}

Result<SealedRecord> SealedRecord::ReadOne(const Snapshot& from, std::uint64_t sequence) {
  BSUP_TRY(const RecordRow row, ReadRow(from.store, sequence));
  return Read(from, row);
}

Result<void> RecordOpener::FetchKeys(const SealedRecord& sealed) {
  for (const std::optional<SealedPart>& part : sealed.parts) {
    if (!part || part->key == keys_->staff_id || part->key == keys_->trail_id ||
        persons_.contains(part->key))
      continue;
    BSUP_TRY(std::optional<Secret> key, vault_->KeyById(part->key));
    persons_.emplace(part->key, std::move(key));
  }
  return {};
}

Result<OpenedRecord> RecordOpener::FetchAndOpen(SealedRecord sealed) {
  BSUP_TRY(FetchKeys(sealed));
  return Open(std::move(sealed));
}

Result<OpenedRecord> RecordOpener::Open(SealedRecord sealed) const {
  OpenedRecord opened;
  opened.record = std::move(sealed.record);
  const std::array<std::optional<std::string>*, 3> texts{&opened.subject, &opened.actor,
                                                         &opened.trail};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!opened.record.parts[i]) continue;
    const PartPlace place{origin_, opened.record.sequence, static_cast<PayloadPart>(i)};
    BSUP_TRY(std::optional<std::string> text,
             OpenPart(place, *opened.record.parts[i], sealed.parts[i], sealed.dictionary.get()));
    if (text) {
      *texts[i] = *std::move(text);
    } else {
      opened.erased = true;
    }
  }
  return opened;
}

Result<std::optional<std::string>> RecordOpener::OpenPart(const PartPlace& place,
                                                          const Hash& commitment,
                                                          const std::optional<SealedPart>& sealed,
                                                          const Dictionary* dictionary) const {
  const std::string where = "record " + std::to_string(place.sequence);
  if (!sealed) {
    if (place.part == PayloadPart::kSubject) return std::optional<std::string>();
    return Error(Status::kTampered, where, "its payload is gone; run verify on the trail");
  }
  if (Commitment(*sealed) != commitment) {
    return Error(Status::kTampered, where,
                 "its payload is not the one it commits to; run verify on the trail");
  }
  const Secret* key = KeyOf(sealed->key);
  if (key == nullptr) {
    // Erased elsewhere since the snapshot was taken, or an old vault.
    if (place.part == PayloadPart::kSubject) return std::optional<std::string>();
    return Error(Status::kKeyRefused, where, "the vault does not hold its key");
  }
  BSUP_TRY(const std::string padded, Unseal(*key, place, *sealed));
  Result<std::string> text = Unpack(padded, dictionary);
  if (!text) {
    return Error(Status::kTampered, where, text.error().Message() + "; run verify on the trail");
  }
  return std::optional<std::string>(*std::move(text));
}

const Secret* RecordOpener::KeyOf(const KeyId& id) const {
  if (id == keys_->staff_id) return &keys_->staff;
  if (id == keys_->trail_id) return &keys_->trail;
  const auto known = persons_.find(id);
  return known != persons_.end() && known->second ? &*known->second : nullptr;
}

}  // namespace bsup::core
