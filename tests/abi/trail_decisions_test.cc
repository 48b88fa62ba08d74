// The decisions of a trail as columns, as a host gets them.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cerrno>

#include <optional>
#include <vector>

#include "blended_supervision/arrow.h"
#include "trail_sample.h"

namespace {

const std::string kRequest =
    R"({"as_of":"2026-12-31","export":{"recipients":["region"],"scope":"all of 2026"},)"
    R"("facts":["risk.rosh","no.such_fact"]})";

// A stream that is read to its end, batch by batch, and released.
class DecisionsRead {
 public:
  DecisionsRead(const OpenTrail& trail, const std::string& request) {
    bsup_error* error = nullptr;
    EXPECT_EQ(Api().trail_decisions(trail.get(), &kOlive, request.data(), request.size(), &stream_,
                                    &error),
              BSUP_OK)
        << Api().error_message(error);
    EXPECT_EQ(stream_.get_schema(&stream_, &schema_), 0);
    while (true) {
      ArrowArray batch{};
      EXPECT_EQ(stream_.get_next(&stream_, &batch), 0);
      if (batch.release == nullptr) return;
      batches_.push_back(batch);
    }
  }
  ~DecisionsRead() {
    for (ArrowArray& batch : batches_) batch.release(&batch);
    schema_.release(&schema_);
    stream_.release(&stream_);
  }
  DecisionsRead(const DecisionsRead&) = delete;
  DecisionsRead& operator=(const DecisionsRead&) = delete;

  [[nodiscard]] int64_t rows() const {
    int64_t rows = 0;
    for (const ArrowArray& batch : batches_) rows += batch.length;
    return rows;
  }
  // Of the first batch; nothing where it is null.
  [[nodiscard]] std::optional<std::string> Text(const std::string& column, int64_t row) const {
    const ArrowArray& array = Column(column, "u");
    if (IsNull(array, row)) return std::nullopt;
    const auto* offsets = static_cast<const int32_t*>(array.buffers[1]);
    const auto* bytes = static_cast<const char*>(array.buffers[2]);
    return std::string(bytes + offsets[row], bytes + offsets[row + 1]);
  }
  [[nodiscard]] std::optional<bool> Flag(const std::string& column, int64_t row) const {
    const ArrowArray& array = Column(column, "b");
    if (IsNull(array, row)) return std::nullopt;
    return (static_cast<const uint8_t*>(array.buffers[1])[row / 8] >> (row % 8) & 1) != 0;
  }
  template <class Number>
  [[nodiscard]] std::optional<Number> NumberIn(const std::string& column, const char* format,
                                               int64_t row) const {
    const ArrowArray& array = Column(column, format);
    if (IsNull(array, row)) return std::nullopt;
    return static_cast<const Number*>(array.buffers[1])[row];
  }

 private:
  const ArrowArray& Column(const std::string& name, const char* format) const {
    for (int64_t c = 0; c < schema_.n_children; ++c) {
      if (name != schema_.children[c]->name) continue;
      EXPECT_STREQ(schema_.children[c]->format, format) << name;
      return *batches_.at(0).children[c];
    }
    throw std::out_of_range("there is no column " + name);
  }
  static bool IsNull(const ArrowArray& array, int64_t row) {
    const auto* valid = static_cast<const uint8_t*>(array.buffers[0]);
    return valid != nullptr && (valid[row / 8] >> (row % 8) & 1) == 0;
  }

  ArrowArrayStream stream_{};
  ArrowSchema schema_{};
  std::vector<ArrowArray> batches_;
};

class TrailDecisions : public ::testing::Test {
 protected:
  // Advice is record 1, and 2 decides on it.
  TrailDecisions() : trail_(sample_.Open()) {
    sample_.Advise(trail_);
    TrailSample::Record(trail_, BSUP_RECORD_DECISION, R"({"answers":1,"mode":"office"})");
  }

  TrailSample sample_;
  OpenTrail trail_;
};

TEST_F(TrailDecisions, ARowADecisionWithoutCaseNumberOrNames) {
  const DecisionsRead read(trail_, kRequest);
  ASSERT_EQ(read.rows(), 1);
  EXPECT_EQ(read.NumberIn<uint64_t>("sequence", "L", 0), 2U);
  EXPECT_EQ(read.Flag("erased", 0), false);
  EXPECT_EQ(read.NumberIn<int64_t>("case", "l", 0), 0);
  EXPECT_EQ(read.Text("who", 0), std::nullopt) << "not asked for";
  EXPECT_EQ(read.Text("role", 0), "probation practitioner");
  EXPECT_EQ(read.Text("mode", 0), "office");
  EXPECT_EQ(read.Text("advised", 0), "office");
  EXPECT_EQ(read.Flag("departs", 0), false);
  EXPECT_EQ(read.Text("reason", 0), std::nullopt);
  EXPECT_EQ(read.Text("cadence", 0), "kept");
  EXPECT_EQ(read.Text("state", 0), "needs none");
  EXPECT_EQ(read.Text("attended", 0), std::nullopt) << "no outcome yet";
  EXPECT_EQ(read.Flag("technical_failure", 0), std::nullopt);
  EXPECT_EQ(read.NumberIn<uint32_t>("promised", "I", 0), 0U);
  EXPECT_EQ(read.Text("fact.no.such_fact", 0), std::nullopt);
}

TEST_F(TrailDecisions, WhatIsKnownOfTheOutcomeAndWhoDecidedWhereAsked) {
  sample_.host.today = kSampleDay + 1;  // that of the contact
  TrailSample::Record(trail_, BSUP_RECORD_OUTCOME,
                      R"({"answers":2,"mode":"office","attended":"attended",)"
                      R"("technical_failure":false,"right_mode":"right"})");
  // What this one does not know stays known.
  TrailSample::Record(trail_, BSUP_RECORD_OUTCOME,
                      R"({"answers":2,"mode":null,"attended":"not recorded"})");
  std::string request = kRequest;
  request.insert(1, R"("who":true,)");
  const DecisionsRead read(trail_, request);
  EXPECT_EQ(read.Text("who", 0), "OLIVE_GEN");
  EXPECT_EQ(read.Text("attended", 0), "attended");
  EXPECT_EQ(read.Text("outcome_mode", 0), "office");
  EXPECT_EQ(read.Flag("technical_failure", 0), false);
  EXPECT_EQ(read.Text("right_mode", 0), "right");
  EXPECT_EQ(read.Text("risk_information", 0), std::nullopt) << "not known is not none";
}

TEST_F(TrailDecisions, LeavesOneExportAndNoRead) {
  const uint64_t before = TrailSample::Size(trail_);
  { const DecisionsRead read(trail_, kRequest); }
  EXPECT_EQ(TrailSample::Size(trail_), before + 1);
  const std::string exported =
      TrailSample::All(trail_, R"({"class":["statutory"],"kinds":["EXPORT"]})");
  EXPECT_TRUE(Says(exported, R"("what":"decisions")")) << exported;
}

TEST_F(TrailDecisions, ADecisionRecordedMeanwhileIsLeftOut) {
  bsup_error* error = nullptr;
  ArrowArrayStream stream{};
  ASSERT_EQ(Api().trail_decisions(trail_.get(), &kOlive, kRequest.data(), kRequest.size(), &stream,
                                  &error),
            BSUP_OK);
  TrailSample::Record(trail_, BSUP_RECORD_DECISION, R"({"answers":1,"mode":"office"})");
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  EXPECT_EQ(batch.length, 1);
  batch.release(&batch);
  stream.release(&stream);
  EXPECT_EQ(stream.release, nullptr);
  EXPECT_EQ(DecisionsRead(trail_, kRequest).rows(), 2) << "the control: now it is there";
}

TEST_F(TrailDecisions, SeveralThreadsGiveTheSameRowsInTheSameOrder) {
  sample_.host.today = kSampleDay + 1;  // that of the contact
  constexpr int kMore = 300;            // than the stream opens at a time
  for (int i = 0; i < kMore; ++i) {
    const uint64_t decision = TrailSample::Size(trail_);
    TrailSample::Record(trail_, BSUP_RECORD_DECISION,
                        std::string(R"({"answers":1,"mode":")") +
                            (i % 3 == 0 ? "video" : "office") +
                            R"(","reason":{"code":"person-asked","words":"Asked."}})");
    if (i % 2 == 0) continue;
    TrailSample::Record(
        trail_, BSUP_RECORD_OUTCOME,
        R"({"answers":)" + std::to_string(decision) + R"(,"mode":"office","attended":"attended"})");
  }
  std::string request = kRequest;
  request.insert(1, R"("threads":5,)");
  const DecisionsRead one(trail_, kRequest);
  const DecisionsRead five(trail_, request);
  ASSERT_EQ(one.rows(), kMore + 1);
  ASSERT_EQ(five.rows(), kMore + 1);
  int attended = 0;
  for (int64_t row = 0; row < one.rows(); ++row) {
    EXPECT_EQ(five.NumberIn<uint64_t>("sequence", "L", row),
              one.NumberIn<uint64_t>("sequence", "L", row));
    for (const char* column : {"mode", "state", "attended", "reason", "fact.risk.rosh"})
      EXPECT_EQ(five.Text(column, row), one.Text(column, row)) << column;
    attended += one.Text("attended", row) == "attended" ? 1 : 0;
  }
  EXPECT_EQ(attended, kMore / 2);
}

TEST_F(TrailDecisions, WhatWasTamperedWithFailsAgainWhenItIsAskedAgain) {
  trail_.reset();
  sqlite3* store = nullptr;
  ASSERT_EQ(sqlite3_open(sample_.Path().c_str(), &store), SQLITE_OK);
  const std::string change =
      "DROP TRIGGER payload_stays;"
      "UPDATE payload SET ciphertext = zeroblob(length(ciphertext)) WHERE place = 2 * 4";
  ASSERT_EQ(sqlite3_exec(store, change.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_close(store), SQLITE_OK);
  trail_ = sample_.Open();
  bsup_error* error = nullptr;
  ArrowArrayStream stream{};
  ASSERT_EQ(Api().trail_decisions(trail_.get(), &kOlive, kRequest.data(), kRequest.size(), &stream,
                                  &error),
            BSUP_OK);
  for (int asked = 0; asked < 2; ++asked) {
    ArrowArray batch{};
    EXPECT_EQ(stream.get_next(&stream, &batch), EBADMSG);
    EXPECT_EQ(batch.release, nullptr);
    ASSERT_NE(stream.get_last_error(&stream), nullptr);
    EXPECT_TRUE(Says(stream.get_last_error(&stream), "record 2"));
  }
  stream.release(&stream);
}

TEST_F(TrailDecisions, TheStreamKeepsTheTrailOpen) {
  bsup_error* error = nullptr;
  ArrowArrayStream stream{};
  ASSERT_EQ(Api().trail_decisions(trail_.get(), &kOlive, kRequest.data(), kRequest.size(), &stream,
                                  &error),
            BSUP_OK);
  trail_ = sample_.Open(sample_.Options(), "another");
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  EXPECT_EQ(batch.length, 1);
  batch.release(&batch);
  stream.release(&stream);
}

TEST_F(TrailDecisions, SomebodyErasedIsARowOfWhichNothingIsKnown) {
  const std::string content =
      R"({"person":")" + std::string(kPerson) + R"(","why":"asked","authority":"court"})";
  int32_t status = -1;
  ReceiptOf([&](auto... out) {
    return Api().trail_erase(trail_.get(), &kOlive, content.data(), content.size(), &status,
                             out...);
  });
  const DecisionsRead read(trail_, kRequest);
  ASSERT_EQ(read.rows(), 1);
  EXPECT_EQ(read.Flag("erased", 0), true);
  EXPECT_EQ(read.Text("mode", 0), std::nullopt);
  EXPECT_EQ(read.NumberIn<int64_t>("case", "l", 0), std::nullopt);
}

}  // namespace
