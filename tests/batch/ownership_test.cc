// Who holds what: the batch is consumed, kept columns move into the answer without a copy, and the
// answer's columns outlive it where they are moved out.
#include "allocations.h"

#include <algorithm>

#include "batch/batch_call.h"

namespace bsup::core::made {
namespace {

BatchRequest Keeping(std::vector<std::string> keep) {
  BatchRequest request = OfAllPacks(kBatchAdvice);
  request.keep = std::move(keep);
  return request;
}

MadeColumn OfThree() {
  MadeColumn nested = Batch({Numbers("x", {1, 2, 3})}, 3);
  nested.name = "anything";
  return Batch(
      {Texts("risk.rosh", {"low", "medium", "high"}), Numbers("crn", {7, 8, 9}), std::move(nested)},
      3);
}

TEST(BatchOwnership, TheBatchIsEndedOnceTheAnswerNeedsItNoMore) {
  Given given = HandOver(OfThree());
  {
    const auto out = Call(Keeping({"crn", "anything"}), given);
    ASSERT_TRUE(out.ok());
    EXPECT_EQ(given.array.release, nullptr);
    EXPECT_FALSE(given.releases->all());  // two columns live on
  }
  EXPECT_TRUE(given.releases->all());
}

TEST(BatchOwnership, KeptColumnsComeFirstInTheOrderAskedForAndAreNotCopied) {
  Given given = HandOver(OfThree());
  const void* values = given.array.children[1]->buffers[1];
  auto out = Call(Keeping({"anything", "crn", "risk.rosh"}), given);
  ASSERT_TRUE(out.ok());
  const Answer answer = AnswerOf(*out);
  const auto names = answer.names();
  EXPECT_EQ(names[0], "anything");
  EXPECT_EQ(names[1], "crn");
  EXPECT_EQ(names[2], "risk.rosh");
  EXPECT_EQ(names[3], "lead");
  EXPECT_EQ(answer.Array("crn").buffers[1], values);
  // A fact that is kept was read all the same.
  const Answer alone = Advised(Keeping({}), Batch({Texts("risk.rosh", {"low"})}, 1));
  EXPECT_EQ(answer.Text("lead", 0), alone.Text("lead", 0));
  EXPECT_EQ(answer.Text("risk.rosh", 2), "high");
}

TEST(BatchOwnership, AListMovedOutOfTheAnswerTakesItsDictionaryAlong) {
  Given given = HandOver(OfThree());
  BatchRequest request = OfAllPacks(kBatchRules);
  request.keep = {"crn", "anything"};
  auto out = Call(request, given);
  ASSERT_TRUE(out.ok());
  TakenArray rules;
  std::vector<std::string> before;
  {
    Answer answer = AnswerOf(*out);
    before = answer.List("rules", 2);
    const std::vector<std::string> names = answer.names();
    const auto at = std::ranges::find(names, "rules") - names.begin();
    rules = TakenArray(answer.array().children[at]);
  }
  EXPECT_TRUE(given.releases->all());
  ASSERT_FALSE(before.empty());
  const ArrowArray& codes = *rules->children[0];
  const auto* ends = static_cast<const std::int32_t*>(rules->buffers[1]);
  ASSERT_EQ(static_cast<std::size_t>(ends[3] - ends[2]), before.size());
  const auto* text_ends = static_cast<const std::int32_t*>(codes.dictionary->buffers[1]);
  const auto* text = static_cast<const char*>(codes.dictionary->buffers[2]);
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto code =
        static_cast<const std::int16_t*>(codes.buffers[1])[ends[2] + static_cast<int>(i)];
    EXPECT_EQ(std::string(text + text_ends[code], text + text_ends[code + 1]), before[i]);
  }
}

TEST(BatchOwnership, AKeptColumnIsCutToTheRowsOfTheBatch) {
  const Answer answer = Advised(Keeping({"risk.rosh", "crn", "anything"}), Cut(OfThree(), 1, 2));
  EXPECT_EQ(answer.Text("risk.rosh", 0), "medium");
  EXPECT_EQ(answer.Array("crn").length, 2);
  EXPECT_EQ(answer.Array("crn").offset, 1);
  EXPECT_EQ(answer.rows(), 2);
}

TEST(BatchOwnership, AColumnMovedOutOfTheAnswerOutlivesIt) {
  Given given = HandOver(OfThree());
  ArrowArray lead{};
  ArrowArray kept{};
  {
    auto out = Call(Keeping({"crn", "anything"}), given);
    ASSERT_TRUE(out.ok());
    Answer answer = AnswerOf(*out);
    const auto move = [&](std::int64_t at, ArrowArray& to) {
      ArrowArray* from = answer.array().children[at];
      to = *from;
      from->release = nullptr;
    };
    move(0, kept);
    move(2, lead);
  }
  EXPECT_EQ(static_cast<const std::int32_t*>(kept.buffers[1])[2], 9);
  EXPECT_EQ(std::string(static_cast<const char*>(lead.buffers[2]), 6), "office");
  lead.release(&lead);
  EXPECT_EQ(lead.release, nullptr);
  kept.release(&kept);
  EXPECT_TRUE(given.releases->all());
}

TEST(BatchOwnership, BuffersOfAnEmptyAnswerAreThereAllTheSame) {
  const Answer answer = Advised(OfAllPacks(kBatchAll), Batch({}, 0));
  for (const std::string& name : answer.names()) {
    const ArrowArray& array = answer.Array(name);
    for (std::int64_t b = 1; b < array.n_buffers; ++b) EXPECT_NE(array.buffers[b], nullptr) << name;
  }
}

// What a call allocates for so many rows.
long AllocatedFor(std::int64_t rows) {
  const auto count = static_cast<std::size_t>(rows);
  Given given = HandOver(
      Batch({Texts("risk.rosh", Values<std::string>(count, "high")),
             Flags("risk.rising", Values<bool>(count, true)),
             Texts("planned", Values<std::string>(count, "video")),
             Numbers("contact.date", Values<double>(count, SampleDay().number() + 1.0), "tdD")},
            rows));
  const BatchRequest request = OfAllPacks(kBatchAdvice | kBatchRules);
  const long before = allocations;
  const auto out = Call(request, given);
  EXPECT_TRUE(out.ok());
  return allocations - before;
}

TEST(BatchOwnership, ARowNeedsNoMemoryButTheGrowthOfTheAnswer) {
  const long few = AllocatedFor(1'000);
  const long many = AllocatedFor(16'000);
  // Some twenty buffers double four times.
  EXPECT_LT(many - few, 120);
}

}  // namespace
}  // namespace bsup::core::made
