// The decisions of a trail as columns: what is asked for, what a reading covers, and its failures.
// What each column holds is tested in tests/abi, as a host gets it.
#include "service/decisions/decision_stream.h"

#include "service/keeping/life.h"
#include "service/kept_sample.h"

namespace bsup::core::testing {
namespace {

const std::string kRequest =
    R"({"as_of":"2026-12-31","export":{"recipients":["region"],"scope":"all of 2026"}})";

class DecisionsTest : public KeptSample {
 protected:
  // Advice is record 1, and 2 decides on it.
  DecisionsTest() {
    Advise();
    Decide();
  }
  void Decide() { Record(RecordKind::kDecision, R"({"answers":1,"mode":"office"})"); }
  Result<DecisionStream> Begin(const std::string& request = kRequest) {
    return DecisionStream::Begin(trail_, kOlive, request);
  }
  static std::int64_t RowsOf(DecisionStream stream) {
    std::int64_t rows = 0;
    while (auto batch = Must(stream.Next())) rows += (*batch)->length;
    return rows;
  }
};

TEST_F(DecisionsTest, AreReadOnceWithOneExportAndNoRead) {
  const std::uint64_t before = Must(trail_->Size());
  EXPECT_EQ(RowsOf(Must(Begin())), 1);
  EXPECT_EQ(Must(trail_->Size()), before + 1);
  EXPECT_TRUE(Says(All(R"({"class":["statutory"]})"), R"("what":"decisions")"));
}

TEST_F(DecisionsTest, ADecisionRecordedMeanwhileIsLeftOut) {
  DecisionStream stream = Must(Begin());
  Decide();
  EXPECT_EQ(RowsOf(std::move(stream)), 1);
  EXPECT_EQ(RowsOf(Must(Begin())), 2) << "the control: another reading has it";
}

TEST_F(DecisionsTest, NoneIsAfterTheDayAskedFor) {
  Record(RecordKind::kDecision, R"({"answers":1,"mode":"office"})",
         By("OLIVE_GEN", "2026-11-25", "probation practitioner"));
  const auto rows = [&](const std::string& days) {
    return RowsOf(Must(Begin(R"({"export":{"recipients":["a"],"scope":"b"},)" + days + "}")));
  };
  EXPECT_EQ(rows(R"("as_of":"2026-11-25")"), 2);
  EXPECT_EQ(rows(R"("as_of":"2026-11-24")"), 1);
  EXPECT_EQ(rows(R"("as_of":"2026-11-24","until":"2026-11-30")"), 1);
  EXPECT_EQ(rows(R"("as_of":"2026-11-30","from":"2026-11-24")"), 1);
  EXPECT_EQ(rows(R"("as_of":"2026-11-22")"), 0);
}

TEST_F(DecisionsTest, EveryThreadNumberGivesTheSameRows) {
  for (int i = 0; i < 20; ++i) Decide();
  std::string request = kRequest;
  request.insert(1, R"("threads":5,)");
  EXPECT_EQ(RowsOf(Must(Begin(request))), 21);
  EXPECT_EQ(RowsOf(Must(Begin())), 21);
}

TEST_F(DecisionsTest, SomebodyErasedIsARowAllTheSame) {
  Must(ErasePerson(*trail_, kOlive, R"({"person":"X100001","why":"asked","authority":"court"})"));
  EXPECT_EQ(RowsOf(Must(Begin())), 1);
}

TEST_F(DecisionsTest, TheSchemaHasAColumnForEachFactAskedFor) {
  std::string request = kRequest;
  request.insert(1, R"("facts":["risk.rosh","no.such_fact"],)");
  const TakenSchema with = Must(Begin(request)).Schema();
  const TakenSchema without = Must(Begin()).Schema();
  EXPECT_EQ(with->n_children, without->n_children + 2);
  EXPECT_STREQ(with->children[with->n_children - 1]->name, "fact.no.such_fact");
}

TEST_F(DecisionsTest, ARequestThatCannotBeReadSaysWhereAndLeavesNothing) {
  const std::uint64_t before = Must(trail_->Size());
  const auto refused = [&](const std::string& request) {
    return Fails(Status::kBadInput, Begin(request));
  };
  const std::string whole = R"({"as_of":"2026-12-31","export":{"recipients":["a"],"scope":"b"},)";
  EXPECT_TRUE(Says(refused(R"({"as_of":"2026-12-31"})"), "/export"));
  EXPECT_TRUE(Says(refused(R"({"export":{"recipients":["a"],"scope":"b"}})"), "/as_of"));
  EXPECT_TRUE(Says(refused(whole + R"("fact":[]})"), "/fact"));
  for (const char* threads : {"0", "65", "\"2\"", "1.5"}) {
    EXPECT_TRUE(Says(refused(whole + R"("threads":)" + threads + "}"), "/threads")) << threads;
  }
  refused("{");
  EXPECT_EQ(Must(trail_->Size()), before);
}

}  // namespace
}  // namespace bsup::core::testing
