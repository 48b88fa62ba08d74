// What finds rows and opens them: indices, the table of persons, the vault's keys. No signature
// covers them. Some of it can be told from the store alone, the rest with the keys.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "trail/tampering.h"

namespace bsup::core {
namespace {

struct Change {
  const char* what;
  std::string store;
  std::string vault;
  std::string without_keys;
  std::string with_keys;
};

// The index of that name without the entry of one record, under the words of the whole one.
std::string OneEntryLess(const std::string& name, const std::string& on, const std::string& where,
                         int sequence) {
  const std::string whole = "CREATE INDEX " + name + " ON record (" + on + ") WHERE " + where;
  return "DROP INDEX " + name + "; " + whole + " AND sequence <> " + std::to_string(sequence) +
         "; PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = '" + whole +
         "' WHERE name = '" + name + "'; PRAGMA writable_schema = 0";
}

void ExpectSaid(const std::vector<Change>& changes) {
  SmallTrail& small = SmallTrail::Get();
  for (const Change& change : changes) {
    SCOPED_TRACE(change.what);
    const CopiedTrail copied(small.whole);
    if (!change.store.empty()) RawStore(copied.files().store).Tamper(change.store);
    if (!change.vault.empty()) RawStore(copied.files().vault).Run(change.vault);
    const Verification without = copied.Verified();
    EXPECT_EQ(Said(without), change.without_keys) << without.why;
    VerifyOptions options;
    options.keys = &small.keys;
    const Verification with = copied.Verified(options);
    EXPECT_EQ(Said(with), change.with_keys) << with.why;
  }
}

TEST(TamperFinding, NothingIsFoundWhereNothingWasChanged) {
  ExpectSaid({{"as it was", "", "", "erased in part", "erased in part"},
              {"made anew", "REINDEX", "VACUUM", "erased in part", "erased in part"}});
}

TEST(TamperFinding, AnEntryTakenOutOfAnIndex) {
  ExpectSaid({{"a refusal is not found from what it answers",
               OneEntryLess("record_answers", "answers", "answers IS NOT NULL", 6), "", "tampered",
               "tampered"},
              {"a policy is not found", OneEntryLess("record_policies", "sequence", "kind = 4", 1),
               "", "tampered", "tampered"}});
}

TEST(TamperFinding, PersonsWhoseRecordsAreNotFound) {
  ExpectSaid(
      {{"one row", "DELETE FROM person WHERE sequence = 6", "", "erased in part", "tampered at 6"},
       {"all rows", "DELETE FROM person", "", "erased in part", "tampered at 2"},
       {"another person's",
        "UPDATE person SET tag = (SELECT tag FROM person WHERE sequence = 4) WHERE sequence = 2",
        "", "erased in part", "tampered at 2"},
       {"another tag", "UPDATE person SET tag = flip(tag, 0) WHERE sequence = 17", "",
        "erased in part", "tampered at 17"}});
}

TEST(TamperFinding, KeysThatOpenNothing) {
  // Into a table of its own first: an UPDATE that reads the rows it writes may put a key back.
  const std::string swap_keys =
      "CREATE TEMP TABLE other AS SELECT one.id, two.sealed FROM key one, key two"
      " WHERE one.kind = 'person' AND two.kind = 'person' AND one.id <> two.id;"
      "UPDATE key SET sealed = (SELECT other.sealed FROM other WHERE other.id = key.id)"
      " WHERE kind = 'person'";
  ExpectSaid(
      {{"all persons' keys", "", "UPDATE key SET sealed = randomblob(72) WHERE kind = 'person'",
        "erased in part", "wrong key at 2"},
       {"two keys swapped", "", swap_keys, "erased in part", "wrong key at 2"},
       {"two persons swapped", "",
        "CREATE TEMP TABLE swapped AS SELECT one.finder, two.key FROM person one, person two"
        " WHERE one.key <> two.key; DELETE FROM person;"
        "INSERT INTO person SELECT * FROM swapped",
        "erased in part", "wrong key at 2"},
       {"a part under another person's key",
        "UPDATE payload SET key = (SELECT key FROM payload WHERE place = 16) WHERE place = 8", "",
        "erased in part", "wrong key at 2"},
       {"an actor under a person's key",
        "UPDATE payload SET key = (SELECT key FROM payload WHERE place = 16) WHERE place = 13", "",
        "erased in part", "wrong key at 3"},
       {"an erasure that nobody began", "", "UPDATE state SET value = 1 WHERE name = 'erasing'",
        "erased in part", "wrong key"}});
}

TEST(TamperFinding, ATableThatIsAViewIsRefusedAtOnce) {
  // It never ends: who reads it before looking at the schema does not come back.
  const std::string endless =
      "ALTER TABLE record RENAME TO other;"
      "CREATE VIEW record AS WITH RECURSIVE n(sequence) AS (SELECT 0 UNION ALL SELECT sequence + 1"
      " FROM n) SELECT sequence, 1 AS kind, 1 AS day, NULL AS answers, x'' AS bytes, x'' AS hashes"
      " FROM n";
  const CopiedTrail copied(SmallTrail::Get().whole);
  {
    RawStore store(copied.files().store);
    store.DropTriggers();
    store.Run(endless);
  }
  EXPECT_EQ(Said(copied.Verified()), "tampered");
  TrailOptions options;
  const auto opened = Trail::Open(copied.files(), options, &SmallTrail::Get().keys);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().status, Status::kTampered) << opened.error().Message();
}

// Nobody has to verify first: what it rests on is checked where it is read.
std::vector<std::string> ReadBy(const CopiedTrail& copied) {
  TrailOptions options;
  const auto opened = Trail::Open(copied.files(), options, &SmallTrail::Get().keys);
  EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().Message());
  Trail& trail = **opened;
  const auto told = [](const auto& result) {
    return result.ok()                                  ? std::string("read")
           : result.error().status == Status::kTampered ? "tampered"
                                                        : result.error().Message();
  };
  ReadFilter person;
  person.person = "B2";
  ReadFilter decisions;
  decisions.kinds = {RecordKind::kDecision};
  return {told(trail.ReadAround(5)), told(trail.ReadAround(decisions, 100)),
          told(trail.Read(person, 100)), told(trail.ReadOne(6)), told(trail.ReadOne(5))};
}

TEST(TamperFinding, AReaderRefusesWhatTheHeadDoesNotCover) {
  using Told = std::vector<std::string>;
  const std::string other_answer =
      "UPDATE record SET answers = 3, bytes = CAST(replace(CAST(bytes AS TEXT), '\"answers\":5', "
      "'\"answers\":3') AS BLOB) WHERE sequence = 6";
  const struct {
    const char* what;
    std::string change;
    Told told;  // around 5, all decisions, the person, 6, 5
  } cases[] = {
      {"as it was", "", {"read", "read", "read", "read", "read"}},
      {"an approval answers another decision",
       other_answer,
       {"tampered", "tampered", "tampered", "tampered", "read"}},
      {"and nothing finds it by its person",
       other_answer + "; DELETE FROM person WHERE sequence = 6",
       {"tampered", "tampered", "read", "tampered", "read"}},
      {"its column alone",
       "UPDATE record SET answers = 3 WHERE sequence = 6",
       {"tampered", "tampered", "read", "read", "read"}},
      {"a decision is of another kind",
       "UPDATE record SET kind = 3 WHERE sequence = 5",
       {"tampered", "tampered", "read", "read", "read"}},
      {"an index leads past it",
       OneEntryLess("record_answers", "answers", "answers IS NOT NULL", 6),
       {"tampered", "tampered", "read", "read", "read"}},
      {"the leaf's own hash was corrected",
       other_answer + "; UPDATE record SET hashes = flip(hashes, 0) WHERE sequence = 6",
       {"tampered", "tampered", "tampered", "tampered", "read"}},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.what);
    const CopiedTrail copied(SmallTrail::Get().whole);
    if (!each.change.empty()) RawStore(copied.files().store).Tamper(each.change);
    EXPECT_EQ(ReadBy(copied), each.told);
  }
}

}  // namespace
}  // namespace bsup::core
