#include "trail/store/sqlite.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "trail/temporary_folder.h"

namespace bsup::core {
namespace {

constexpr SqliteOptions kNew{.mode = OpenMode::kCreate, .vfs = nullptr};

// Every file below is in a folder of its own, and every open is meant to go well.
Sqlite Opened(const std::string& path, const SqliteOptions& options = kNew) {
  Result<Sqlite> opened = Sqlite::Open(path, options);
  if (!opened) ADD_FAILURE() << opened.error().Message();
  return std::move(opened).value();
}

void Do(Sqlite& database, const std::string& sql) {
  const Result<void> run = database.Run(sql);
  ASSERT_TRUE(run.ok()) << run.error().Message();
}

std::int64_t NumberOf(Sqlite& database, std::string_view sql) {
  Result<std::optional<std::int64_t>> number = database.Number(sql);
  EXPECT_TRUE(number.ok() && number->has_value()) << sql;
  return number.ok() ? number->value_or(-1) : -1;
}

std::string TextOf(Sqlite& database, std::string_view sql) {
  Result<SqliteStatement> statement = database.Prepare(sql);
  EXPECT_TRUE(statement.ok() && statement->Step().ok()) << sql;
  return std::string(statement->Blob(0));
}

unsigned ModeOf(const std::string& path) {
  struct stat status {};
  EXPECT_EQ(stat(path.c_str(), &status), 0) << path;
  return status.st_mode & 07777U;
}

TEST(Sqlite, HasTheSettingsThatTheTrailStandsOn) {
  const TemporaryFolder folder;
  Sqlite database = Opened(folder / "trail", {.mode = OpenMode::kCreate, .secure_delete = true});
  EXPECT_EQ(TextOf(database, "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(NumberOf(database, "PRAGMA synchronous"), 2);
  EXPECT_EQ(NumberOf(database, "PRAGMA wal_autocheckpoint"), 0);
  EXPECT_EQ(NumberOf(database, "PRAGMA recursive_triggers"), 1);
  EXPECT_EQ(NumberOf(database, "PRAGMA cell_size_check"), 1);
  EXPECT_EQ(NumberOf(database, "PRAGMA trusted_schema"), 0);
  EXPECT_EQ(NumberOf(database, "PRAGMA temp_store"), 2);
  EXPECT_EQ(NumberOf(database, "PRAGMA secure_delete"), 1);
  for (const int on : {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, SQLITE_DBCONFIG_DEFENSIVE,
                       SQLITE_DBCONFIG_ENABLE_TRIGGER}) {
    int value = -1;
    ASSERT_EQ(sqlite3_db_config(database.handle(), on, -1, &value), SQLITE_OK);
    EXPECT_EQ(value, 1) << on;
  }
}

TEST(Sqlite, NeverCheckpointsOfItself) {
  const TemporaryFolder folder;
  {
    Sqlite database = Opened(folder / "trail");
    Do(database, "CREATE TABLE t (x)");
    // SQLite by itself would checkpoint at 1,000 pages.
    Do(database,
       "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500) "
       "INSERT INTO t SELECT zeroblob(4000) FROM n");
    EXPECT_GT(database.wal_pages(), 1500);
  }
  EXPECT_GT(std::filesystem::file_size(folder / "trail-wal"), 1500U * 4096U);
  Sqlite again = Opened(folder / "trail");
  EXPECT_EQ(NumberOf(again, "SELECT count(*) FROM t"), 1500);
  ASSERT_TRUE(again.Checkpoint(true).ok());
  EXPECT_EQ(again.wal_pages(), 0);
  EXPECT_EQ(std::filesystem::file_size(folder / "trail-wal"), 0U);
}

TEST(Sqlite, DoesNotEmptyTheLogUnderAReader) {
  const TemporaryFolder folder;
  Sqlite writer = Opened(folder / "trail");
  Do(writer, "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  Sqlite reader = Opened(folder / "trail", {.mode = OpenMode::kReadOnly});
  Do(reader, "BEGIN");
  EXPECT_EQ(NumberOf(reader, "SELECT count(*) FROM t"), 1);
  Do(writer, "INSERT INTO t VALUES (2)");
  const Result<void> emptied = writer.Checkpoint(true);
  ASSERT_FALSE(emptied.ok());
  EXPECT_EQ(emptied.error().status, Status::kBusy);
  Do(reader, "COMMIT");
  EXPECT_TRUE(writer.Checkpoint(true).ok());
}

TEST(Sqlite, OnceSealedLetsOnlyRowsChange) {
  const TemporaryFolder folder;
  Sqlite database = Opened(folder / "trail");
  Do(database,
     "CREATE TABLE t (x); CREATE TRIGGER g BEFORE DELETE ON t "
     "BEGIN SELECT raise(ABORT, 'kept'); END");
  const std::string other = folder / "other";
  const std::vector<std::string> changes = {"PRAGMA synchronous = OFF",
                                            "ATTACH '" + other + "' AS other",
                                            "CREATE TABLE u (x)",
                                            "CREATE TEMP TABLE u (x)",
                                            "CREATE INDEX i ON t (x)",
                                            "ALTER TABLE t ADD y",
                                            "DROP TRIGGER g",
                                            "DROP TABLE t",
                                            "VACUUM",
                                            "SELECT load_extension('x')"};
  database.AllowRowsOnly();
  for (const std::string& change : changes) {
    EXPECT_FALSE(database.Run(change).ok()) << change;
  }
  EXPECT_FALSE(std::filesystem::exists(other));
  Do(database, "BEGIN IMMEDIATE; INSERT INTO t VALUES (1); UPDATE t SET x = 2; COMMIT");
  EXPECT_EQ(NumberOf(database, "SELECT abs(x) FROM t"), 2);
  EXPECT_TRUE(database.Rewrite().ok());
  EXPECT_TRUE(database.Checkpoint(true).ok());
  EXPECT_FALSE(database.Run(changes[0]).ok());

  // The control: but for the seal, all save the extension would have gone through.
  Sqlite unsealed = Opened(folder / "trail");
  for (const std::string& change : changes) {
    EXPECT_EQ(unsealed.Run(change).ok(), !change.starts_with("SELECT")) << change;
  }
}

TEST(Sqlite, ItsFilesAreTheirOwnersAlone) {
  const TemporaryFolder folder;
  for (const mode_t mask : {mode_t{0}, mode_t{0777}}) {
    const std::string path = folder / std::to_string(mask);
    const mode_t before = umask(mask);
    Sqlite database = Opened(path);
    Do(database, "CREATE TABLE t (x)");
    umask(before);
    EXPECT_EQ(ModeOf(path), 0600U);
    EXPECT_EQ(ModeOf(path + "-wal"), 0600U);
    EXPECT_EQ(ModeOf(path + "-shm"), 0600U);
  }
}

TEST(Sqlite, AFileThatIsThereIsNotMadeAnew) {
  const TemporaryFolder folder;
  { Opened(folder / "trail"); }
  const Result<Sqlite> again =
      Sqlite::Open(folder / "trail", {.mode = OpenMode::kCreate, .fresh = true});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().status, Status::kStorage);
  EXPECT_NE(again.error().Message().find("exists already"), std::string::npos);
}

TEST(Sqlite, AFileThatIsNotThereIsNotFound) {
  const TemporaryFolder folder;
  for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kReadWrite}) {
    const Result<Sqlite> opened = Sqlite::Open(folder / "trail", {.mode = mode});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().status, Status::kNotFound);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "trail"));
}

TEST(Sqlite, AFileOfAnotherKindIsSaidToBeNoDatabase) {
  const TemporaryFolder folder;
  std::ofstream(folder / "letter") << std::string(5000, 'a');
  for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kReadWrite, OpenMode::kCreate}) {
    const Result<Sqlite> opened = Sqlite::Open(folder / "letter", {.mode = mode});
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().status, Status::kStorage);
    EXPECT_NE(opened.error().Message().find("not a trail's database"), std::string::npos);
  }
}

TEST(Sqlite, ADamagedFileIsSaidToBeDamaged) {
  const TemporaryFolder folder;
  {
    Sqlite database = Opened(folder / "trail");
    Do(database, "CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(9000))");
    ASSERT_TRUE(database.Checkpoint(true).ok());
  }
  {
    std::fstream file(folder / "trail", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(4096, '\x5a');
  }
  Sqlite database = Opened(folder / "trail");
  const Result<std::optional<std::int64_t>> count = database.Number("SELECT count(x) FROM t");
  ASSERT_FALSE(count.ok());
  EXPECT_EQ(count.error().status, Status::kTampered);
}

TEST(Sqlite, AReaderWritesNothing) {
  const TemporaryFolder folder;
  Sqlite writer = Opened(folder / "trail");
  Do(writer, "CREATE TABLE t (x)");
  Sqlite reader = Opened(folder / "trail", {.mode = OpenMode::kReadOnly});
  const Result<void> written = reader.Run("INSERT INTO t VALUES (1)");
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().status, Status::kStorage);
  EXPECT_NE(written.error().Message().find("is read-only"), std::string::npos);
  Do(writer, "INSERT INTO t VALUES (1)");
  EXPECT_EQ(NumberOf(reader, "SELECT count(*) FROM t"), 1);
}

TEST(Sqlite, AFileThatMayNotBeWrittenIsRefusedAtOpen) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everything";
  const TemporaryFolder folder;
  { Opened(folder / "trail"); }
  ASSERT_EQ(chmod((folder / "trail").c_str(), 0400), 0);
  const Result<Sqlite> opened = Sqlite::Open(folder / "trail", {});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().status, Status::kStorage);
}

TEST(Sqlite, AFullDiskIsSaidAndLosesNothing) {
  const TemporaryFolder folder;
  Sqlite database = Opened(folder / "trail");
  Do(database, "CREATE TABLE t (x); PRAGMA max_page_count = 20");
  Result<SqliteStatement> insert = database.Prepare("INSERT INTO t VALUES (?1)");
  ASSERT_TRUE(insert.ok());
  const std::string page(4000, 'p');
  int kept = 0;
  Result<void> written;
  for (int i = 0; i < 100; ++i) {
    written = insert->BindBlob(1, page).Run();
    if (!written) break;
    ++kept;
  }
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.error().status, Status::kStorage);
  EXPECT_NE(written.error().Message().find("no room"), std::string::npos);
  EXPECT_NE(written.error().Message().find(folder / "trail"), std::string::npos);
  EXPECT_GT(kept, 0);
  EXPECT_EQ(NumberOf(database, "SELECT count(*) FROM t"), kept);
}

TEST(Sqlite, AReplacingInsertDoesNotSlipPastATriggerOnDelete) {
  const TemporaryFolder folder;
  Sqlite database = Opened(folder / "trail");
  Do(database,
     "CREATE TABLE t (id INTEGER PRIMARY KEY, x); INSERT INTO t VALUES (1, 1);"
     "CREATE TRIGGER g BEFORE DELETE ON t BEGIN SELECT raise(ABORT, 'it is kept'); END");
  const Result<void> replaced = database.Run("INSERT OR REPLACE INTO t VALUES (1, 2)");
  ASSERT_FALSE(replaced.ok());
  EXPECT_EQ(replaced.error().status, Status::kInternal);
  EXPECT_NE(replaced.error().Message().find("it is kept"), std::string::npos);

  // The control: as SQLite is by itself, it would have.
  Do(database, "PRAGMA recursive_triggers = 0; INSERT OR REPLACE INTO t VALUES (1, 2)");
  EXPECT_EQ(NumberOf(database, "SELECT x FROM t"), 2);
}

TEST(Sqlite, ABackupIsOneFileThatOpensByItself) {
  const TemporaryFolder folder;
  Sqlite database = Opened(folder / "trail");
  Do(database, "CREATE TABLE t (x); INSERT INTO t VALUES (7)");
  ASSERT_TRUE(database.BackupTo(folder / "copy", nullptr).ok());
  EXPECT_FALSE(std::filesystem::exists(folder / "copy-wal"));
  EXPECT_EQ(ModeOf(folder / "copy"), 0600U);
  {
    Sqlite copy = Opened(folder / "copy", {.mode = OpenMode::kReadOnly});
    EXPECT_EQ(TextOf(copy, "PRAGMA journal_mode"), "delete");
    EXPECT_EQ(NumberOf(copy, "SELECT x FROM t"), 7);
  }
  Do(database, "INSERT INTO t VALUES (8)");
  const Result<void> again = database.BackupTo(folder / "copy", nullptr);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().status, Status::kStorage);
  Sqlite copy = Opened(folder / "copy", {.mode = OpenMode::kReadOnly});
  EXPECT_EQ(NumberOf(copy, "SELECT count(*) FROM t"), 1);
}

TEST(Sqlite, OfABackupThatFailsNothingIsLeft) {
  const TemporaryFolder folder;
  {
    Sqlite database = Opened(folder / "trail");
    Do(database, "CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000))");
    ASSERT_TRUE(database.Checkpoint(true).ok());
  }
  Sqlite database = Opened(folder / "trail");
  ASSERT_EQ(truncate((folder / "trail").c_str(), 8192), 0);
  EXPECT_FALSE(database.BackupTo(folder / "copy", nullptr).ok());
  EXPECT_FALSE(std::filesystem::exists(folder / "copy"));
}

TEST(Sqlite, AWriterInTheWayIsSaidToBeBusy) {
  const TemporaryFolder folder;
  Sqlite one = Opened(folder / "trail");
  Do(one, "CREATE TABLE t (x); BEGIN IMMEDIATE");
  Sqlite two = Opened(folder / "trail");
  const Result<void> begun = two.Run("BEGIN IMMEDIATE");
  ASSERT_FALSE(begun.ok());
  EXPECT_EQ(begun.error().status, Status::kBusy);
}

TEST(SqliteStatement, KeepsApartWhatIsEmptyAndWhatIsNothing) {
  const TemporaryFolder folder;
  Sqlite database = Opened(folder / "trail");
  Do(database, "CREATE TABLE t (a INTEGER, b TEXT, c BLOB, d BLOB) STRICT");
  Result<SqliteStatement> insert = database.Prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4)");
  ASSERT_TRUE(insert.ok());
  insert->Bind(1, -5).BindText(2, "Ll\xc5\xb7r").BindBlob(3, {}).BindNull(4);
  ASSERT_TRUE(insert->Run().ok());
  Result<SqliteStatement> select = database.Prepare("SELECT a, b, c, d FROM t");
  ASSERT_TRUE(select.ok());
  ASSERT_TRUE(*select->Step());
  EXPECT_EQ(select->Integer(0), -5);
  EXPECT_EQ(select->Blob(1), "Ll\xc5\xb7r");
  EXPECT_EQ(select->Blob(2), "");
  EXPECT_FALSE(select->IsNull(2));
  EXPECT_TRUE(select->IsNull(3));
  EXPECT_FALSE(*select->Step());
}

TEST(SqliteStatement, AParameterThatIsNotThereIsAnError) {
  const TemporaryFolder folder;
  Sqlite database = Opened(folder / "trail");
  Result<SqliteStatement> select = database.Prepare("SELECT ?1");
  ASSERT_TRUE(select.ok());
  EXPECT_FALSE(select->Bind(2, 1).Step().ok());
  select->Reset();
  EXPECT_TRUE(select->Bind(1, 1).Step().ok());
}

}  // namespace
}  // namespace bsup::core
