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
  if (auto unwritable = impl_->Unwritable()) return *std::move(unwritable);
  for (int tries = 0; tries < kMostTries; ++tries) {
    Result<std::optional<PersonKey>> key = impl_->vault->FindPerson(person);
    if (!key) return std::move(key).error();
    if (!*key) {
      return Error(Status::kNotFound, "person", "the trail holds nothing about this person");
    }
    // First, so that a key service that refuses refuses before anything is gone.
    Result<NewEpoch> epoch = impl_->vault->PrepareEpoch();
    if (!epoch) return std::move(epoch).error();
    Erased erased;
    bool again = false;
    auto done = impl_->writer->Exclusively([&](Store& store) -> Result<bool> {
      const Result<std::optional<Erased>> written = impl_->WriteErasure(&store, **key, draft);
      if (!written) return written.error();
      if (!*written) {
        again = true;
        return true;
      }
      erased = **written;
      auto noted = impl_->vault->NoteTrailSize(erased.receipt.sequence + 1);
      if (!noted) return noted;
      if (auto destroyed = impl_->vault->DestroyPerson((*key)->id); !destroyed) return destroyed;
      return impl_->NoteVaultChanges();
    });
    if (!done) return std::move(done).error();
    if (again) {
      if (auto refreshed = impl_->RefreshSigner(); !refreshed) return std::move(refreshed).error();
      continue;
    }
    // The person is gone for good. What is left concerns copies, and can be asked for again.
    const Result<ErasureStatus> status = impl_->FinishErasures(*std::move(epoch));
    erased.status = status ? *status : ErasureStatus::kPendingBackups;
    return erased;
  }
  return KeysKeepChanging(impl_->files.vault);
}

Result<std::optional<Erased>> Trail::Impl::WriteErasure(Store* store, const PersonKey& key,
                                                        const Draft& draft) {
  if (auto begun = store->BeginWrite(); !begun) return std::move(begun).error();
  const auto caught_up = writer->CatchUp();
  if (!caught_up) return caught_up.error();
  if (*caught_up != Writer::Outcome::kWritten) {
    store->Rollback();
    return std::optional<Erased>();
  }
  Erased erased;
  // An erasure whose record is there and whose key is too was cut off between the two.
  const auto before = store->ErasureOf(key.id);
  if (!before) return before.error();
  if (*before) {
    const Result<Hash> leaf = store->Node({0, **before});
    if (!leaf) return leaf.error();
    const Result<HeadRow> head = store->Head();
    if (!head) return head.error();
    store->Rollback();
    erased.receipt = {**before, *leaf, head->note, true, false};
    return std::optional<Erased>(std::move(erased));
  }
  const Tag tag = IndexTag(key.key);
  const auto sequences = store->PersonSequences(tag);
  if (!sequences) return sequences.error();
  KeyedDraft keyed{draft, std::nullopt};
  Document list{{}, ErasureList(key.id, *sequences)};
  list.digest = Sha256Of({list.bytes});
  keyed.draft.document = list.digest;
  keyed.draft.documents = {std::move(list)};
  Result<Receipt> receipt = writer->Write(keyed);
  if (!receipt) return std::move(receipt).error();
  // The record and what it says is gone go together, so that no crash can part them.
  auto changed = store->AddErased(receipt->sequence, key.id);
  for (std::size_t i = 0; changed && i < sequences->size(); ++i) {
    changed = store->DeletePayload((*sequences)[i], PayloadPart::kSubject);
  }
  if (changed) changed = store->DeletePersonRows(tag);
  if (!changed) return std::move(changed).error();
  Result<std::string> note = writer->Seal();
  if (!note) return std::move(note).error();
  if (auto committed = store->Commit(); !committed) return std::move(committed).error();
  erased.receipt = *std::move(receipt);
  erased.receipt.checkpoint = *std::move(note);
  erased.records = sequences->size();
  return std::optional<Erased>(std::move(erased));
}

// Old backups of the vault hold whom this one has erased: they become useless with the key of their
// epoch.
Result<bool> Trail::Impl::BeginEpoch(std::optional<NewEpoch> prepared) {
  for (int tries = 0; tries < kMostTries; ++tries) {
    Result<NewEpoch> epoch =
        prepared ? Result<NewEpoch>(*std::move(prepared)) : vault->PrepareEpoch();
    prepared.reset();
    if (!epoch) return std::move(epoch).error();
    bool adopted = false;
    auto done = writer->Exclusively([&](Store&) -> Result<bool> {
      const Result<bool> first = vault->AdoptEpoch(*std::move(epoch));
      if (!first) return first;
      adopted = *first;
      return NoteVaultChanges();
    });
    if (!done) return done;
    if (auto refreshed = RefreshSigner(); !refreshed) return refreshed;
    if (adopted) return true;
  }
  return KeysKeepChanging(files.vault);
}

Result<bool> Trail::Impl::NoteVaultChanges() {
  const Result<std::int64_t> changes = vault->Changes();
  if (!changes) return changes.error();
  writer->NoteVaultChanges(*changes);
  return true;
}

Result<ErasureStatus> Trail::FinishErasures() {
  if (auto unwritable = impl_->Unwritable()) return *std::move(unwritable);
  return impl_->FinishErasures(std::nullopt);
}

Result<ErasureStatus> Trail::Impl::FinishErasures(std::optional<NewEpoch> prepared) {
  const Result<bool> erasing = vault->IsErasing();
  if (!erasing) return erasing.error();
  if (*erasing) {
    if (auto begun = BeginEpoch(std::move(prepared)); !begun) return std::move(begun).error();
  }
  const Result<Vault::Retired> retired = vault->DestroyPastEpochs();
  if (!retired) return retired.error();
  bool readers = false;
  auto done = writer->Exclusively([&](Store&) -> Result<bool> {
    if (auto noted = vault->NoteDestroyed(retired->destroyed); !noted) return noted;
    // Whoever still reads an older state keeps it from going; then it is asked for again.
    Result<bool> emptied = writer->Truncate();
    if (emptied && *erasing) emptied = vault->Truncate();
    if (!emptied && emptied.error().status != Status::kBusy) return emptied;
    readers = !emptied;
    if (*erasing && emptied) {
      if (auto ended = vault->EndErasing(); !ended) return ended;
    }
    return NoteVaultChanges();
  });
  if (!done) return std::move(done).error();
  if (retired->pending > 0) return ErasureStatus::kPendingBackups;
  return readers ? ErasureStatus::kPendingReaders : ErasureStatus::kDone;
}

Result<Receipt> Trail::Rotate(
    Draft draft,
    const std::function<std::string(const VerifierKey& was, const VerifierKey& is)>& words) {
  if (auto unwritable = impl_->Unwritable()) return *std::move(unwritable);
  for (int tries = 0; tries < kMostTries; ++tries) {
    Result<NewEpoch> epoch = impl_->vault->PrepareEpoch();
    if (!epoch) return std::move(epoch).error();
    NewSigningKey successor;
    successor.seed = Secret::Random();
    successor.key = VerifierKeyOf(impl_->origin, KeyType::kEd25519, successor.seed);
    Receipt receipt;
    bool again = false;
    auto done = impl_->writer->Exclusively([&](Store& store) -> Result<bool> {
      if (auto begun = store.BeginWrite(); !begun) return begun;
      const auto caught_up = impl_->writer->CatchUp();
      if (!caught_up) return caught_up.error();
      if (*caught_up != Writer::Outcome::kWritten) {
        store.Rollback();
        again = true;
        return true;
      }
      if (auto added = impl_->vault->AddSigningKey(successor.seed); !added) return added;
      KeyedDraft keyed{draft, std::nullopt};
      keyed.draft.trail = words(impl_->writer->signer().key, successor.key);
      Result<Receipt> written = impl_->writer->Write(keyed);
      if (!written) return std::move(written).error();
      Result<std::string> note = impl_->writer->Seal(&successor);
      if (!note) return std::move(note).error();
      if (auto set = store.SetAbout("vkey", successor.key.ToString()); !set) return set;
      // Kept for good: it shows whoever trusts the old key that the new one follows it.
      auto kept = store.AddCosigned(written->sequence + 1, impl_->origin, *note);
      if (!kept) return kept;
      if (auto committed = store.Commit(); !committed) return committed;
      receipt = *std::move(written);
      receipt.checkpoint = *std::move(note);
      if (auto dropped = impl_->vault->DropSigningKeysBut(successor.seed); !dropped) return dropped;
      return impl_->NoteVaultChanges();
    });
    if (!done) return std::move(done).error();
    if (auto refreshed = impl_->RefreshSigner(); !refreshed) return std::move(refreshed).error();
    if (again) continue;
    // The key has changed. That the vault's keys are wrapped anew besides is asked for again by
    // the next change.
    if (impl_->BeginEpoch(*std::move(epoch))) static_cast<void>(FinishErasures());
    return receipt;
  }
  return KeysKeepChanging(impl_->files.vault);
}

}  // namespace bsup::core
