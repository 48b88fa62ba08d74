// The vault, from its making to its newest epoch. Long, since its tests share one key service and
// one way to look into its file.
#include "trail/keys/vault.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "trail/fake_key_service.h"
#include "trail/seal/hash.h"
#include "trail/store/sqlite_file.h"
#include "trail/temporary_folder.h"

namespace bsup::core {
namespace {

Result<std::unique_ptr<Vault>> MakeVault(const std::string& path, KeyService* service) {
  Result<NewVault> fresh = Vault::PrepareVault(service);
  if (!fresh) return std::move(fresh).error();
  BSUP_TRY(Vault::Make(path, nullptr, *fresh));
  return Vault::Open(path, nullptr, OpenMode::kReadWrite, service);
}

// Never of a database that a connection of this process has open: closing the file drops its locks.
std::string BytesOfFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A vault in a folder of its own. Nobody else is there, so that the trail's lock is as good as
// held.
class VaultTest : public testing::Test {
 protected:
  std::unique_ptr<Vault> Made() { return Good(MakeVault(path, &service)); }
  std::unique_ptr<Vault> Opened() {
    return Good(Vault::Open(path, nullptr, OpenMode::kReadWrite, &service));
  }

  template <class T>
  static T Good(Result<T> result) {
    if (!result) ADD_FAILURE() << result.error().Message();
    return std::move(result).value();
  }
  static bool Good(const Result<void>& result) {
    if (!result) ADD_FAILURE() << result.error().Message();
    return result.ok();
  }

  static std::vector<PersonKey> MakePersons(Vault& vault, const std::vector<std::string>& numbers) {
    auto made = Good(vault.MakePersons(numbers));
    EXPECT_TRUE(made.has_value());
    return std::move(*made);
  }

  static void BeginEpoch(Vault& vault) {
    EXPECT_TRUE(Good(vault.AdoptEpoch(Good(vault.PrepareEpoch()))));
  }

  // Does to the file what no program of ours would.
  void Tamper(const std::string& sql) {
    Result<Sqlite> database = Sqlite::Open(path, {.secure_delete = true});
    ASSERT_TRUE(database.ok());
    const Result<void> run = database->Run(sql);
    ASSERT_TRUE(run.ok()) << run.error().Message();
  }

  std::vector<std::string> Column(const std::string& sql) {
    std::vector<std::string> values;
    Result<Sqlite> database = Sqlite::Open(path, {.mode = OpenMode::kReadOnly});
    EXPECT_TRUE(database.ok());
    Result<SqliteStatement> statement = database->Prepare(sql);
    EXPECT_TRUE(statement.ok());
    while (Good(statement->Step())) values.emplace_back(statement->Blob(0));
    return values;
  }

  // Past epochs whose key may still exist in backups.
  std::size_t Pending() {
    return Column(
               "SELECT number FROM epoch WHERE destroyed = 0 "
               "AND number < (SELECT max(number) FROM epoch)")
        .size();
  }

  TemporaryFolder folder;
  const std::string path = folder / "trail.vault";
  FakeKeyService service;
};

TEST_F(VaultTest, APersonsKeyIsMadeOnceAndFoundAgain) {
  const auto vault = Made();
  EXPECT_FALSE(Good(vault->FindPerson("X123456")).has_value());
  const auto made = MakePersons(*vault, {"X123456", "X654321", "X123456"});
  ASSERT_EQ(made.size(), 3U);
  EXPECT_EQ(made[0].id, made[2].id);
  EXPECT_EQ(made[0].key.bytes(), made[2].key.bytes());
  EXPECT_NE(made[0].key.bytes(), made[1].key.bytes());

  const auto again = MakePersons(*vault, {"X654321"});
  EXPECT_EQ(again[0].id, made[1].id);
  const auto found = Good(vault->FindPerson("X123456"));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->id, made[0].id);
  EXPECT_EQ(found->key.bytes(), made[0].key.bytes());
  const auto by_id = Good(vault->KeyById(made[1].id));
  ASSERT_TRUE(by_id.has_value());
  EXPECT_EQ(by_id->bytes(), made[1].key.bytes());
  EXPECT_TRUE(Good(vault->Has(made[1].id)));
  EXPECT_FALSE(Good(vault->Has(KeyId{})));
  EXPECT_FALSE(Good(vault->KeyById(KeyId{})).has_value());
}

TEST_F(VaultTest, KeysOutliveTheProcess) {
  std::vector<PersonKey> made;
  std::string signing;
  {
    const auto vault = Made();
    made = MakePersons(*vault, {"X123456"});
    signing = vault->keys()->signing.back().bytes();
  }
  const auto vault = Opened();
  EXPECT_EQ(Good(vault->FindPerson("X123456"))->key.bytes(), made[0].key.bytes());
  EXPECT_EQ(vault->keys()->signing.back().bytes(), signing);
  const std::shared_ptr<const TrailKeys> keys = vault->keys();
  EXPECT_EQ(Good(vault->KeyById(keys->staff_id))->bytes(), keys->staff.bytes());
  EXPECT_EQ(Good(vault->KeyById(keys->trail_id))->bytes(), keys->trail.bytes());
}

TEST_F(VaultTest, ACaseNumberHasOneTo64Bytes) {
  const auto vault = Made();
  for (const std::string& number : {std::string(), std::string(65, 'X')}) {
    const auto found = vault->FindPerson(number);
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(found.error().status, Status::kUsage);
    EXPECT_FALSE(vault->MakePersons(std::vector{std::string("X1"), number}).ok());
  }
  EXPECT_FALSE(Good(vault->FindPerson("X1")).has_value());
  EXPECT_TRUE(Good(vault->MakePersons(std::vector{std::string(64, 'X')})).has_value());
}

TEST_F(VaultTest, TheFileHoldsNeitherCaseNumberNorKey) {
  std::string bytes;
  std::vector<PersonKey> made;
  {
    const auto vault = Made();
    made = MakePersons(*vault, {"X123456"});
    EXPECT_TRUE(Good(vault->Truncate()));
  }
  bytes = BytesOfFile(path);
  EXPECT_EQ(bytes.find("X123456"), std::string::npos);
  EXPECT_EQ(bytes.find(made[0].key.bytes()), std::string::npos);
  // The control: what is there is found this way.
  EXPECT_NE(bytes.find(Bytes(made[0].id)), std::string::npos);
}

TEST_F(VaultTest, TwoVaultsFindOnePersonDifferently) {
  Made();
  MakePersons(*Opened(), {"X123456"});
  const auto finders = Column("SELECT finder FROM person");
  const TemporaryFolder other;
  const auto elsewhere = Good(MakeVault(other / "v", &service));
  MakePersons(*elsewhere, {"X123456"});
  Result<Sqlite> database = Sqlite::Open(other / "v", {.mode = OpenMode::kReadOnly});
  ASSERT_TRUE(database.ok());
  Result<SqliteStatement> statement = database->Prepare("SELECT finder FROM person");
  ASSERT_TRUE(statement.ok() && Good(statement->Step()));
  ASSERT_EQ(finders.size(), 1U);
  EXPECT_NE(statement->Blob(0), finders[0]);
}

TEST_F(VaultTest, ItsFileIsItsOwnersAloneAndNeverMadeTwice) {
  EXPECT_FALSE(Good(Vault::IsMade(path, nullptr)));
  const std::string signing(Made()->keys()->signing.back().bytes());
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  EXPECT_TRUE(Good(Vault::IsMade(path, nullptr)));
  // Somebody else was first: theirs stays.
  EXPECT_TRUE(Good(Vault::Make(path, nullptr, Good(Vault::PrepareVault(&service)))));
  EXPECT_EQ(Opened()->keys()->signing.back().bytes(), signing);
}

TEST_F(VaultTest, AFileThatWasOnlyBegunBecomesAVault) {
  ASSERT_TRUE(Good(MakePrivateFile(path)));
  EXPECT_FALSE(Good(Vault::IsMade(path, nullptr)));
  EXPECT_EQ(Made()->keys()->signing.size(), 1U);
}

TEST_F(VaultTest, ASigningKeyIsChangedInTwoSteps) {
  const auto vault = Made();
  const std::string was(vault->keys()->signing.back().bytes());
  const Secret next = Secret::Random();
  ASSERT_TRUE(Good(vault->AddSigningKey(next)));
  for (const auto& each : {vault->keys(), Opened()->keys()}) {
    ASSERT_EQ(each->signing.size(), 2U);
    EXPECT_EQ(each->signing.front().bytes(), was);
    EXPECT_EQ(each->signing.back().bytes(), next.bytes());
  }
  // A new epoch keeps both.
  BeginEpoch(*vault);
  EXPECT_EQ(Opened()->keys()->signing.size(), 2U);
  ASSERT_TRUE(Good(vault->DropSigningKeysBut(next)));
  for (const auto& each : {vault->keys(), Opened()->keys()}) {
    ASSERT_EQ(each->signing.size(), 1U);
    EXPECT_EQ(each->signing.back().bytes(), next.bytes());
  }
}

TEST_F(VaultTest, AServiceThatRefusesLeavesNoFile) {
  service.refuses = true;
  const auto made = MakeVault(path, &service);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().status, Status::kKeyRefused);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(VaultTest, DoesNotOpenWithoutItsKey) {
  Made();
  service.refuses = true;
  const auto refused = Vault::Open(path, nullptr, OpenMode::kReadWrite, &service);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().status, Status::kKeyRefused);

  // A service that answers with another key than the one that was wrapped.
  class Liar final : public KeyService {
    Result<std::string> Wrap(const std::string&, const Secret&) override { return std::string(); }
    Result<Secret> Unwrap(const std::string&, std::string_view) override {
      return Secret::Random();
    }
    Result<Destroyed> Destroy(const std::string&) override { return Destroyed::kYes; }
  } liar;
  const auto lied = Vault::Open(path, nullptr, OpenMode::kReadWrite, &liar);
  ASSERT_FALSE(lied.ok());
  EXPECT_EQ(lied.error().status, Status::kKeyRefused);
}

TEST_F(VaultTest, AnotherDatabaseIsNoVault) {
  {
    Result<Sqlite> database = Sqlite::Open(path, {.mode = OpenMode::kCreate});
    ASSERT_TRUE(database.ok() && database->Run("CREATE TABLE t (x)").ok());
  }
  const auto opened = Vault::Open(path, nullptr, OpenMode::kReadWrite, &service);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().status, Status::kStorage);
  EXPECT_EQ(Vault::Open(folder / "none", nullptr, OpenMode::kReadWrite, &service).error().status,
            Status::kNotFound);
}

TEST_F(VaultTest, OfADestroyedPersonNothingIsLeftInTheFiles) {
  std::vector<std::string> numbers;
  for (int i = 0; i < 600; ++i) numbers.push_back("X" + std::to_string(100000 + i));
  std::vector<PersonKey> made;
  {
    const auto vault = Made();
    made = MakePersons(*vault, numbers);
    ASSERT_TRUE(Good(vault->Truncate()));
  }
  // What is of one half of them: all but every other one in order of their keys.
  const std::string half =
      " FROM (SELECT k.id, k.sealed, p.finder, row_number() OVER () AS n "
      "FROM key k JOIN person p ON p.key = k.id ORDER BY k.id) WHERE n % 2";
  const auto ids = Column("SELECT id" + half);
  std::vector<std::string> traces = ids;
  for (const std::string column : {"sealed", "finder"}) {
    const auto more = Column("SELECT " + column + half);
    traces.insert(traces.end(), more.begin(), more.end());
  }
  ASSERT_EQ(traces.size(), 900U);
  const auto found = [&] {
    const std::string bytes = BytesOfFile(path) + BytesOfFile(path + "-wal");
    return std::count_if(traces.begin(), traces.end(), [&](const std::string& trace) {
      return bytes.find(trace) != std::string::npos;
    });
  };
  EXPECT_EQ(found(), 900);
  {
    const auto vault = Opened();
    for (const PersonKey& person : made) {
      if (std::find(ids.begin(), ids.end(), Bytes(person.id)) == ids.end()) continue;
      ASSERT_TRUE(Good(vault->DestroyPerson(person.id)));
    }
  }
  EXPECT_EQ(found(), 900);  // in the file still, until it is written anew
  ASSERT_TRUE(Good(Opened()->Truncate()));
  EXPECT_EQ(found(), 0);
  const auto vault = Opened();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const bool destroyed = std::find(ids.begin(), ids.end(), Bytes(made[i].id)) != ids.end();
    ASSERT_NE(Good(vault->FindPerson(numbers[i])).has_value(), destroyed);
    ASSERT_NE(Good(vault->Has(made[i].id)), destroyed);
  }
}

TEST_F(VaultTest, APersonWhoComesBackIsSomebodyElse) {
  const auto vault = Made();
  const auto was = MakePersons(*vault, {"X123456"});
  ASSERT_TRUE(Good(vault->DestroyPerson(was[0].id)));
  EXPECT_TRUE(Good(vault->DestroyPerson(was[0].id)));  // again is not an error
  const auto is = MakePersons(*vault, {"X123456"});
  EXPECT_NE(is[0].id, was[0].id);
  EXPECT_NE(is[0].key.bytes(), was[0].key.bytes());
}

TEST_F(VaultTest, TheTrailsOwnKeysAreNotDestroyed) {
  const auto vault = Made();
  ASSERT_TRUE(Good(vault->DestroyPerson(vault->keys()->staff_id)));
  EXPECT_TRUE(Good(vault->Has(vault->keys()->staff_id)));
}

TEST_F(VaultTest, AnotherProcessGoesOnAfterANewEpoch) {
  const auto one = Made();
  const auto two = Opened();
  const auto made = MakePersons(*one, {"X123456"});
  EXPECT_EQ(Good(two->FindPerson("X123456"))->id, made[0].id);
  const int unwrapped = service.unwrapped;

  const Secret signing = Secret::Random();
  ASSERT_TRUE(Good(one->AddSigningKey(signing)));
  ASSERT_TRUE(Good(one->DropSigningKeysBut(signing)));
  BeginEpoch(*one);
  EXPECT_NE(two->keys()->signing.back().bytes(), signing.bytes());
  EXPECT_FALSE(Good(two->MakePersons(std::vector<std::string>{"X2"})).has_value());
  EXPECT_EQ(Good(two->FindPerson("X123456"))->key.bytes(), made[0].key.bytes());
  EXPECT_EQ(two->keys()->signing.back().bytes(), signing.bytes());
  EXPECT_EQ(service.unwrapped, unwrapped + 1);
  EXPECT_TRUE(Good(two->MakePersons(std::vector<std::string>{"X2"})).has_value());
  EXPECT_TRUE(Good(one->FindPerson("X2")).has_value());

  // Keys that somebody still holds stay what they were.
  const std::shared_ptr<const TrailKeys> held = two->keys();
  BeginEpoch(*one);
  ASSERT_TRUE(Good(two->Refresh()));
  EXPECT_EQ(held->staff.bytes(), two->keys()->staff.bytes());
  EXPECT_EQ(held->signing.back().bytes(), two->keys()->signing.back().bytes());
}

TEST_F(VaultTest, ManyThreadsFindPersonsWhileEpochsChange) {
  const auto one = Made();
  const auto two = Opened();
  const auto made = MakePersons(*one, {"X1", "X2", "X3", "X4"});
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < made.size(); ++i) {
    threads.emplace_back([&, i] {
      do {
        const auto found = two->FindPerson("X" + std::to_string(i + 1));
        if (!found || !*found || (*found)->key.bytes() != made[i].key.bytes()) ++wrong;
        if (two->keys()->staff.bytes() != one->keys()->staff.bytes()) ++wrong;
      } while (!done);
    });
  }
  for (int i = 0; i < 5; ++i) BeginEpoch(*one);
  done = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(VaultTest, ARefusedUnwrapIsSaidAndMendsItself) {
  const auto one = Made();
  const auto two = Opened();
  MakePersons(*one, {"X123456"});
  BeginEpoch(*one);
  service.refuses = true;
  const auto refused = two->FindPerson("X123456");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().status, Status::kKeyRefused);
  service.refuses = false;
  EXPECT_TRUE(Good(two->FindPerson("X123456")).has_value());
}

TEST_F(VaultTest, OfTwoNewEpochsTheFirstOneCounts) {
  const auto one = Made();
  const auto two = Opened();
  NewEpoch first = Good(one->PrepareEpoch());
  NewEpoch second = Good(two->PrepareEpoch());
  EXPECT_TRUE(Good(one->AdoptEpoch(std::move(first))));
  EXPECT_FALSE(Good(two->AdoptEpoch(std::move(second))));
  BeginEpoch(*two);
  EXPECT_EQ(Pending(), 2U);
  EXPECT_TRUE(Good(one->Refresh()));
}

TEST_F(VaultTest, APastEpochIsPendingUntilItsKeyIsDestroyed) {
  const auto vault = Made();
  const auto made = MakePersons(*vault, {"X123456"});
  const auto name = Column("SELECT key_name FROM epoch")[0];
  EXPECT_EQ(Pending(), 0U);
  BeginEpoch(*vault);
  service.keeps_for_backups = true;
  const auto kept = Good(vault->DestroyPastEpochs());
  EXPECT_TRUE(kept.destroyed.empty());
  EXPECT_EQ(kept.pending, 1);
  EXPECT_EQ(Pending(), 1U);
  EXPECT_TRUE(service.Has(name));

  service.keeps_for_backups = false;
  const auto gone = Good(vault->DestroyPastEpochs());
  EXPECT_EQ(gone.destroyed, std::vector<std::int64_t>{1});
  EXPECT_EQ(gone.pending, 0);
  ASSERT_TRUE(Good(vault->NoteDestroyed(gone.destroyed)));
  EXPECT_EQ(Pending(), 0U);
  EXPECT_FALSE(service.Has(name));
  EXPECT_EQ(Good(vault->FindPerson("X123456"))->key.bytes(), made[0].key.bytes());
  // The epoch in use is never noted as destroyed.
  ASSERT_TRUE(Good(vault->NoteDestroyed(std::vector<std::int64_t>{2})));
  EXPECT_EQ(Column("SELECT number FROM epoch WHERE destroyed = 0").size(), 1U);
}

TEST_F(VaultTest, AnOldCopyIsLostWithItsEpochsKey) {
  const auto vault = Made();
  const auto made = MakePersons(*vault, {"X123456"});
  ASSERT_TRUE(Good(vault->BackupTo(folder / "old")));
  ASSERT_TRUE(Vault::Open(folder / "old", nullptr, OpenMode::kReadOnly, &service).ok());
  ASSERT_TRUE(Good(vault->DestroyPerson(made[0].id)));
  BeginEpoch(*vault);
  ASSERT_TRUE(Good(vault->NoteDestroyed(Good(vault->DestroyPastEpochs()).destroyed)));
  const auto old = Vault::Open(folder / "old", nullptr, OpenMode::kReadOnly, &service);
  ASSERT_FALSE(old.ok());
  EXPECT_EQ(old.error().status, Status::kKeyRefused);
}

TEST_F(VaultTest, ABackupOpensElsewhere) {
  const auto vault = Made();
  const auto made = MakePersons(*vault, {"X123456"});
  ASSERT_TRUE(Good(vault->BackupTo(folder / "copy")));
  const auto copy = Good(Vault::Open(folder / "copy", nullptr, OpenMode::kReadOnly, &service));
  EXPECT_EQ(Good(copy->FindPerson("X123456"))->key.bytes(), made[0].key.bytes());
  EXPECT_EQ(copy->keys()->index.bytes(), vault->keys()->index.bytes());
  EXPECT_FALSE(copy->MakePersons(std::vector<std::string>{"X2"}).ok());
}

TEST_F(VaultTest, AChangedOrSwappedKeyIsRefused) {
  const std::string first = "(SELECT key FROM person ORDER BY key LIMIT 1)";
  const std::string last = "(SELECT key FROM person ORDER BY key DESC LIMIT 1)";
  const std::vector<std::string> changes = {
      "UPDATE key SET sealed = randomblob(72) WHERE id = " + first,
      "UPDATE key SET sealed = (SELECT sealed FROM key WHERE id = " + last +
          ") WHERE id = " + first,
      "UPDATE key SET kind = 'signing', sealed = randomblob(72) WHERE id = " + first,
      "UPDATE key SET epoch = 0 WHERE id = " + first, "DELETE FROM key WHERE id = " + first,
      // Each person now has the other's key.
      "CREATE TEMP TABLE was AS SELECT finder, key FROM person; DELETE FROM person;"
      "INSERT INTO person SELECT a.finder, b.key FROM was a JOIN was b ON a.key <> b.key"};
  for (const std::string& change : changes) {
    std::filesystem::remove(path);
    std::filesystem::remove(path + "-wal");
    {
      const auto vault = Made();
      MakePersons(*vault, {"X1", "X2"});
      ASSERT_TRUE(Good(vault->FindPerson("X1")).has_value());
      // The control: a change that is none.
      Tamper("UPDATE key SET sealed = sealed");
      ASSERT_TRUE(Good(vault->FindPerson("X1")).has_value());
      ASSERT_TRUE(Good(vault->FindPerson("X2")).has_value());
    }
    if (change.find("'signing'") != std::string::npos) {
      Tamper("DELETE FROM key WHERE kind = 'signing'");
    }
    Tamper(change);
    auto opened = Vault::Open(path, nullptr, OpenMode::kReadWrite, &service);
    if (!opened) {
      EXPECT_EQ(opened.error().status, Status::kTampered) << change;
      continue;
    }
    int refused = 0;
    for (const char* number : {"X1", "X2"}) {
      const auto found = (*opened)->FindPerson(number);
      if (found.ok()) continue;
      EXPECT_EQ(found.error().status, Status::kTampered) << change;
      EXPECT_FALSE(found.error().Message().empty());
      ++refused;
    }
    EXPECT_GT(refused, 0) << change;
  }
}

TEST_F(VaultTest, ItsEpochsCannotLeadToAnothersKey) {
  Made();
  Tamper("UPDATE epoch SET key_name = 'blended-supervision/other/1'");
  service.unwrapped = 0;
  const auto opened = Vault::Open(path, nullptr, OpenMode::kReadWrite, &service);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().status, Status::kTampered);
  EXPECT_EQ(service.unwrapped, 0);
}

TEST_F(VaultTest, CountsItsChangesAndRemembersTheTrailsSize) {
  const auto vault = Made();
  EXPECT_EQ(Good(vault->Changes()), 0);
  const auto made = MakePersons(*vault, {"X1", "X2"});
  EXPECT_EQ(Good(vault->Changes()), 1);
  MakePersons(*vault, {"X1"});
  EXPECT_EQ(Good(vault->Changes()), 1);
  ASSERT_TRUE(Good(vault->DestroyPerson(made[0].id)));
  EXPECT_EQ(Good(vault->Changes()), 2);
  BeginEpoch(*vault);
  EXPECT_EQ(Good(vault->Changes()), 3);

  EXPECT_EQ(Good(vault->TrailSize()), 0U);
  ASSERT_TRUE(Good(vault->NoteTrailSize(41)));
  EXPECT_EQ(Good(Opened()->TrailSize()), 41U);
  EXPECT_EQ(Good(vault->Changes()), 3);
}

TEST_F(VaultTest, ANewEpochWrapsEveryKeyAgain) {
  const auto vault = Made();
  std::vector<std::string> numbers;
  for (int i = 0; i < 2500; ++i) numbers.push_back("X" + std::to_string(i));
  const auto made = MakePersons(*vault, numbers);
  const auto was = Column("SELECT sealed FROM key ORDER BY id");
  BeginEpoch(*vault);
  const auto is = Column("SELECT sealed FROM key ORDER BY id");
  ASSERT_EQ(was.size(), is.size());
  for (std::size_t i = 0; i < was.size(); ++i) ASSERT_NE(was[i], is[i]);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    ASSERT_EQ(Good(vault->FindPerson(numbers[i]))->key.bytes(), made[i].key.bytes());
  }
  EXPECT_EQ(Column("SELECT wrapped FROM epoch WHERE number = 1"), std::vector<std::string>{""});
}

}  // namespace
}  // namespace bsup::core
