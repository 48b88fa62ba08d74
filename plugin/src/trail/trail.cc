// Appending and closing.
#include "trail/trail.h"

#include <algorithm>
#include <new>
#include <utility>

#include "trail/trail_impl.h"

namespace bsup::core {

Result<Checkpoint> CheckpointIn(std::string_view text) {
  BSUP_TRY(const Note note, Note::Parse(text));
  return Checkpoint::Parse(note.text);
}

Result<void> Trail::Impl::Unusable() const {
  if (!lock->forked()) return {};
  return Error(Status::kUsage, "",
               "this trail was opened before the process forked; open it anew in the child");
}

Result<void> Trail::Impl::Unwritable() const {
  BSUP_TRY(Unusable());
  if (writer) return {};
  return Error(Status::kUsage, files.store,
               "this log has ended and can only be read; record in the trail that follows it");
}

Trail::Trail(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Trail::~Trail() {
  if (impl_->lock->forked()) {
    if (impl_->writer) impl_->writer->Abandon();
    impl_->reader->connection().Abandon();
    impl_->vault->Abandon();
    return;
  }
  const auto close = [&] {
    impl_->writer.reset();
    impl_->reader.reset();
    impl_->vault.reset();
  };
  try {
    // A process that holds the lock for longer than the wait does not keep this one from ending.
    const auto held = impl_->lock->Acquire(impl_->wait);
    close();
  } catch (const std::bad_alloc&) {
    close();
  }
}

VerifierKey Trail::key() const {
  return impl_->ended_key ? *impl_->ended_key : impl_->writer->signer().key;
}
const std::string& Trail::origin() const { return impl_->origin; }
bool Trail::made() const { return impl_->made; }
bool Trail::old_vault() const { return impl_->old_vault; }

Result<void> Trail::Impl::RefreshSigner() {
  // The key may change again between the two looks: the vault then no longer holds what the store
  // named, or not yet what it names.
  for (int tries = 0; tries < kMostTries; ++tries) {
    BSUP_TRY(vault->Refresh());
    BSUP_TRY(const auto vkey, Reading([](Store& store) { return store.About("vkey"); }));
    std::optional<Signer> signer = Signer::Find(vault->keys(), origin, vkey.value_or(""));
    if (!signer) continue;
    writer->SetSigner(*std::move(signer));
    return {};
  }
  return Error(Status::kKeyRefused, files.vault,
               "the vault does not hold the key that signs this trail");
}

Result<std::vector<PersonKey>> Trail::Impl::PersonKeys(const std::vector<std::string>& persons) {
  for (int tries = 0; tries < kMostTries; ++tries) {
    std::vector<PersonKey> found;
    found.reserve(persons.size());
    for (const std::string& person : persons) {
      BSUP_TRY(std::optional<PersonKey> key, vault->FindPerson(person));
      if (!key) break;
      found.push_back(*std::move(key));
    }
    if (found.size() == persons.size()) return found;

    std::optional<std::vector<PersonKey>> made;
    const auto make = [&](Store& store) -> Result<void> {
      BSUP_TRY(const std::uint64_t size, store.Size());
      BSUP_TRY(vault->NoteTrailSize(size));
      BSUP_TRY(made, vault->MakePersons(persons));
      return NoteVaultChanges();
    };
    BSUP_TRY(writer->Exclusively(make));
    if (made) return *std::move(made);
    BSUP_TRY(RefreshSigner());
  }
  return Error(Status::kBusy, files.vault,
               "the vault's keys keep changing; nothing was recorded, try again");
}

Result<std::vector<Receipt>> Trail::Append(std::vector<Draft> drafts) {
  BSUP_TRY(impl_->Unwritable());
  std::vector<std::string> persons;
  for (const Draft& draft : drafts) {
    if (!draft.subject.empty()) persons.push_back(draft.person);
  }
  std::ranges::sort(persons);
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  std::vector<KeyedDraft> keyed;
  for (Draft& draft : drafts) keyed.push_back({std::move(draft), std::nullopt});

  for (int tries = 0; tries < kMostTries; ++tries) {
    BSUP_TRY(const std::vector<PersonKey> keys, impl_->PersonKeys(persons));
    for (KeyedDraft& each : keyed) {
      if (each.draft.subject.empty()) continue;
      const auto at = std::ranges::lower_bound(persons, each.draft.person) - persons.begin();
      const PersonKey& key = keys[static_cast<std::size_t>(at)];
      each.person = PersonKey{key.id, key.key.Copy()};
    }
    BSUP_TRY(Writer::Answer answer, impl_->writer->Append(keyed));
    if (answer.outcome == Writer::Outcome::kWritten) return std::move(answer.receipts);
    if (answer.outcome == Writer::Outcome::kOtherSigner) {
      BSUP_TRY(impl_->RefreshSigner());
    }
  }
  return Error(Status::kBusy, impl_->files.store,
               "the trail's keys keep changing; nothing was recorded, try again");
}

}  // namespace bsup::core
