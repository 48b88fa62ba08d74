// The tamper matrix: what is changed in a store while no trail has it open, and what verify says.
// Nothing vouches from outside, except where a case says so.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "trail/tampering.h"

namespace bsup::core {
namespace {

struct Case {
  const char* what;
  const char* sql;  // flip(x, n) changes byte n of x, from the end where n is negative
  const char* said;
  bool with_vault = false;
};

void Expect(const std::vector<Case>& cases) {
  SmallTrail& trail = SmallTrail::Get();
  for (const Case& each : cases) {
    const CopiedTrail copy(trail.whole);
    RawStore(copy.files().store).Tamper(each.sql);
    const Verification verification =
        copy.Verified({.keys = each.with_vault ? &trail.keys : nullptr});
    EXPECT_EQ(Said(verification), each.said) << each.what << "\n" << verification.why;
  }
}

TEST(Tamper, NothingTamperedWithIsWell) {
  Expect({{"nothing", "", "erased in part"},
          {"nothing, with the vault", "", "erased in part", true},
          {"triggers dropped and made anew", "SELECT 1", "erased in part"}});
}

TEST(Tamper, EveryByteOfEveryRecordAndOfItsHashesCounts) {
#ifdef BSUP_SANITIZED
  constexpr std::size_t kStep = 5;  // sanitizers are slow
#else
  constexpr std::size_t kStep = 1;
#endif
  const CopiedTrail copy(SmallTrail::Get().whole);
  RawStore store(copy.files().store);
  store.DropTriggers();
  for (std::uint64_t sequence = 0; sequence < SmallTrail::kRecords; ++sequence) {
    for (const std::string column : {"bytes", "hashes"}) {
      const std::string where = " WHERE sequence = " + std::to_string(sequence);
      const auto size = store.Values("SELECT " + column + " FROM record" + where).at(0).size();
      for (std::size_t at = 0; at < size; at += kStep) {
        const std::string flip = "UPDATE record SET " + column + " = flip(" + column + ", " +
                                 std::to_string(at) + ")" + where;
        store.Run(flip);
        EXPECT_EQ(Said(copy.Verified()), "tampered at " + std::to_string(sequence)) << flip;
        store.Run(flip);
      }
    }
  }
  store.MakeTriggers();
  EXPECT_EQ(Said(copy.Verified()), "erased in part");
}

TEST(Tamper, Record) {
  Expect({
      {"kind", "UPDATE record SET kind = 1 WHERE sequence = 2", "tampered at 2"},
      {"day", "UPDATE record SET day = day + 1 WHERE sequence = 5", "tampered at 5"},
      {"answers", "UPDATE record SET answers = 1 WHERE sequence = 3", "tampered at 3"},
      {"answers no more", "UPDATE record SET answers = NULL WHERE sequence = 3", "tampered at 3"},
      {"answers all at once", "UPDATE record SET answers = 0 WHERE sequence = 1", "tampered at 1"},
      {"bytes of another",
       "UPDATE record SET bytes = (SELECT bytes FROM record WHERE sequence = 2) WHERE sequence = 4",
       "tampered at 4"},
      {"no bytes", "UPDATE record SET bytes = x'' WHERE sequence = 4", "tampered at 4"},
      {"a byte more", "UPDATE record SET bytes = CAST(bytes || x'0a' AS BLOB) WHERE sequence = 4",
       "tampered at 4"},
      {"no hashes", "UPDATE record SET hashes = x'' WHERE sequence = 3", "tampered at 3"},
      {"a hash more",
       "UPDATE record SET hashes = CAST(hashes || zeroblob(32) AS BLOB) WHERE sequence = 4",
       "tampered at 4"},
      {"a hash fewer", "UPDATE record SET hashes = substr(hashes, 1, 32) WHERE sequence = 7",
       "tampered at 7"},
      {"a gap before the last", "UPDATE record SET sequence = 100 WHERE sequence = 21",
       "tampered at 21"},
      {"before the first", "UPDATE record SET sequence = -1 WHERE sequence = 21", "tampered"},
      {"two swapped",
       "UPDATE record SET sequence = 99 WHERE sequence = 4;"
       "UPDATE record SET sequence = 4 WHERE sequence = 16;"
       "UPDATE record SET sequence = 16 WHERE sequence = 99",
       "tampered at 4"},
      {"first deleted", "DELETE FROM record WHERE sequence = 0", "tampered at 0"},
      {"one deleted", "DELETE FROM record WHERE sequence = 7", "tampered at 7"},
      {"ERASURE deleted", "DELETE FROM record WHERE sequence = 12", "tampered at 12"},
      {"two deleted", "DELETE FROM record WHERE sequence IN (7, 12)", "tampered at 7"},
      {"one inserted",
       "INSERT INTO record SELECT 22, kind, day, answers, bytes, hashes FROM record"
       " WHERE sequence = 20",
       "tampered at 22"},
      {"all deleted", "DELETE FROM record", "truncated at 0"},
      {"tail cut", "DELETE FROM record WHERE sequence >= 20", "truncated at 20"},
      {"tail cut with all that hangs on it",
       "DELETE FROM record WHERE sequence >= 20; DELETE FROM payload WHERE place >= 80;"
       "DELETE FROM person WHERE sequence >= 20; DELETE FROM cosigned WHERE size > 20",
       "truncated at 20"},
      {"tail cut with the ERASURE", "DELETE FROM record WHERE sequence >= 12", "tampered at 9"},
  });
}

TEST(Tamper, Payload) {
  Expect({
      {"key", "UPDATE payload SET key = flip(key, 0) WHERE place = 8", "wrong key at 2", true},
      {"key, its last byte", "UPDATE payload SET key = flip(key, -1) WHERE place = 81",
       "wrong key at 20", true},
      {"key, without the vault", "UPDATE payload SET key = flip(key, 0) WHERE place = 8",
       "erased in part"},
      {"key that was erased",
       "UPDATE payload SET key = (SELECT key FROM erased) WHERE place IN (16, 17)",
       "tampered at 4"},
      {"short key", "UPDATE payload SET key = x'00' WHERE place = 8", "tampered at 2"},
      {"nonce", "UPDATE payload SET nonce = flip(nonce, 0) WHERE place = 1", "tampered at 0"},
      {"nonce", "UPDATE payload SET nonce = flip(nonce, 12) WHERE place = 8", "tampered at 2"},
      {"nonce", "UPDATE payload SET nonce = flip(nonce, -1) WHERE place = 62", "tampered at 15"},
      {"short nonce", "UPDATE payload SET nonce = x'' WHERE place = 8", "tampered at 2"},
      {"key hash", "UPDATE payload SET key_hash = flip(key_hash, 0) WHERE place = 8",
       "tampered at 2"},
      {"key hash", "UPDATE payload SET key_hash = flip(key_hash, 16) WHERE place = 8",
       "tampered at 2"},
      {"key hash", "UPDATE payload SET key_hash = flip(key_hash, -1) WHERE place = 85",
       "tampered at 21"},
      {"ciphertext", "UPDATE payload SET ciphertext = flip(ciphertext, 0) WHERE place = 8",
       "tampered at 2"},
      {"ciphertext", "UPDATE payload SET ciphertext = flip(ciphertext, 17) WHERE place = 49",
       "tampered at 12"},
      {"ciphertext", "UPDATE payload SET ciphertext = flip(ciphertext, -1) WHERE place = 76",
       "tampered at 19"},
      {"no ciphertext", "UPDATE payload SET ciphertext = x'' WHERE place = 76", "tampered at 19"},
      {"place", "UPDATE payload SET place = 11 WHERE place = 9", "tampered at 2"},
      {"no part's place",
       "INSERT INTO payload SELECT 11, key, nonce, key_hash, ciphertext"
       " FROM payload WHERE place = 9",
       "tampered at 2"},
      {"before the first", "UPDATE payload SET place = -1 WHERE place = 9", "tampered"},
      {"after the last",
       "INSERT INTO payload SELECT 88, key, nonce, key_hash, ciphertext"
       " FROM payload WHERE place = 9",
       "tampered at 22"},
      {"two swapped",
       "UPDATE payload SET place = 999 WHERE place = 8;"
       "UPDATE payload SET place = 8 WHERE place = 16;"
       "UPDATE payload SET place = 16 WHERE place = 999",
       "tampered at 2"},
      {"subject deleted", "DELETE FROM payload WHERE place = 16", "tampered at 4"},
      {"actor deleted", "DELETE FROM payload WHERE place = 17", "tampered at 4"},
      {"actor of an erased person deleted", "DELETE FROM payload WHERE place = 37",
       "tampered at 9"},
      {"trail part deleted", "DELETE FROM payload WHERE place = 62", "tampered at 15"},
      {"all deleted", "DELETE FROM payload", "tampered at 0"},
      {"something where the erased was",
       "INSERT INTO payload SELECT 36, key, nonce, key_hash, ciphertext FROM payload"
       " WHERE place = 8",
       "tampered at 9"},
  });
}

TEST(Tamper, APartThatWasErasedAndIsPutBack) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail before(trail.at12);
  const CopiedTrail after(trail.whole);
  const std::string attach = "ATTACH '" + before.files().store + "' AS before;";
  RawStore(after.files().store)
      .Tamper(attach + "INSERT INTO payload SELECT * FROM before.payload WHERE place = 40");
  EXPECT_EQ(Said(after.Verified()), "tampered at 10");
}

TEST(Tamper, Person) {
  Expect({
      {"no record's sequence", "UPDATE person SET sequence = 40 WHERE sequence = 4",
       "tampered at 40"},
      {"negative sequence", "UPDATE person SET sequence = -4 WHERE sequence = 4", "tampered"},
      {"short tag", "UPDATE person SET tag = x'00' WHERE sequence = 4", "tampered at 4"},
      {"short same", "UPDATE person SET same = x'00' WHERE sequence = 5", "tampered at 5"},
      {"inserted", "INSERT INTO person VALUES (zeroblob(16), 22, NULL)", "tampered at 22"},
      // No signature covers them: what they hide is hidden from a search, never from the log.
      {"tag", "UPDATE person SET tag = flip(tag, 0) WHERE sequence = 4", "erased in part"},
      {"same", "UPDATE person SET same = zeroblob(16) WHERE sequence = 4", "erased in part"},
      {"deleted", "DELETE FROM person WHERE sequence = 4", "erased in part"},
  });
}

TEST(Tamper, Document) {
  Expect({
      {"policy's digest",
       "UPDATE document SET digest = flip(digest, 0) WHERE bytes = CAST('{\"policy\":1}' AS BLOB)",
       "tampered at 1"},
      {"policy", "UPDATE document SET bytes = flip(bytes, 0) WHERE instr(bytes, 'policy')",
       "tampered at 1"},
      {"policy", "UPDATE document SET bytes = flip(bytes, 6) WHERE instr(bytes, 'policy')",
       "tampered at 1"},
      {"policy", "UPDATE document SET bytes = flip(bytes, -1) WHERE instr(bytes, 'policy')",
       "tampered at 1"},
      {"no policy", "DELETE FROM document WHERE instr(bytes, 'policy')", "tampered at 1"},
      {"list's digest",
       "UPDATE document SET digest = flip(digest, -1) WHERE instr(bytes, 'sequences')",
       "tampered at 12"},
      {"list", "UPDATE document SET bytes = flip(bytes, 0) WHERE instr(bytes, 'sequences')",
       "tampered at 12"},
      {"list", "UPDATE document SET bytes = flip(bytes, -3) WHERE instr(bytes, 'sequences')",
       "tampered at 12"},
      {"no list", "DELETE FROM document WHERE instr(bytes, 'sequences')", "tampered at 12"},
      {"two swapped",
       "UPDATE document SET bytes = (SELECT other.bytes FROM document other"
       " WHERE other.digest <> document.digest)",
       "tampered at 1"},
      {"inserted", "INSERT INTO document VALUES (zeroblob(32), x'00')", "tampered"},
      {"inserted under no digest", "INSERT INTO document VALUES (x'00', x'00')", "tampered"},
      {"inserted, and what it says it is",
       "INSERT INTO document VALUES"
       " (x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', x'')",
       "erased in part"},
  });
}

TEST(Tamper, Erased) {
  Expect({
      {"sequence", "UPDATE erased SET sequence = 13", "tampered at 12"},
      {"sequence of no record", "UPDATE erased SET sequence = 40", "tampered at 9"},
      {"key", "UPDATE erased SET key = flip(key, 0)", "tampered at 12"},
      {"key", "UPDATE erased SET key = flip(key, -1)", "tampered at 12"},
      {"short key", "UPDATE erased SET key = x'00'", "tampered at 12"},
      {"deleted", "DELETE FROM erased", "tampered at 9"},
      {"inserted", "INSERT INTO erased VALUES (18, zeroblob(16))", "tampered at 18"},
      {"inserted after the last", "INSERT INTO erased VALUES (40, zeroblob(16))", "tampered at 40"},
      {"inserted before the first", "INSERT INTO erased VALUES (-1, zeroblob(16))", "tampered"},
      {"a payload erased off the record",
       "INSERT INTO erased SELECT 17, key FROM payload WHERE place = 16;"
       "DELETE FROM payload WHERE place = 16",
       "tampered at 17"},
  });
}

}  // namespace
}  // namespace bsup::core
