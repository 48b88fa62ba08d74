// The part of KeyedWriter that erases a person.
#include <utility>

#include "base/json_writer.h"
#include "trail/seal/tag.h"
#include "trail/write/keyed_writer.h"

namespace bsup::core {
namespace {

// See plugin/docs/trail_format.md: what an ERASURE's document says.
std::string ErasureList(const KeyId& key, const std::vector<std::uint64_t>& sequences) {
  JsonWriter json;
  json.Object();
  json.Member("key", Hex(Bytes(key)));
  json.Array("sequences");
  for (std::uint64_t sequence : sequences) json.Integer(static_cast<std::int64_t>(sequence));
  json.EndArray();
  json.EndObject();
  return json.Take();
}

}  // namespace

Result<Erased> KeyedWriter::Erase(const std::string& person, const Draft& draft) {
  for (int tries = 0; tries < kMostTries; ++tries) {
    BSUP_TRY(const std::optional<PersonKey> key, vault_->FindPerson(person));
    if (!key) {
      return Error(Status::kNotFound, "person", "the trail holds nothing about this person");
    }
    // First, so that a key service that refuses does so before anything is gone.
    BSUP_TRY(NewEpoch epoch, vault_->PrepareEpoch());
    const auto erase = [&](Store& store) { return EraseNow(&store, *key, draft); };
    BSUP_TRY(std::optional<Erased> erased, writer_->Exclusively(erase));
    if (!erased) {
      BSUP_TRY(RefreshSigner());
      continue;
    }
    // The person is gone for good. What is left concerns copies, and can be asked for again.
    const Result<ErasureStatus> status = FinishErasures(std::move(epoch));
    erased->status = status ? *status : ErasureStatus::kPendingBackups;
    return *std::move(erased);
  }
  return KeysKeepChanging();
}

Result<std::optional<Erased>> KeyedWriter::EraseNow(Store* store, const PersonKey& key,
                                                    const Draft& draft) {
  BSUP_TRY(std::optional<Erased> erased, WriteErasure(store, key, draft));
  if (!erased) return erased;
  BSUP_TRY(vault_->NoteTrailSize(erased->receipt.sequence + 1));
  BSUP_TRY(vault_->DestroyPerson(key.id));
  BSUP_TRY(NoteVaultChanges());
  return erased;
}

Result<std::optional<Erased>> KeyedWriter::WriteErasure(Store* store, const PersonKey& key,
                                                        const Draft& draft) {
  BSUP_TRY(store->BeginWrite());
  BSUP_TRY(const bool is_signer, writer_->CatchUp());
  if (!is_signer) {
    store->Rollback();
    return std::optional<Erased>();
  }
  Erased erased;
  // An erasure whose record is there and whose key is too was cut off between the two.
  BSUP_TRY(const auto before, store->ErasureOf(key.id));
  if (before) {
    BSUP_TRY(const Hash leaf, store->Node({0, *before}));
    BSUP_TRY(HeadRow head, store->Head());
    store->Rollback();
    erased.receipt = {*before, leaf, std::move(head.note), true, false};
    return std::optional(std::move(erased));
  }
  const Tag tag = IndexTag(key.key);
  BSUP_TRY(const auto sequences, store->PersonSequences(tag));
  KeyedDraft keyed{draft, std::nullopt};
  Document list{{}, ErasureList(key.id, sequences)};
  list.digest = Sha256Of({list.bytes});
  keyed.draft.document = list.digest;
  keyed.draft.documents = {std::move(list)};
  BSUP_TRY(erased.receipt, writer_->Write(keyed));
  // The record and what it says is gone go together, so that no crash can part them.
  BSUP_TRY(store->AddErased(erased.receipt.sequence, key.id));
  for (const std::uint64_t sequence : sequences) {
    BSUP_TRY(store->DeletePayload(sequence, PayloadPart::kSubject));
  }
  BSUP_TRY(store->DeletePersonRows(tag));
  BSUP_TRY(erased.receipt.checkpoint, writer_->SignHead());
  BSUP_TRY(store->Commit());
  erased.records = sequences.size();
  return std::optional(std::move(erased));
}

Result<ErasureStatus> KeyedWriter::FinishErasures(std::optional<NewEpoch> prepared) {
  BSUP_TRY(const bool erasing, vault_->IsErasing());
  if (erasing) {
    BSUP_TRY(BeginEpoch(std::move(prepared)));
  }
  BSUP_TRY(const Vault::Retired retired, vault_->DestroyPastEpochs());
  const auto empty = [&](Store&) -> Result<bool> {
    BSUP_TRY(vault_->NoteDestroyed(retired.destroyed));
    // A reader of an older state keeps it from going; then this is asked for again.
    Result<void> emptied = writer_->Truncate();
    if (emptied && erasing) emptied = vault_->Truncate();
    if (!emptied && emptied.error().status != Status::kBusy) return std::move(emptied).error();
    if (erasing && emptied) {
      BSUP_TRY(vault_->EndErasing());
    }
    BSUP_TRY(NoteVaultChanges());
    return emptied.ok();
  };
  BSUP_TRY(const bool emptied, writer_->Exclusively(empty));
  if (retired.pending > 0) return ErasureStatus::kPendingBackups;
  return emptied ? ErasureStatus::kDone : ErasureStatus::kPendingReaders;
}

}  // namespace bsup::core
