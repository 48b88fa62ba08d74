#include "trail/write/keyed_writer.h"

#include <algorithm>
#include <new>
#include <utility>

#include "trail/log/erasure_list.h"
#include "trail/seal/tag.h"
#include "trail/write/proven_erasure.h"

namespace bsup::core {

Error KeyedWriter::KeysKeepChanging() const {
  return {Status::kBusy, files_->vault,
          "the trail's keys keep changing; nothing was recorded, try again"};
}

Result<void> KeyedWriter::RefreshSigner() {
  // The key may change again between the two looks: the vault then no longer holds what the store
  // named, or not yet what it names.
  for (int tries = 0; tries < kMostTries; ++tries) {
    BSUP_TRY(vault_->Refresh());
    BSUP_TRY(const auto vkey, reader_->About("vkey"));
    std::optional<Signer> signer = Signer::Find(vault_->keys(), origin_, vkey.value_or(""));
    if (!signer) continue;
    writer_->SetSigner(*std::move(signer));
    return {};
  }
  return Error(Status::kKeyRefused, files_->vault,
               "the vault does not hold the key that signs this trail");
}

Result<void> KeyedWriter::NoteVaultChanges() {
  BSUP_TRY(const std::int64_t changes, vault_->Changes());
  writer_->NoteVaultChanges(changes);
  return {};
}

Result<std::vector<PersonKey>> KeyedWriter::PersonKeys(const std::vector<std::string>& persons) {
  using Keys = std::optional<std::vector<PersonKey>>;
  const auto make = [&](Store& store) -> Result<Keys> {
    BSUP_TRY(const std::uint64_t size, store.Size());
    BSUP_TRY(vault_->NoteTrailSize(size));
    BSUP_TRY(Keys made, vault_->MakePersons(persons));
    BSUP_TRY(NoteVaultChanges());
    return made;
  };
  for (int tries = 0; tries < kMostTries; ++tries) {
    std::vector<PersonKey> found;
    found.reserve(persons.size());
    for (const std::string& person : persons) {
      BSUP_TRY(std::optional<PersonKey> key, vault_->FindPerson(person));
      if (!key) break;
      found.push_back(*std::move(key));
    }
    if (found.size() == persons.size()) return found;
    BSUP_TRY(Keys made, writer_->Exclusively(make));
    if (made) return *std::move(made);
    BSUP_TRY(RefreshSigner());
  }
  return KeysKeepChanging();
}

// As it is where its document is not in the trail and does not come with one of the drafts.
Result<std::string> KeyedWriter::Packed(const Draft& draft, const std::vector<Draft>& drafts) {
  for (const Draft& each : drafts) {
    const auto found = std::ranges::find(each.documents, *draft.document, &Document::digest);
    if (found != each.documents.end()) {
      return reader_->DictionaryOf(*found)->Pack(draft.subject);
    }
  }
  BSUP_TRY(const auto dictionary, reader_->DictionaryOf(*draft.document));
  return dictionary ? dictionary->Pack(draft.subject) : draft.subject;
}

Result<std::vector<Receipt>> KeyedWriter::Append(std::vector<Draft> drafts) {
  for (Draft& draft : drafts) {
    if (draft.subject.empty() || !draft.document) continue;
    BSUP_TRY(draft.subject, Packed(draft, drafts));
  }
  std::vector<std::string> persons;
  for (const Draft& draft : drafts) {
    if (!draft.subject.empty()) persons.push_back(draft.person);
  }
  std::ranges::sort(persons);
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  std::vector<KeyedDraft> keyed;
  for (Draft& draft : drafts) keyed.push_back({std::move(draft), std::nullopt});

  for (int tries = 0; tries < kMostTries; ++tries) {
    BSUP_TRY(const std::vector<PersonKey> keys, PersonKeys(persons));
    for (KeyedDraft& each : keyed) {
      if (each.draft.subject.empty()) continue;
      const auto at = std::ranges::lower_bound(persons, each.draft.person) - persons.begin();
      const PersonKey& key = keys[static_cast<std::size_t>(at)];
      each.person = PersonKey{key.id, key.key.Copy()};
    }
    BSUP_TRY(Writer::Answer answer, writer_->Append(keyed));
    if (answer.stale == Writer::Stale::kNothing) {
      NoteFirstRecords();
      return std::move(answer.receipts);
    }
    if (answer.stale == Writer::Stale::kSigner) {
      BSUP_TRY(RefreshSigner());
    }
  }
  return KeysKeepChanging();
}

// What fails here loses nothing.
void KeyedWriter::NoteFirstRecords() {
  if (noted_.exchange(true)) return;
  const auto note = [&](Store& store) -> Result<bool> {
    BSUP_TRY(const std::uint64_t seen, vault_->TrailSize());
    if (seen > 0) return true;
    BSUP_TRY(const std::uint64_t size, store.Size());
    BSUP_TRY(vault_->NoteTrailSize(size));
    return true;
  };
  try {
    static_cast<void>(writer_->Exclusively(note));
  } catch (const std::bad_alloc&) {  // the records are there
  }
}

// Old backups of the vault still hold erased persons. They become useless when the key of their
// epoch is destroyed.
Result<void> KeyedWriter::BeginEpoch(std::optional<NewEpoch> prepared) {
  for (int tries = 0; tries < kMostTries; ++tries) {
    if (!prepared) {
      BSUP_TRY(prepared, vault_->PrepareEpoch());
    }
    const auto adopt = [&](Store&) -> Result<bool> {
      BSUP_TRY(const bool first, vault_->AdoptEpoch(*std::exchange(prepared, std::nullopt)));
      BSUP_TRY(NoteVaultChanges());
      return first;
    };
    BSUP_TRY(const bool adopted, writer_->Exclusively(adopt));
    BSUP_TRY(RefreshSigner());
    if (adopted) return {};
  }
  return KeysKeepChanging();
}

Result<Receipt> KeyedWriter::Rotate(
    const Draft& draft,
    const std::function<std::string(const VerifierKey& was, const VerifierKey& is)>& words) {
  for (int tries = 0; tries < kMostTries; ++tries) {
    BSUP_TRY(NewEpoch epoch, vault_->PrepareEpoch());
    NewSigningKey successor;
    successor.seed = Secret::Random();
    successor.key = VerifierKeyOf(origin_, KeyType::kEd25519, successor.seed);
    const auto rotate = [&](Store& store) { return RotateNow(&store, successor, draft, words); };
    BSUP_TRY(std::optional<Receipt> receipt, writer_->Exclusively(rotate));
    BSUP_TRY(RefreshSigner());
    if (!receipt) continue;
    // The key has changed. If the vault's keys cannot be wrapped again now, the next change of keys
    // does it.
    if (BeginEpoch(std::move(epoch))) static_cast<void>(FinishErasures());
    return *std::move(receipt);
  }
  return KeysKeepChanging();
}

Result<std::optional<Receipt>> KeyedWriter::RotateNow(
    Store* store, const NewSigningKey& successor, const Draft& draft,
    const std::function<std::string(const VerifierKey& was, const VerifierKey& is)>& words) {
  BSUP_TRY(store->BeginWrite());
  BSUP_TRY(const bool is_signer, writer_->CatchUp());
  if (!is_signer) {
    store->Rollback();
    return std::optional<Receipt>();
  }
  BSUP_TRY(vault_->AddSigningKey(successor.seed));
  KeyedDraft keyed{draft, std::nullopt};
  keyed.draft.trail = words(writer_->signer().key, successor.key);
  BSUP_TRY(Receipt receipt, writer_->Write(keyed));
  BSUP_TRY(receipt.checkpoint, writer_->SignHead(&successor));
  BSUP_TRY(store->SetAbout("vkey", successor.key.ToString()));
  // Kept for good: it shows those who trust the old key that the new one follows it.
  BSUP_TRY(store->AddCosigned(receipt.sequence + 1, origin_, receipt.checkpoint));
  BSUP_TRY(store->Commit());
  BSUP_TRY(vault_->DropSigningKeysBut(successor.seed));
  BSUP_TRY(NoteVaultChanges());
  return std::optional(std::move(receipt));
}

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
    BSUP_TRY(ProveErasure(store, {*before, key.id}, files_->store));
    BSUP_TRY(const Hash leaf, store->Node({0, *before}));
    BSUP_TRY(HeadRow head, store->Head());
    store->Rollback();
    erased.receipt = {*before, leaf, std::move(head.note), true, false};
    return std::optional(std::move(erased));
  }
  const Tag tag = IndexTag(key.key);
  BSUP_TRY(const auto sequences, store->PersonSequences(tag));
  KeyedDraft keyed{draft, std::nullopt};
  Document list{{}, ErasureList{key.id, sequences}.ToString()};
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
  BSUP_TRY(const std::optional<std::int64_t> erasing, vault_->ErasingSince());
  if (erasing == vault_->Epoch()) {
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
