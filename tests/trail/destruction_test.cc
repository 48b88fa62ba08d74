// Nothing is destroyed without proof: what anyone can write into the two files destroys no key, not
// of a person and not of an epoch of the vault.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "trail/tampering.h"

namespace bsup::core {
namespace {

constexpr const char* kSecondPerson = "(SELECT key FROM payload WHERE place = 20)";

struct Kept {
  std::string persons;
  std::string epochs;
  bool operator==(const Kept&) const = default;
};

Kept WhatIsKept(const TrailFiles& files) {
  RawStore vault(files.vault);
  return {vault.Values("SELECT count(*) FROM key WHERE kind = 'person'").at(0),
          vault.Values("SELECT count(*) FROM epoch").at(0)};
}

Result<std::unique_ptr<Trail>> Open(const TrailFiles& files, KeyService* keys) {
  TrailOptions options;
  return Trail::Open(files, options, keys);
}

// Opening refuses as tampered, and all keys are there.
void ExpectRefused(const TrailFiles& files, const Kept& before, const std::string& words) {
  const auto opened = Open(files, &SmallTrail::Get().keys);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().status, Status::kTampered) << opened.error().Message();
  EXPECT_NE(opened.error().Message().find(words), std::string::npos) << opened.error().Message();
  EXPECT_EQ(WhatIsKept(files), before);
}

TEST(Destruction, ARowOfTheStoreDestroysNobodysKey) {
  const std::string second = kSecondPerson;
  for (const std::string& forged : {
           "INSERT INTO erased VALUES (5, " + second + ")",
           "UPDATE erased SET key = " + second,
           "INSERT INTO erased VALUES (40, " + second + ")",
           "INSERT INTO erased VALUES (-1, " + second + ")",
           // The bytes of an ERASURE in the place of another record, which is not in the tree.
           "UPDATE record SET kind = 10, bytes = (SELECT bytes FROM record WHERE sequence = 12)"
           " WHERE sequence = 18; INSERT INTO erased VALUES (18, " +
               second + ")",
           // A list that names the key under the digest of the true one.
           "UPDATE document SET bytes = CAST('{\"key\":\"' || lower(hex(" + second +
               ")) || '\",\"sequences\":[]}' AS BLOB) WHERE instr(bytes, 'sequences');"
               "UPDATE erased SET key = " +
               second,
       }) {
    SCOPED_TRACE(forged);
    const CopiedTrail copied(SmallTrail::Get().whole);
    const Kept before = WhatIsKept(copied.files());
    EXPECT_EQ(before.persons, "2");
    RawStore(copied.files().store).Tamper(forged);
    ExpectRefused(copied.files(), before, "no key was destroyed");
  }
}

TEST(Destruction, AnErasureOnRecordDestroysTheKeyThatAnOldVaultBringsBack) {
  const TemporaryFolder folder;
  const TrailFiles files = TrailFiles::At(folder / "trail");
  FakeKeyService keys;
  keys.keeps_for_backups = true;
  {
    const auto trail = OpenedTrail(files, &keys);
    AppendOne(*trail, SmallDraft(RecordKind::kAdvice, "A1"));
    AppendOne(*trail, SmallDraft(RecordKind::kAdvice, "B2"));
    CopyOf(*trail, folder / "before");
    EXPECT_TRUE(trail->Erase("A1", SmallDraft(RecordKind::kErasure, "")).ok());
  }
  EXPECT_EQ(WhatIsKept(files).persons, "1");
  for (const char* beside : {"-wal", "-shm"}) std::filesystem::remove(files.vault + beside);
  std::filesystem::copy_file(folder / "before.vault", files.vault,
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(WhatIsKept(files).persons, "2");
  EXPECT_TRUE(Open(files, &keys).ok());
  EXPECT_EQ(WhatIsKept(files).persons, "1");
}

TEST(Destruction, AWordInTheVaultEndsNoEpoch) {
  for (const char* forged : {
           "UPDATE state SET value = 1 WHERE name = 'erasing'",
           "UPDATE state SET value = 'yes' WHERE name = 'erasing'",
           "UPDATE state SET value = x'' WHERE name = 'erasing'",
           "UPDATE state SET value = CAST('erasing/v1/3' || char(10) AS BLOB) || zeroblob(32)"
           " WHERE name = 'erasing'",
           "DELETE FROM state WHERE name = 'erasing'",
       }) {
    SCOPED_TRACE(forged);
    const CopiedTrail copied(SmallTrail::Get().whole);
    const Kept before = WhatIsKept(copied.files());
    RawStore(copied.files().vault).Run(forged);
    ExpectRefused(copied.files(), before, "its keys did not write that");
  }
}

TEST(Destruction, AnErasureThatIsCutOffEndsOneEpochAndItsNoteNoOther) {
  const TemporaryFolder folder;
  const TrailFiles files = TrailFiles::At(folder / "trail");
  FakeKeyService keys;
  {
    const auto trail = OpenedTrail(files, &keys);
    AppendOne(*trail, SmallDraft(RecordKind::kAdvice, "A1"));
    AppendOne(*trail, SmallDraft(RecordKind::kAdvice, "B2"));
  }
  std::string note;
  {
    auto trail = OpenedTrail(files, &keys);
    RawStore reader(files.store);  // keeps the write-ahead log from being emptied
    reader.Run("BEGIN");
    EXPECT_EQ(reader.Values("SELECT count(*) FROM record").at(0), "2");
    const auto erased = trail->Erase("A1", SmallDraft(RecordKind::kErasure, ""));
    ASSERT_TRUE(erased.ok()) << erased.error().Message();
    EXPECT_EQ(erased->status, ErasureStatus::kPendingReaders);
    trail.reset();
    note = RawStore(files.vault).Values("SELECT value FROM state WHERE name = 'erasing'").at(0);
  }
  EXPECT_TRUE(note.starts_with("erasing/v1/1\n")) << note;
  const Kept after{"1", "2"};
  EXPECT_EQ(WhatIsKept(files), after);
  EXPECT_TRUE(Open(files, &keys).ok());
  EXPECT_EQ(WhatIsKept(files), after);
  RawStore vault(files.vault);
  EXPECT_EQ(vault.Values("SELECT value FROM state WHERE name = 'erasing'").at(0), "0");

  std::string hex;
  for (const char byte : note) {
    constexpr const char* kDigits = "0123456789abcdef";
    hex += kDigits[static_cast<unsigned char>(byte) >> 4];
    hex += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  vault.Run("UPDATE state SET value = x'" + hex + "' WHERE name = 'erasing'");
  EXPECT_TRUE(Open(files, &keys).ok());
  EXPECT_EQ(WhatIsKept(files), after);
}

}  // namespace
}  // namespace bsup::core
