// A trail as its one user sees it: what is appended is there, is proved, and goes when it is
// erased.
#include "trail/trail.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>

#include "trail/consistency.h"
#include "trail/files.h"
#include "trail/log/merkle.h"
#include "trail/log/proof.h"
#include "trail/tampering.h"

namespace bsup::core {
namespace {

using enum RecordKind;

class TrailAlone : public testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<Trail> Open() { return OpenedTrail(files_, &keys_); }
  Receipt Append(Trail& trail, Draft draft) {
    auto receipts = trail.Append({std::move(draft)});
    EXPECT_TRUE(receipts) << receipts.error().Message();
    return receipts ? receipts->front() : Receipt{};
  }
  Receipt Append(Draft draft) { return Append(*trail_, std::move(draft)); }
  Erased Erase(const std::string& person) {
    auto erased = trail_->Erase(person, SmallDraft(kErasure, ""));
    EXPECT_TRUE(erased) << erased.error().Message();
    return erased ? *erased : Erased{};
  }

  const TemporaryFolder folder_;
  const TrailFiles files_ = TrailFiles::At(folder_ / "trail");
  FakeKeyService keys_;
  std::unique_ptr<Trail> trail_ = Open();
};

TEST_F(TrailAlone, AReceiptSaysWhatTheTreeSays) {
  for (std::uint64_t i = 0; i < 20; ++i) {
    const Receipt receipt = Append(SmallDraft(kAdvice, "A1"));
    EXPECT_EQ(receipt.sequence, i);
    EXPECT_EQ(receipt.leaf, LeafHash(trail_->Leaf(i).value()));
    EXPECT_EQ(receipt.checkpoint, trail_->Head().value());
    const Result<Note> note = Note::Parse(receipt.checkpoint);
    ASSERT_TRUE(note);
    EXPECT_TRUE(note->SignedBy(trail_->key()));
    const Result<Checkpoint> checkpoint = Checkpoint::Parse(note->text);
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint->size, i + 1);
    EXPECT_EQ(checkpoint->origin, trail_->origin());
  }
}

TEST_F(TrailAlone, EveryRecordIsProvedAndEveryTreeGrewFromThoseBefore) {
  std::vector<Checkpoint> heads;
  for (int i = 0; i < 20; ++i) {
    const Receipt receipt = Append(SmallDraft(kAdvice, "A1"));
    heads.push_back(Checkpoint::Parse(Note::Parse(receipt.checkpoint)->text).value());
  }
  for (std::uint64_t i = 0; i < 20; ++i) {
    const auto proof = RecordProof::Parse(trail_->Prove(i).value());
    ASSERT_TRUE(proof);
    EXPECT_TRUE(proof->Check(trail_->Leaf(i).value(), trail_->key()));
    EXPECT_FALSE(proof->Check(trail_->Leaf((i + 1) % 20).value(), trail_->key())) << "a control";
    const auto growth = trail_->ProveConsistency(i + 1);
    ASSERT_TRUE(growth);
    EXPECT_TRUE(ProvesConsistency(*growth, i + 1, heads[i].root, 20, heads.back().root));
  }
}

TEST_F(TrailAlone, ABatchIsOneCommitInOrderOrNothing) {
  const auto receipts =
      trail_->Append({SmallDraft(kPolicy, ""), SmallDraft(kAdvice, "A1"), SmallDraft(kRead, "B2")});
  ASSERT_TRUE(receipts);
  for (std::uint64_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*receipts)[i].sequence, i);
    EXPECT_EQ((*receipts)[i].checkpoint, trail_->Head().value());
  }
  const auto refused = trail_->Append({SmallDraft(kAdvice, "A1"), SmallDraft(kDecision, "A1", 99)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, Status::kBadInput);
  EXPECT_EQ(trail_->Size().value(), 3U);
  EXPECT_EQ(Append(SmallDraft(kAdvice, "A1")).sequence, 3U) << "the next one takes its place";
}

TEST_F(TrailAlone, WhatWasAppendedIsReadBackByAnotherThatOpensIt) {
  Draft draft = SmallDraft(kDecision, "A1");
  draft.trail = R"({"about":"nobody"})";
  Append(SmallDraft(kAdvice, "B2"));
  draft.answers = 0;
  Append(draft);
  trail_.reset();
  trail_ = Open();
  const auto record = trail_->ReadOne(1);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->subject, draft.subject);
  EXPECT_EQ(record->actor, draft.actor);
  EXPECT_EQ(record->trail, draft.trail);
  EXPECT_EQ(record->record.answers, 0U);
  const RecordAround around = trail_->ReadAround(1).value();
  EXPECT_EQ(around.record.record.sequence, 1u);
  ASSERT_TRUE(around.answered);
  EXPECT_EQ(around.answered->record.sequence, 0u);
  EXPECT_TRUE(around.others.empty());
  draft.kind = kOutcome;
  draft.answers = 1;
  Append(*trail_, draft);
  draft.kind = kDecision;
  draft.answers = 0;
  Append(*trail_, draft);
  std::vector<std::uint64_t> others;
  const RecordAround later = trail_->ReadAround(1).value();
  for (const OpenedRecord& other : later.others) others.push_back(other.record.sequence);
  EXPECT_EQ(others, (std::vector<std::uint64_t>{2, 3}))
      << "what answers it, then what answers its advice";
  ReadFilter decisions;
  decisions.kinds = {kDecision};
  AroundPage small = trail_->ReadAround(decisions, 1, Around::kWithoutAnswered).value();
  const RecordAround without = small.Open(0).value();
  EXPECT_FALSE(without.answered);
  EXPECT_EQ(without.others.size(), later.others.size());
  Result<AroundPage> page = trail_->ReadAround(decisions, 1);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->size(), 1u);
  EXPECT_EQ(page->SequenceOf(0), 1u);
  EXPECT_EQ(page->next(), 2u);
  EXPECT_EQ(page->Open(0)->others.size(), 2u);
  EXPECT_EQ(page->Open(0).error().status, Status::kUsage) << "each once";
  EXPECT_EQ(trail_->ReadOne(4).error().status, Status::kNotFound);
}

TEST_F(TrailAlone, TwoThatHaveItOpenSeeEachOther) {
  const auto other = Open();
  for (std::uint64_t i = 0; i < 10; i += 2) {
    EXPECT_EQ(Append(*trail_, SmallDraft(kAdvice, "A1")).sequence, i);
    EXPECT_EQ(Append(*other, SmallDraft(kAdvice, "B2")).sequence, i + 1);
    EXPECT_EQ(trail_->Size().value(), i + 2);
    EXPECT_EQ(trail_->Head().value(), other->Head().value());
  }
  trail_.reset();
  EXPECT_EQ(Append(*other, SmallDraft(kAdvice, "A1")).sequence, 10U) << "one's end is its own";
  EXPECT_EQ(other->ReadOne(0).value().subject, R"({"about":"A1"})");
}

TEST_F(TrailAlone, AReaderFollowsKeysThatAnotherHasChanged) {
  Append(SmallDraft(kAdvice, "A1"));
  const auto other = Open();
  ASSERT_TRUE(other->ReadAround(0).ok());
  for (int changes = 0; changes < 3; ++changes) {
    ASSERT_TRUE(trail_
                    ->Rotate(SmallDraft(kKey, ""),
                             [](const VerifierKey&, const VerifierKey&) { return "{}"; })
                    .ok());
    Append(SmallDraft(kAdvice, "A1"));
    if (changes == 1) continue;  // one that it never saw
    const auto around = other->ReadAround(0);
    EXPECT_TRUE(around.ok()) << around.error().Message();
    EXPECT_TRUE(trail_->ReadAround(0).ok());
  }
}

TEST_F(TrailAlone, TheStoreRefusesWhatIsNoAppending) {
  Append(SmallDraft(kAdvice, "A1"));
  Append(SmallDraft(kDecision, "A1", 0));
  trail_.reset();
  RawStore raw(files_.store);
  const auto refused = [&](const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(files_.store.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_CONSTRAINT)
        << sql;
    sqlite3_close(database);
  };
  refused("UPDATE record SET bytes = x'00' WHERE sequence = 0");
  refused("UPDATE OR REPLACE record SET sequence = 1 WHERE sequence = 0");
  refused("DELETE FROM record WHERE sequence = 1");
  refused("INSERT OR REPLACE INTO record SELECT * FROM record WHERE sequence = 1");
  refused("INSERT INTO record SELECT 5, kind, day, answers, bytes, hashes FROM record LIMIT 1");
  refused("UPDATE payload SET ciphertext = x'00'");
  refused("DELETE FROM payload");
  refused("UPDATE document SET bytes = x'00'");
  refused("DELETE FROM document");
  refused("UPDATE head SET size = size - 1");
  refused("DELETE FROM head");
  // A control: the next record is taken.
  raw.Run("INSERT INTO record SELECT 2, kind, day, answers, bytes, hashes FROM record LIMIT 1");
}

TEST_F(TrailAlone, APersonErasedComesAgainAsSomebodyNew) {
  Append(SmallDraft(kAdvice, "A1"));
  EXPECT_EQ(Erase("A1").records, 1U);
  Append(SmallDraft(kAdvice, "A1"));
  ReadFilter filter;
  filter.person = "A1";
  const auto page = trail_->Read(filter, 10);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->records.size(), 1U);
  EXPECT_EQ(page->records[0].record.sequence, 2U);
  EXPECT_EQ(Erase("A1").records, 1U);
  EXPECT_TRUE(trail_->ReadOne(0)->erased);
  EXPECT_TRUE(trail_->ReadOne(2)->erased);
}

// What a person's key opens or finds them by, as it lies in the files before.
TEST_F(TrailAlone, NothingOfAnErasedPersonIsLeftInAnyFile) {
  const std::string person = "X-ERASED-1";
  for (int i = 0; i < 50; ++i) Append(SmallDraft(kAdvice, i % 2 == 0 ? person : "B2"));
  std::vector<std::string> proofs;
  for (std::uint64_t i = 0; i < 50; ++i) proofs.push_back(trail_->Prove(i).value());
  trail_.reset();
  std::vector<std::string> secrets;
  std::string control;
  {
    RawStore store(files_.store);
    secrets = store.Values(
        "SELECT ciphertext FROM payload WHERE place % 4 = 0 AND place / 8 * 8 = "
        "place");
    control = store.Values("SELECT ciphertext FROM payload WHERE place = 4").at(0);
    for (std::string& tag : store.Values("SELECT tag FROM person WHERE sequence = 0"))
      secrets.push_back(tag);
    RawStore vault(files_.vault);
    const std::string id = store.Values("SELECT hex(key) FROM payload WHERE place = 0").at(0);
    for (const char* sql : {"SELECT sealed FROM key WHERE id = x'",
                            "SELECT finder FROM person "
                            "WHERE key = x'"}) {
      secrets.push_back(vault.Values(sql + id + "'").at(0));
    }
  }
  ASSERT_EQ(secrets.size(), 25U + 3U);
  const auto all_files = [&] {
    std::string all;
    for (const char* end : {"", "-wal", ".vault", ".vault-wal"})
      all += ReadFile(files_.store + end);
    return all;
  };
  const std::string before = all_files();
  for (const std::string& secret : secrets) ASSERT_NE(before.find(secret), std::string::npos);

  trail_ = Open();
  EXPECT_EQ(Erase(person).status, ErasureStatus::kDone);
  for (std::uint64_t i = 0; i < 50; ++i) {
    EXPECT_TRUE(RecordProof::Parse(proofs[i])->Check(trail_->Leaf(i).value(), trail_->key())) << i;
  }
  trail_.reset();
  const std::string after = all_files();
  EXPECT_NE(after.find(control), std::string::npos) << "a control";
  for (const std::string& secret : secrets) EXPECT_EQ(after.find(secret), std::string::npos);
  EXPECT_EQ(after.find(person), std::string::npos);
  EXPECT_EQ(Said(Verify(files_, {.keys = &keys_})), "erased in part");
}

#ifndef BSUP_SANITIZED  // whose allocator counts nothing

// Bytes that are allocated. What is resident says less: it holds what earlier tests have freed.
std::size_t InUse() {
  const struct mallinfo2 heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

// Reads all of it page by page, and gives by how much the memory in use has grown meanwhile.
std::size_t GrowthOfReading(Trail& trail, std::vector<OpenedRecord>* kept) {
  const std::size_t before = InUse();
  std::size_t most = before;
  ReadFilter filter;
  std::optional<std::uint64_t> next = 0;
  while (next) {
    filter.after = *next;
    Result<RecordPage> page = trail.Read(filter, 500);
    EXPECT_TRUE(page);
    if (kept != nullptr) std::ranges::move(page->records, std::back_inserter(*kept));
    next = page->next;
    most = std::max(most, InUse());
  }
  return most - before;
}

TEST_F(TrailAlone, ReadingAndExportingTakeNoMoreMemoryForMoreRecords) {
  constexpr int kRecords = 20'000;
  std::vector<Draft> drafts;
  for (int i = 0; i < kRecords; ++i) {
    drafts.push_back(SmallDraft(kConfig, ""));
    drafts.back().trail = std::string(1000, 'x');
    if (drafts.size() < 2000) continue;
    ASSERT_TRUE(trail_->Append(std::exchange(drafts, {})));
  }
  GrowthOfReading(*trail_, nullptr);  // fills the page cache
  EXPECT_LT(GrowthOfReading(*trail_, nullptr), 4U << 20);
  const std::size_t before = InUse();
  std::size_t most = before;
  ASSERT_TRUE(trail_->Export(
      folder_ / "log", [&](std::uint64_t, std::uint64_t) { most = std::max(most, InUse()); }));
  EXPECT_LT(most - before, 8U << 20);
  std::vector<OpenedRecord> kept;
  EXPECT_GT(GrowthOfReading(*trail_, &kept), 16U << 20) << "a control: they are larger than that";
}

#endif

}  // namespace
}  // namespace bsup::core
