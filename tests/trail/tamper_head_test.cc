// The tamper matrix of what stands around the records: names, heads, cosignatures, the schema and
// the file itself.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "trail/log/merkle.h"
#include "trail/tampering.h"

namespace bsup::core {
namespace {

struct CaseAround {
  const char* what;
  std::string sql;
  const char* said;                // with nothing but the files
  const char* said_with_key = "";  // with the right key and the witness; empty: the same
};

void ExpectAround(const std::vector<CaseAround>& cases) {
  SmallTrail& trail = SmallTrail::Get();
  for (const CaseAround& each : cases) {
    const CopiedTrail copy(trail.whole);
    RawStore(copy.files().store).Tamper(each.sql);
    const Verification alone = copy.Verified();
    EXPECT_EQ(Said(alone), each.said) << each.what << "\n" << alone.why;
    const Verification with_key = copy.Verified({.key = trail.key, .witnesses = {trail.witness}});
    EXPECT_EQ(Said(with_key), *each.said_with_key == '\0' ? each.said : each.said_with_key)
        << each.what << ", with key and witness\n"
        << with_key.why;
  }
}

// As a text of SQL.
std::string Quoted(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2) {
    text.insert(at, "'");
  }
  return "'" + text + "'";
}

std::string WithHead(const std::string& note) { return "UPDATE head SET note = " + Quoted(note); }

std::string HeadText() { return Note::Parse(SmallTrail::Get().whole.head)->text; }

std::string SignedBy(const std::string& text, const VerifierKey& key, const Secret& seed) {
  Note note{text, {}};
  note.signatures.push_back(key.type == KeyType::kCosignature ? Cosign(text, key, seed, 1)
                                                              : Sign(text, key, seed));
  return note.ToString();
}

const Hash kOtherRoot = LeafHash("another tree");

std::string Cosigned(std::uint64_t size, const Hash& root) {
  SmallTrail& trail = SmallTrail::Get();
  const std::string text = Checkpoint{trail.key.name, size, root}.ToString();
  return "INSERT OR REPLACE INTO cosigned VALUES (" + std::to_string(size) +
         ", 'witness.example', " + Quoted(SignedBy(text, trail.witness, trail.witness_seed)) + ")";
}

TEST(Tamper, NothingAroundTheRecordsTamperedWithIsWell) {
  ExpectAround({{"nothing", "", "erased in part"}});
}

TEST(Tamper, WhatATrailSaysAboutItself) {
  const Secret seed = Secret::Random();
  const VerifierKey other = VerifierKeyOf(SmallTrail::Get().key.name, KeyType::kEd25519, seed);
  const std::string other_key =
      "UPDATE about_trail SET value = " + Quoted(other.ToString()) + " WHERE name = 'vkey';";
  ExpectAround({
      {"origin", "UPDATE about_trail SET value = flip(value, 0) WHERE name = 'origin'", "tampered"},
      {"origin", "UPDATE about_trail SET value = flip(value, -1) WHERE name = 'origin'",
       "tampered"},
      {"key", "UPDATE about_trail SET value = flip(value, 0) WHERE name = 'vkey'", "tampered"},
      {"key", "UPDATE about_trail SET value = flip(value, -5) WHERE name = 'vkey'", "tampered"},
      {"another key", other_key, "wrong key", "tampered"},
      {"the key from before",
       "UPDATE about_trail SET value = " + Quoted(SmallTrail::Get().old_key.ToString()) +
           " WHERE name = 'vkey'",
       "wrong key", "tampered"},
      // Who gives no key takes the trail's word for it.
      {"another key that signed the head", other_key + WithHead(SignedBy(HeadText(), other, seed)),
       "erased in part", "wrong key"},
      {"changes of the vault", "UPDATE about_trail SET value = 'many' WHERE name = 'vault_changes'",
       "tampered"},
      {"name", "UPDATE about_trail SET name = 'origen' WHERE name = 'origin'", "tampered"},
      {"deleted", "DELETE FROM about_trail WHERE name = 'origin'", "tampered"},
      {"deleted", "DELETE FROM about_trail WHERE name = 'vkey'", "tampered"},
      {"inserted", "INSERT INTO about_trail VALUES ('note', 'all is well')", "tampered"},
  });
}

TEST(Tamper, Head) {
  SmallTrail& trail = SmallTrail::Get();
  const Secret seed = Secret::Random();
  const VerifierKey other = VerifierKeyOf(trail.key.name, KeyType::kEd25519, seed);
  const std::string text = HeadText();
  Note changed = *Note::Parse(trail.whole.head);
  changed.signatures.front().bytes.back() ^= 1;
  ExpectAround({
      {"size", "UPDATE head SET size = 21", "tampered"},
      {"size", "UPDATE head SET size = -1", "tampered"},
      {"origin in the note", "UPDATE head SET note = flip(note, 0)", "wrong key"},
      {"signature", WithHead(changed.ToString()), "wrong key"},
      {"no note", WithHead("all is well\n"), "tampered"},
      {"empty", WithHead(""), "tampered"},
      {"signature stripped", WithHead(text), "wrong key"},
      {"signature stripped, with the line before it", WithHead(text + "\n"), "wrong key"},
      {"signed by another key", WithHead(SignedBy(text, other, seed)), "wrong key"},
      {"signed by the witness alone", WithHead(SignedBy(text, trail.witness, trail.witness_seed)),
       "wrong key"},
      {"deleted", "DELETE FROM head", "tampered"},
      {"an older one", "UPDATE head SET size = 20, note = " + Quoted(trail.at20.head),
       "unsigned tail at 20"},
      {"one from before the KEY", "UPDATE head SET size = 12, note = " + Quoted(trail.at12.head),
       "wrong key"},
  });
}

TEST(Tamper, EveryByteOfTheHeadCounts) {
  const CopiedTrail copy(SmallTrail::Get().whole);
  RawStore store(copy.files().store);
  store.DropTriggers();
  const std::size_t size = store.Values("SELECT note FROM head").at(0).size();
  for (std::size_t at = 0; at < size; ++at) {
    const std::string flip = "UPDATE head SET note = flip(note, " + std::to_string(at) + ")";
    store.Run(flip);
    const Verdict verdict = copy.Verified().verdict;
    EXPECT_TRUE(verdict == Verdict::kTampered || verdict == Verdict::kWrongKey) << flip;
    store.Run(flip);
  }
  store.MakeTriggers();
  EXPECT_EQ(Said(copy.Verified()), "erased in part");
}

TEST(Tamper, Cosigned) {
  SmallTrail& trail = SmallTrail::Get();
  Note changed = *Note::Parse(SignedBy(HeadText(), trail.witness, trail.witness_seed));
  changed.signatures.front().bytes.back() ^= 1;
  ExpectAround({
      {"size", "UPDATE cosigned SET size = 15 WHERE size = 16", "tampered"},
      {"size", "UPDATE cosigned SET size = -1 WHERE size = 16", "tampered"},
      {"name", "UPDATE cosigned SET name = 'somebody' WHERE size = 22", "tampered"},
      {"origin", "UPDATE cosigned SET note = flip(note, 0) WHERE size = 22", "tampered"},
      {"no note", "UPDATE cosigned SET note = '' WHERE size = 22", "tampered"},
      {"a witness' signature",
       "UPDATE cosigned SET note = " + Quoted(changed.ToString()) + " WHERE size = 22",
       "erased in part", "tampered"},
      {"a signature that is not Base64",
       "UPDATE cosigned SET note = rtrim(note, char(10)) || '*' || char(10) WHERE size = 22",
       "tampered"},
      {"deleted", "DELETE FROM cosigned WHERE size = 22", "erased in part", "not vouched for"},
      {"inserted", "INSERT INTO cosigned VALUES (3, 'x', 'y')", "tampered"},
      {"another tree, by a witness", Cosigned(9, kOtherRoot), "tampered", "forked"},
      {"more records, by a witness", Cosigned(30, kOtherRoot), "tampered", "rolled back at 22"},
      {"an older head of this trail",
       "INSERT INTO cosigned VALUES (12, 'trail.example/small', " + Quoted(trail.at12.head) + ")",
       "erased in part"},
  });
}

TEST(Tamper, Schema) {
  SmallTrail& trail = SmallTrail::Get();
  const auto said = [&](const std::string& sql) {
    const CopiedTrail copied(trail.whole);
    RawStore(copied.files().store).Run(sql);
    return Said(copied.Verified());
  };
  EXPECT_EQ(said(""), "erased in part");
  EXPECT_EQ(said("DROP TRIGGER record_stays"), "tampered");
  EXPECT_EQ(said("CREATE TRIGGER quiet AFTER INSERT ON record BEGIN DELETE FROM person; END"),
            "tampered");
  EXPECT_EQ(said("DROP INDEX record_answers"), "tampered");
  EXPECT_EQ(said("CREATE TABLE notes (note TEXT)"), "tampered");
  EXPECT_EQ(
      said("ALTER TABLE person RENAME TO persons; CREATE VIEW person AS SELECT * FROM persons"),
      "tampered");
  EXPECT_EQ(said("ALTER TABLE head ADD COLUMN remark TEXT"), "tampered");
  EXPECT_EQ(said("DROP TABLE person"), "tampered");
  EXPECT_EQ(said("ALTER TABLE record RENAME COLUMN bytes TO octets"), "tampered");
  EXPECT_EQ(said("PRAGMA application_id = 7"), "unreadable");
  EXPECT_EQ(said("PRAGMA user_version = 2"), "unreadable");
}

TEST(Tamper, AFileThatIsNoStoreIsUnreadable) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail missing(trail.whole);
  std::filesystem::remove(missing.files().store);
  EXPECT_EQ(Said(missing.Verified()), "unreadable");

  const CopiedTrail other(trail.whole);
  std::ofstream(other.files().store, std::ios::trunc) << "all is well";
  EXPECT_EQ(Said(other.Verified()), "unreadable");

  const CopiedTrail empty(trail.whole);
  std::filesystem::resize_file(empty.files().store, 0);
  EXPECT_EQ(Said(empty.Verified()), "unreadable");

  const CopiedTrail half(trail.whole);
  const auto size = std::filesystem::file_size(half.files().store);
  std::filesystem::resize_file(half.files().store, size / 2);
  EXPECT_EQ(Said(half.Verified()), "unreadable");
}

}  // namespace
}  // namespace bsup::core
