// What changes keys: erasing a person, and a new signing key.
#include <span>
#include <utility>

#include "base/json_writer.h"
#include "trail/trail_impl.h"

namespace bsup::core {
namespace {

// See plugin/docs/trail_format.md: what an ERASURE's document says.
std::string ErasureList(const KeyId& key, const std::vector<std::uint64_t>& sequences) {
  JsonWriter json;
  json.Object();
  json.Key("key");
  json.String(Hex(Bytes(key)));
  json.Key("sequences");
  json.Array();
  for (std::uint64_t sequence : sequences) json.Integer(static_cast<std::int64_t>(sequence));
  json.EndArray();
  json.EndObject();
  return json.Take();
}

Error KeysKeepChanging(const std::string& where) {
  return {Status::kBusy, where, "the trail's keys keep changing; nothing was done, try again"};
}

}  // namespace

Result<Erased> Trail::Erase(const std::string& person, Draft draft) {
  BSUP_TRY(impl_->Unwritable());
  for (int tries = 0; tries < kMostTries; ++tries) {
    BSUP_TRY(std::optional<PersonKey> key, impl_->vault->FindPerson(person));
    if (!key) {
      return Error(Status::kNotFound, "person", "the trail holds nothing about this person");
    }
    // First, so that a key service that refuses refuses before anything is gone.
    BSUP_TRY(NewEpoch epoch, impl_->vault->PrepareEpoch());
    Erased erased;
    bool again = false;
    const auto erase = [&](Store& store) -> Result<void> {
      BSUP_TRY(const std::optional<Erased> written, impl_->WriteErasure(&store, *key, draft));
      if (!written) {
        again = true;
        return {};
      }
      erased = *written;
      BSUP_TRY(impl_->vault->NoteTrailSize(erased.receipt.sequence + 1));
      BSUP_TRY(impl_->vault->DestroyPerson(key->id));
      return impl_->NoteVaultChanges();
    };
    BSUP_TRY(impl_->writer->Exclusively(erase));
    if (again) {
      BSUP_TRY(impl_->RefreshSigner());
      continue;
    }
    // The person is gone for good. What is left concerns copies, and can be asked for again.
    const Result<ErasureStatus> status = impl_->FinishErasures(std::move(epoch));
    erased.status = status ? *status : ErasureStatus::kPendingBackups;
    return erased;
  }
  return KeysKeepChanging(impl_->files.vault);
}

Result<std::optional<Erased>> Trail::Impl::WriteErasure(Store* store, const PersonKey& key,
                                                        const Draft& draft) {
  BSUP_TRY(store->BeginWrite());
  BSUP_TRY(const auto caught_up, writer->CatchUp());
  if (caught_up != Writer::Outcome::kWritten) {
    store->Rollback();
    return std::optional<Erased>();
  }
  Erased erased;
  // An erasure whose record is there and whose key is too was cut off between the two.
  BSUP_TRY(const auto before, store->ErasureOf(key.id));
  if (before) {
    BSUP_TRY(const Hash leaf, store->Node({0, *before}));
    BSUP_TRY(const HeadRow head, store->Head());
    store->Rollback();
    erased.receipt = {*before, leaf, head.note, true, false};
    return std::optional<Erased>(std::move(erased));
  }
  const Tag tag = IndexTag(key.key);
  BSUP_TRY(const auto sequences, store->PersonSequences(tag));
  KeyedDraft keyed{draft, std::nullopt};
  Document list{{}, ErasureList(key.id, sequences)};
  list.digest = Sha256Of({list.bytes});
  keyed.draft.document = list.digest;
  keyed.draft.documents = {std::move(list)};
  BSUP_TRY(Receipt receipt, writer->Write(keyed));
  // The record and what it says is gone go together, so that no crash can part them.
  BSUP_TRY(store->AddErased(receipt.sequence, key.id));
  for (const std::uint64_t sequence : sequences) {
    BSUP_TRY(store->DeletePayload(sequence, PayloadPart::kSubject));
  }
  BSUP_TRY(store->DeletePersonRows(tag));
  BSUP_TRY(std::string note, writer->Seal());
  BSUP_TRY(store->Commit());
  erased.receipt = std::move(receipt);
  erased.receipt.checkpoint = std::move(note);
  erased.records = sequences.size();
  return std::optional<Erased>(std::move(erased));
}

// Old backups of the vault hold whom this one has erased: they become useless with the key of their
// epoch.
Result<void> Trail::Impl::BeginEpoch(std::optional<NewEpoch> prepared) {
  for (int tries = 0; tries < kMostTries; ++tries) {
    if (!prepared) {
      BSUP_TRY(prepared, vault->PrepareEpoch());
    }
    bool adopted = false;
    const auto adopt = [&](Store&) -> Result<void> {
      BSUP_TRY(adopted, vault->AdoptEpoch(*std::exchange(prepared, std::nullopt)));
      return NoteVaultChanges();
    };
    BSUP_TRY(writer->Exclusively(adopt));
    BSUP_TRY(RefreshSigner());
    if (adopted) return {};
  }
  return KeysKeepChanging(files.vault);
}

Result<void> Trail::Impl::NoteVaultChanges() {
  BSUP_TRY(const std::int64_t changes, vault->Changes());
  writer->NoteVaultChanges(changes);
  return {};
}

Result<ErasureStatus> Trail::FinishErasures() {
  BSUP_TRY(impl_->Unwritable());
  return impl_->FinishErasures(std::nullopt);
}

Result<ErasureStatus> Trail::Impl::FinishErasures(std::optional<NewEpoch> prepared) {
  BSUP_TRY(const bool erasing, vault->IsErasing());
  if (erasing) {
    BSUP_TRY(BeginEpoch(std::move(prepared)));
  }
  BSUP_TRY(const Vault::Retired retired, vault->DestroyPastEpochs());
  bool readers = false;
  const auto finish = [&](Store&) -> Result<void> {
    BSUP_TRY(vault->NoteDestroyed(retired.destroyed));
    // A reader of an older state keeps it from going; then it is asked for again.
    Result<void> emptied = writer->Truncate();
    if (emptied && erasing) emptied = vault->Truncate();
    if (!emptied && emptied.error().status != Status::kBusy) return emptied;
    readers = !emptied;
    if (erasing && emptied) {
      BSUP_TRY(vault->EndErasing());
    }
    return NoteVaultChanges();
  };
  BSUP_TRY(writer->Exclusively(finish));
  if (retired.pending > 0) return ErasureStatus::kPendingBackups;
  return readers ? ErasureStatus::kPendingReaders : ErasureStatus::kDone;
}

Result<Receipt> Trail::Rotate(
    Draft draft,
    const std::function<std::string(const VerifierKey& was, const VerifierKey& is)>& words) {
  BSUP_TRY(impl_->Unwritable());
  for (int tries = 0; tries < kMostTries; ++tries) {
    BSUP_TRY(NewEpoch epoch, impl_->vault->PrepareEpoch());
    NewSigningKey successor;
    successor.seed = Secret::Random();
    successor.key = VerifierKeyOf(impl_->origin, KeyType::kEd25519, successor.seed);
    Receipt receipt;
    bool again = false;
    const auto rotate = [&](Store& store) -> Result<void> {
      BSUP_TRY(store.BeginWrite());
      BSUP_TRY(const auto caught_up, impl_->writer->CatchUp());
      if (caught_up != Writer::Outcome::kWritten) {
        store.Rollback();
        again = true;
        return {};
      }
      BSUP_TRY(impl_->vault->AddSigningKey(successor.seed));
      KeyedDraft keyed{draft, std::nullopt};
      keyed.draft.trail = words(impl_->writer->signer().key, successor.key);
      BSUP_TRY(Receipt written, impl_->writer->Write(keyed));
      BSUP_TRY(std::string note, impl_->writer->Seal(&successor));
      BSUP_TRY(store.SetAbout("vkey", successor.key.ToString()));
      // Kept for good: it shows those who trust the old key that the new one follows it.
      BSUP_TRY(store.AddCosigned(written.sequence + 1, impl_->origin, note));
      BSUP_TRY(store.Commit());
      receipt = std::move(written);
      receipt.checkpoint = std::move(note);
      BSUP_TRY(impl_->vault->DropSigningKeysBut(successor.seed));
      return impl_->NoteVaultChanges();
    };
    BSUP_TRY(impl_->writer->Exclusively(rotate));
    BSUP_TRY(impl_->RefreshSigner());
    if (again) continue;
    // The key has changed. That the vault's keys are wrapped anew besides is asked for again by
    // the next change.
    if (impl_->BeginEpoch(std::move(epoch))) static_cast<void>(FinishErasures());
    return receipt;
  }
  return KeysKeepChanging(impl_->files.vault);
}

}  // namespace bsup::core
