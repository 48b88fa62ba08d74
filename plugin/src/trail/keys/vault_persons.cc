// The part of Vault that finds, makes and destroys a person's key.
#include <utility>

#include "trail/keys/vault.h"
#include "trail/keys/vault_rows.h"
#include "trail/seal/hash.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostCaseNumber = 64;

bool IsCaseNumber(std::string_view text) { return !text.empty() && text.size() <= kMostCaseNumber; }

Error BadCaseNumber() {
  return Error(Status::kUsage, "",
               "a case number has 1 to " + std::to_string(kMostCaseNumber) + " bytes");
}

}  // namespace

Result<VaultRead> Vault::ReadRow(SqliteStatement* statement, std::string_view argument) {
  const Using using_it(statement);
  BSUP_TRY(statement->BindBlob(1, argument).Step());
  VaultRead read;
  read.newest = statement->Integer(0);
  if (statement->Integer(1) == 0) return read;
  read.row = RowAt(*statement, 2);
  if (!read.row) return Tampered("a key has been changed or taken away");
  return read;
}

Result<PersonKey> Vault::OpenRow(const VaultEpoch& epoch, const VaultRow& row) const {
  std::optional<Secret> key;
  if (row.epoch == epoch.number) key = OpenSealed(epoch.vault_key, row);
  if (!key) return Tampered("the key " + Hex(Bytes(row.id)) + " is not as it was sealed");
  return PersonKey{row.id, std::move(*key)};
}

Result<std::optional<PersonKey>> Vault::Look(SqliteStatement* statement,
                                             std::string_view argument) {
  for (int looks = 0; looks < kMostLooks; ++looks) {
    std::shared_ptr<const VaultEpoch> epoch;
    const auto look = [&] {
      const std::lock_guard guard(mutex_);
      epoch = epoch_;
      return ReadRow(statement, argument);
    };
    BSUP_TRY(const VaultRead read, look());
    if (read.newest == epoch->number) {
      if (!read.row) return std::optional<PersonKey>();
      BSUP_TRY(PersonKey key, OpenRow(*epoch, *read.row));
      return std::optional(std::move(key));
    }
    BSUP_TRY(Refresh());
  }
  return Error(Status::kBusy, path_, "its keys change faster than they can be read; try again");
}

Result<std::optional<PersonKey>> Vault::FindPerson(std::string_view case_number) {
  if (!IsCaseNumber(case_number)) return BadCaseNumber();
  // The index key is the same in every epoch.
  return Look(&*by_finder_, Finder(keys()->index, case_number));
}

Result<std::optional<Secret>> Vault::KeyById(const KeyId& id) {
  BSUP_TRY(std::optional<PersonKey> found, Look(&*by_id_, Bytes(id)));
  if (!found) return std::optional<Secret>();
  return std::optional(std::move(found->key));
}

Result<bool> Vault::Has(const KeyId& id) {
  const std::lock_guard guard(mutex_);
  BSUP_TRY(VaultRead read, ReadRow(&*by_id_, Bytes(id)));
  return read.row.has_value();
}

Result<std::optional<std::vector<PersonKey>>> Vault::MakePersons(
    std::span<const std::string> case_numbers) {
  for (const std::string& case_number : case_numbers) {
    if (!IsCaseNumber(case_number)) return BadCaseNumber();
  }
  const std::lock_guard guard(mutex_);
  BSUP_TRY(Transaction transaction, Transaction::Begin(&database_, "BEGIN IMMEDIATE"));
  BSUP_TRY(SqliteStatement insert_key, database_.Prepare(kInsertKey));
  BSUP_TRY(SqliteStatement insert_person,
           database_.Prepare("INSERT INTO person (finder, key) VALUES (?1, ?2)"));

  std::vector<PersonKey> persons;
  persons.reserve(case_numbers.size());
  bool made_any = false;
  for (const std::string& case_number : case_numbers) {
    const std::string finder = Finder(epoch_->keys.index, case_number);
    BSUP_TRY(VaultRead read, ReadRow(&*by_finder_, finder));
    if (read.newest != epoch_->number) return std::optional<std::vector<PersonKey>>();
    if (read.row) {
      BSUP_TRY(PersonKey person, OpenRow(*epoch_, *read.row));
      persons.push_back(std::move(person));
      continue;
    }
    PersonKey person{NewKeyId(), Secret::Random()};
    BSUP_TRY(InsertRow(&insert_key, SealedRow(epoch_->vault_key, epoch_->number, person.id,
                                              kPersonKind, finder, person.key)));
    BSUP_TRY(insert_person.BindBlob(1, finder).BindBlob(2, Bytes(person.id)).Run());
    made_any = true;
    persons.push_back(std::move(person));
  }
  if (made_any) {
    BSUP_TRY(RaiseChanges());
    BSUP_TRY(transaction.Commit());
  }
  return std::optional(std::move(persons));
}

Result<void> Vault::DestroyPerson(const KeyId& id) {
  const std::lock_guard guard(mutex_);
  BSUP_TRY(Transaction transaction, Transaction::Begin(&database_, "BEGIN IMMEDIATE"));
  // Never a key of the trail's own, whatever is asked.
  BSUP_TRY(SqliteStatement destroy,
           database_.Prepare("DELETE FROM key WHERE id = ?1 AND kind = 'person'"));
  BSUP_TRY(destroy.BindBlob(1, Bytes(id)).Run());
  BSUP_TRY(const std::optional<std::int64_t> gone, database_.Number("SELECT changes()"));
  if (gone == 0) return {};
  BSUP_TRY(SqliteStatement forget, database_.Prepare("DELETE FROM person WHERE key = ?1"));
  BSUP_TRY(forget.BindBlob(1, Bytes(id)).Run());
  BSUP_TRY(SqliteStatement erasing,
           database_.Prepare("UPDATE state SET value = ?1 WHERE name = 'erasing'"));
  BSUP_TRY(erasing.BindBlob(1, ErasingNote(epoch_->keys.index, epoch_->number)).Run());
  BSUP_TRY(RaiseChanges());
  return transaction.Commit();
}

}  // namespace bsup::core
