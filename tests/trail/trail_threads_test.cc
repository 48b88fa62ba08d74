// One trail, and several on one file, used by many threads at a time.
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "trail/tampering.h"

namespace bsup::core {
namespace {

using enum RecordKind;

#ifdef BSUP_SANITIZED
constexpr int kRounds = 5;
#else
constexpr int kRounds = 40;
#endif
constexpr int kThreads = 16;

class TrailThreads : public testing::Test {
 protected:
  // Each thread appends its records, through one of these trails; the receipts of all.
  std::vector<Receipt> AppendFromAll(const std::vector<Trail*>& trails) {
    std::vector<std::vector<Receipt>> receipts(kThreads);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < kThreads; ++i) {
      threads.emplace_back([&, i] {
        Trail& trail = *trails[i % trails.size()];
        for (int round = 0; round < kRounds; ++round) {
          const auto done = trail.Append({SmallDraft(kAdvice, "P" + std::to_string(i % 4))});
          EXPECT_TRUE(done) << done.error().Message();
          if (done) receipts[i].push_back(done->front());
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    std::vector<Receipt> all;
    for (const auto& of_one : receipts) all.insert(all.end(), of_one.begin(), of_one.end());
    return all;
  }
  static std::set<std::uint64_t> Sequences(const std::vector<Receipt>& receipts) {
    std::set<std::uint64_t> sequences;
    for (const Receipt& receipt : receipts) sequences.insert(receipt.sequence);
    return sequences;
  }
  std::string Verdict() { return Said(Verify(files_, {.keys = &keys_})); }

  const TemporaryFolder folder_;
  const TrailFiles files_ = TrailFiles::At(folder_ / "trail");
  FakeKeyService keys_;
  std::unique_ptr<Trail> trail_ = OpenedTrail(files_, &keys_);
};

TEST_F(TrailThreads, EachGetsAPlaceOfItsOwnAndSomeShareACommit) {
  const std::vector<Receipt> receipts = AppendFromAll({trail_.get()});
  ASSERT_EQ(receipts.size(), std::size_t{kThreads * kRounds});
  const auto sequences = Sequences(receipts);
  EXPECT_EQ(sequences.size(), receipts.size());
  EXPECT_EQ(*sequences.rbegin(), receipts.size() - 1);
  std::set<std::string> heads;
  for (const Receipt& receipt : receipts) {
    heads.insert(receipt.checkpoint);
    const Result<Note> note = Note::Parse(receipt.checkpoint);
    ASSERT_TRUE(note && note->SignedBy(trail_->key()));
    EXPECT_GT(Checkpoint::Parse(note->text)->size, receipt.sequence) << "it covers the record";
  }
  EXPECT_LT(heads.size(), receipts.size()) << "those who wait together are written together";
  EXPECT_EQ(Verdict(), "intact (no outside head)");
}

TEST_F(TrailThreads, SeveralTrailsOnOneFileTakeTurns) {
  const auto second = OpenedTrail(files_, &keys_);
  const auto third = OpenedTrail(files_, &keys_);
  const auto receipts = AppendFromAll({trail_.get(), second.get(), third.get()});
  EXPECT_EQ(receipts.size(), std::size_t{kThreads * kRounds});
  EXPECT_EQ(Sequences(receipts).size(), receipts.size());
  EXPECT_EQ(Verdict(), "intact (no outside head)");
}

TEST_F(TrailThreads, ReadersProversAndVerifiersGoOnMeanwhile) {
  AppendOne(*trail_, SmallDraft(kAdvice, "P0"));
  std::atomic<bool> done = false;
  std::atomic<int> looked = 0;
  std::vector<std::thread> readers;
  readers.emplace_back([&] {
    while (!done) {
      const auto page = trail_->Read({}, 100);
      ASSERT_TRUE(page) << page.error().Message();
      ASSERT_EQ(page->records.front().subject, R"({"about":"P0"})");
      ASSERT_TRUE(trail_->Prove(0));
      ++looked;
    }
  });
  readers.emplace_back([&] {
    while (!done) {
      ASSERT_EQ(Verdict(), "intact (no outside head)");
      ++looked;
    }
  });
  EXPECT_EQ(AppendFromAll({trail_.get()}).size(), std::size_t{kThreads * kRounds});
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_GT(looked, 1);
}

TEST_F(TrailThreads, ErasuresAndNewKeysComeBetweenThem) {
  const auto other = OpenedTrail(files_, &keys_);
  AppendOne(*trail_, SmallDraft(kAdvice, "P0"));
  std::thread changes([&] {
    for (int i = 0; i < 3; ++i) {
      const auto rotated =
          other->Rotate(SmallDraft(kKey, ""),
                        [](const VerifierKey&, const VerifierKey&) { return std::string("{}"); });
      EXPECT_TRUE(rotated) << rotated.error().Message();
      const auto erased = other->Erase("P0", SmallDraft(kErasure, ""));
      EXPECT_TRUE(erased || erased.error().status == Status::kNotFound) << erased.error().Message();
    }
  });
  const auto receipts = AppendFromAll({trail_.get(), other.get()});
  changes.join();
  EXPECT_EQ(receipts.size(), std::size_t{kThreads * kRounds});
  EXPECT_EQ(Sequences(receipts).size(), receipts.size());
  EXPECT_EQ(Verdict(), "erased in part");
}

}  // namespace
}  // namespace bsup::core
