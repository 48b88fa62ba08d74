// The store without the keys: what the lengths of sealed parts tell, and what they do not.
#include <set>
#include <string>
#include <vector>

#include "service/kept_sample.h"
#include "trail/tampering.h"

namespace bsup::core::testing {
namespace {

class LengthsTest : public KeptSample {
 protected:
  // Of the subject parts of that kind.
  std::set<int> Lengths(RecordKind kind) {
    std::set<int> lengths;
    RawStore store(Path("trail"));
    for (const std::string& length :
         store.Values("SELECT CAST(length(ciphertext) AS TEXT) FROM payload JOIN record"
                      " ON place = 4 * sequence WHERE kind = " +
                      std::to_string(static_cast<int>(kind)))) {
      lengths.insert(std::stoi(length));
    }
    return lengths;
  }
  // Of the texts that were sealed.
  std::set<std::size_t> TextLengths(RecordKind kind) {
    std::set<std::size_t> lengths;
    for (std::uint64_t i = 0; i < Must(trail_->Size()); ++i) {
      const OpenedRecord record = Must(trail_->ReadOne(i));
      if (record.record.kind == kind) lengths.insert(record.subject->size());
    }
    return lengths;
  }
  std::uint64_t DecideBy(const std::string& mode, std::uint64_t advice) {
    return Record(RecordKind::kDecision,
                  R"({"answers":)" + std::to_string(advice) + R"(,"mode":")" + mode +
                      R"(","reason":{"code":"need-to-see","words":"As we agreed on Monday."}})");
  }
};

const std::vector<std::string> kModes{"office",   "in person elsewhere", "home visit",
                                      "doorstep", "telephone",           "video"};

TEST_F(LengthsTest, DoNotTellTheMode) {
  Advise();
  for (const std::string& mode : kModes) DecideBy(mode, 1);
  EXPECT_EQ(Lengths(RecordKind::kDecision).size(), 1U);
  EXPECT_GT(TextLengths(RecordKind::kDecision).size(), 1U) << "the texts differ: the control";
}

TEST_F(LengthsTest, DoNotTellTheOutcome) {
  Advise();
  const std::uint64_t decision = DecideBy("office", 1);
  const std::string answers = R"({"answers":)" + std::to_string(decision);
  for (const std::string rest :
       {R"("mode":"office","attended":"attended")", R"("mode":null,"attended":"missed")",
        R"("mode":null,"attended":"excused")"}) {
    Record(RecordKind::kOutcome, answers + "," + rest + "}", By("OLIVE_GEN", "2026-11-25"));
  }
  EXPECT_EQ(Lengths(RecordKind::kOutcome).size(), 1U);
  EXPECT_GT(TextLengths(RecordKind::kOutcome).size(), 1U) << "the texts differ: the control";
}

TEST_F(LengthsTest, DoNotTellWhetherItWasApproved) {
  Advise();
  const std::uint64_t decision = DecideBy("telephone", 1);
  for (const std::string rest : {R"("approved":true,"until":"2026-11-27")",
                                 R"("approved":false,"words":"See them in the office.")"}) {
    Record(RecordKind::kApproval,
           R"({"answers":)" + std::to_string(decision) + R"(,"role":"senior probation officer",)" +
               rest + "}",
           kSenior);
  }
  EXPECT_EQ(Lengths(RecordKind::kApproval).size(), 1U);
  EXPECT_GT(TextLengths(RecordKind::kApproval).size(), 1U) << "the texts differ: the control";
}

TEST_F(LengthsTest, OfAdviceAreATenthOfItsText) {
  Advise();
  const int sealed = *Lengths(RecordKind::kAdvice).begin();
  const std::size_t text = *TextLengths(RecordKind::kAdvice).begin();
  EXPECT_LT(static_cast<std::size_t>(sealed) * 10, text);
  EXPECT_EQ(sealed % 256, 16) << "the tag of the cipher";
}

TEST_F(LengthsTest, AdviceWhosePolicyIsGoneCannotBeRead) {
  Advise();
  trail_.reset();
  {
    RawStore store(Path("trail"));
    store.DropTriggers();
    store.Run("DELETE FROM document");
    store.MakeTriggers();
  }
  trail_ = Open("trail");
  EXPECT_TRUE(Says(Fails(Status::kTampered, trail_->ReadOne(1)),
                   "record 1: the text is packed, and its dictionary is missing; run verify"));
}

}  // namespace
}  // namespace bsup::core::testing
