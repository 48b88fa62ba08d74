#include "trail/verify/verify.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "trail/files.h"
#include "trail/log/merkle.h"
#include "trail/tampering.h"

namespace bsup::core {
namespace {

using enum RecordKind;

// Three records, of nobody erased.
struct ThreeRecords {
  TemporaryFolder folder;
  FakeKeyService keys;
  TrailFiles files = TrailFiles::At(folder / "live");
  std::unique_ptr<Trail> trail = OpenedTrail(files, &keys);

  ThreeRecords() {
    AppendOne(*trail, SmallDraft(kPolicy, ""));
    AppendOne(*trail, SmallDraft(kAdvice, "A1"));
    AppendOne(*trail, SmallDraft(kDecision, "A1", 1));
  }
  Copy Now(const std::string& name) { return CopyOf(*trail, folder / name); }
};

TEST(Verify, ATrailIsIntactAndSaysWhatItRestsOn) {
  ThreeRecords three;
  const Verification verification = Verify(three.files, {});
  EXPECT_EQ(Said(verification), "intact (no outside head)");
  EXPECT_EQ(verification.records, 3U);
  EXPECT_EQ(verification.erased, 0U);
  EXPECT_FALSE(verification.outside_head);
  EXPECT_NE(verification.why.find("nothing outside vouches"), std::string::npos);
}

TEST(Verify, ATrailWithoutRecordsIsIntact) {
  const TemporaryFolder folder;
  FakeKeyService keys;
  const TrailFiles files = TrailFiles::At(folder / "live");
  const auto trail = OpenedTrail(files, &keys);
  const Verification verification =
      Verify(files, {.key = trail->key(),
                     .known_head = CheckpointIn(trail->Head().value()).value(),
                     .keys = &keys});
  EXPECT_EQ(Said(verification), "not vouched for") << "a head of nothing vouches for nothing";
  EXPECT_EQ(Said(Verify(files, {})), "intact (no outside head)");
  EXPECT_EQ(verification.records, 0U);
}

TEST(Verify, AKnownHeadVouches) {
  ThreeRecords three;
  const std::string then = three.trail->Head().value();
  AppendOne(*three.trail, SmallDraft(kOutcome, "A1", 2));
  const Verification verification = Verify(
      three.files,
      {.key = three.trail->key(), .known_head = CheckpointIn(then).value(), .keys = &three.keys});
  EXPECT_EQ(Said(verification), "intact");
  EXPECT_TRUE(verification.outside_head);
  EXPECT_NE(verification.why.find("first 3 records"), std::string::npos) << verification.why;
}

TEST(Verify, AKnownHeadVouchesWhoeverSignedIt) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail copy(trail.whole);
  const Verification verification =
      copy.Verified({.key = trail.key, .known_head = CheckpointIn(trail.at12.head).value()});
  EXPECT_EQ(Said(verification), "erased in part");
  EXPECT_TRUE(verification.outside_head);
}

TEST(Verify, AWitnessVouches) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail copy(trail.whole);
  const Verification verification = copy.Verified({.witnesses = {trail.witness}});
  EXPECT_EQ(Said(verification), "erased in part");
  EXPECT_TRUE(verification.outside_head);
  EXPECT_EQ(verification.erased, 3U);
}

TEST(Verify, WhereNothingThatWasNamedVouchesItIsNoPass) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail copy(trail.whole);
  const VerifierKey other = VerifierKeyOf("other.example", KeyType::kCosignature, Secret::Random());
  const Verification verification = copy.Verified({.witnesses = {other}});
  EXPECT_EQ(Said(verification), "not vouched for");
  EXPECT_FALSE(verification.outside_head);
  EXPECT_NE(verification.why.find("nothing that was named vouches"), std::string::npos)
      << verification.why;
  EXPECT_EQ(Said(copy.Verified({.witnesses = {other, trail.witness}})), "erased in part")
      << "one of them is enough";

  // An old copy put back, from which the witness's row was taken out.
  RawStore(copy.files().store).Tamper("DELETE FROM cosigned WHERE name = 'witness.example'");
  EXPECT_EQ(Said(copy.Verified({.witnesses = {trail.witness}})), "not vouched for");
  EXPECT_EQ(Said(copy.Verified()), "erased in part") << "a control: nobody was named";
}

TEST(Verify, ItSaysWhereTheVaultWasNotLookedAt) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail copy(trail.whole);
  const std::string said = "its vault was not looked at";
  EXPECT_NE(copy.Verified().why.find(said), std::string::npos) << copy.Verified().why;
  EXPECT_EQ(copy.Verified({.keys = &trail.keys}).why.find(said), std::string::npos);
}

TEST(Verify, AKnownHeadOfAnotherTrailIsAFork) {
  ThreeRecords three;
  Note note = Note::Parse(three.trail->Head().value()).value();
  note.text.replace(0, 5, "other");
  EXPECT_EQ(Said(Verify(three.files, {.known_head = CheckpointIn(note.ToString()).value()})),
            "forked");
}

TEST(Verify, AnotherKeyIsTheWrongOne) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail copy(trail.whole);
  EXPECT_EQ(Said(copy.Verified({.key = trail.key})), "erased in part");
  EXPECT_EQ(Said(copy.Verified({.key = trail.old_key})), "wrong key");
  EXPECT_EQ(Said(copy.Verified({.key = trail.witness})), "wrong key");
}

TEST(Verify, OtherKeysDoNotOpenTheVault) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail copy(trail.whole);
  FakeKeyService others;
  EXPECT_EQ(Said(copy.Verified({.keys = &others})), "wrong key");
  std::filesystem::remove(copy.files().vault);
  EXPECT_EQ(Said(copy.Verified({.keys = &trail.keys})), "wrong key");
  EXPECT_EQ(Said(copy.Verified()), "erased in part");
}

TEST(Verify, AnOldCopyIsFoundWithAHeadKeptElsewhere) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail old(trail.at12);
  EXPECT_EQ(Said(old.Verified()), "intact (no outside head)");
  EXPECT_EQ(Said(old.Verified({.keys = &trail.keys})), "intact (no outside head)");
  EXPECT_EQ(Said(old.Verified({.known_head = CheckpointIn(trail.at12.head).value()})), "intact");
  EXPECT_EQ(Said(old.Verified({.known_head = CheckpointIn(trail.at20.head).value()})),
            "rolled back at 12");
  EXPECT_EQ(Said(old.Verified(
                {.known_head = CheckpointIn(trail.whole.head).value(), .keys = &trail.keys})),
            "rolled back at 12");
}

TEST(Verify, AnOldStoreIsFoundWithItsVault) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail old(trail.at12, trail.whole);
  EXPECT_EQ(Said(old.Verified()), "intact (no outside head)");
  EXPECT_EQ(Said(old.Verified({.keys = &trail.keys})), "rolled back at 12");
}

TEST(Verify, AnOldVaultIsFoundWithItsStore) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail old(trail.whole, trail.at12);
  EXPECT_EQ(Said(old.Verified()), "erased in part");
  EXPECT_EQ(Said(old.Verified({.keys = &trail.keys})), "wrong key");
}

// One trail that went on in two ways, as its keys' holder can make it.
struct Fork {
  ThreeRecords three;
  Copy before = three.Now("before");
  CopiedTrail here{before};
  CopiedTrail there{before};
  std::string head_here = Continue(here, {kDecision, kOutcome});
  std::string head_there = Continue(there, {kApproval, kOutcome});

  std::string Continue(const CopiedTrail& copy, const std::vector<RecordKind>& kinds) {
    const auto trail = OpenedTrail(copy.files(), &three.keys);
    for (RecordKind kind : kinds) AppendOne(*trail, SmallDraft(kind, "A1", 2));
    return trail->Head().value();
  }
};

TEST(Verify, TwoHeadsShownToTwoReadersAreAFork) {
  Fork fork;
  EXPECT_EQ(Said(fork.here.Verified({.known_head = CheckpointIn(fork.head_here).value()})),
            "intact");
  EXPECT_EQ(Said(fork.there.Verified({.known_head = CheckpointIn(fork.head_there).value()})),
            "intact");
  EXPECT_EQ(Said(fork.here.Verified({.known_head = CheckpointIn(fork.head_there).value()})),
            "forked");
  EXPECT_EQ(Said(fork.there.Verified({.known_head = CheckpointIn(fork.head_here).value()})),
            "forked");
  // What both grew from.
  EXPECT_EQ(Said(fork.there.Verified({.known_head = CheckpointIn(fork.before.head).value()})),
            "intact");
}

TEST(Verify, AForkIsFoundHoweverFarItWentOn) {
  Fork fork;
  fork.Continue(fork.there, {kRead, kRead, kRead});
  EXPECT_EQ(Said(fork.there.Verified({.known_head = CheckpointIn(fork.head_there).value()})),
            "intact");
  EXPECT_EQ(Said(fork.there.Verified({.known_head = CheckpointIn(fork.head_here).value()})),
            "forked");
}

TEST(Verify, AForkOfWhichLessIsLeftThanTheKnownHeadLooksRolledBack) {
  Fork fork;
  const std::string longer = fork.Continue(fork.here, {kRead});
  EXPECT_EQ(Said(fork.there.Verified({.known_head = CheckpointIn(longer).value()})),
            "rolled back at 5");
}

TEST(Verify, TwoHeadsOfOneKeyInTheStoreAreAFork) {
  Fork fork;
  RawStore(fork.there.files().store)
      .Run("INSERT INTO cosigned VALUES (5, 'trail.example/small', '" + fork.head_here + "')");
  EXPECT_EQ(Said(fork.there.Verified()), "forked");
}

// Gives the record of that sequence another day and mends the hashes of the rows that `mend` names.
void MendedChange(RawStore* store, std::uint64_t changed,
                  const std::function<bool(std::uint64_t)>& mend) {
  store->DropTriggers();
  MerkleFrontier tree;
  std::vector<Hash> completed;
  std::uint64_t sequence = 0;
  for (const std::string& bytes : store->Values("SELECT bytes FROM record ORDER BY sequence")) {
    const std::string where = " WHERE sequence = " + std::to_string(sequence);
    Record record = Record::Parse(bytes).value();
    if (sequence == changed) {
      record.day = record.day + 1;
      store->Run("UPDATE record SET day = day + 1, bytes = x'" + Hex(record.ToString()) + "'" +
                 where);
    }
    completed.clear();
    tree.Append(LeafHash(record.ToString()), &completed);
    std::string hashes;
    for (const Hash& hash : completed) hashes += Hex(Bytes(hash));
    if (mend(sequence)) store->Run("UPDATE record SET hashes = x'" + hashes + "'" + where);
    ++sequence;
  }
  store->MakeTriggers();
}

TEST(Verify, ARecordWhoseRowWasMendedIsFoundByTheNextHashOverIt) {
  const CopiedTrail copy(SmallTrail::Get().whole);
  RawStore store(copy.files().store);
  MendedChange(&store, 4, [](std::uint64_t sequence) { return sequence <= 4; });
  const Verification verification = copy.Verified();
  EXPECT_EQ(Said(verification), "tampered at 5");
  EXPECT_NE(verification.why.find("records 4 to 5"), std::string::npos) << verification.why;
}

TEST(Verify, ARecordOfWhichAllHashesWereMendedIsFoundByTheHead) {
  const CopiedTrail copy(SmallTrail::Get().whole);
  RawStore store(copy.files().store);
  MendedChange(&store, 18, [](std::uint64_t) { return true; });
  const Verification verification = copy.Verified();
  EXPECT_EQ(Said(verification), "tampered");
  EXPECT_NE(verification.why.find("first 22 records"), std::string::npos) << verification.why;
}

TEST(Verify, AWriterMayGoOnMeanwhile) {
  ThreeRecords three;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  const auto append = [&](std::uint64_t done, std::uint64_t all) {
    told.emplace_back(done, all);
    AppendOne(*three.trail, SmallDraft(kOutcome, "B2"));
    EXPECT_TRUE(three.trail->Erase("A1", SmallDraft(kErasure, "")).ok());
  };
  const Verification verification = Verify(three.files, {.keys = &three.keys, .progress = append});
  EXPECT_EQ(Said(verification), "intact (no outside head)");
  EXPECT_EQ(verification.records, 3U);
  EXPECT_EQ(told, (std::vector<std::pair<std::uint64_t, std::uint64_t>>{{3, 3}}));
  const Verification after = Verify(three.files, {.keys = &three.keys});
  EXPECT_EQ(Said(after), "erased in part");
  EXPECT_EQ(after.records, 5U);
}

TEST(Verify, ChangesNothing) {
  SmallTrail& trail = SmallTrail::Get();
  const CopiedTrail copy(trail.whole);
  const std::string store = ReadFile(copy.files().store);
  const std::string vault = ReadFile(copy.files().vault);
  EXPECT_EQ(Said(copy.Verified({.keys = &trail.keys})), "erased in part");
  EXPECT_EQ(ReadFile(copy.files().store), store);
  EXPECT_EQ(ReadFile(copy.files().vault), vault);
}

}  // namespace
}  // namespace bsup::core
