// A trail's own life, each step with the record it leaves.
#include "service/keeping/life.h"

#include "service/keeping/replay_record.h"
#include "service/keeping/verify_trail.h"
#include "service/kept_sample.h"

namespace bsup::core::testing {
namespace {

constexpr const char* kErase =
    R"({"person":"X100001","why":"retention ended","authority":"the unit"})";

class LifeTest : public KeptSample {
 protected:
  LifeTest() { Advise(); }

  Verification Verify(const std::string& name, const VerifyTexts& texts = {}) {
    return Must(VerifyTrail(Path(name), texts, &keys_, {}));
  }
};

TEST_F(LifeTest, ABackupIsATrailThatSaysItIsOne) {
  Must(BackUp(*trail_, kOlive, Path("backup")));
  EXPECT_TRUE(Says(Must(trail_->Leaf(2)), R"("kind":"CONFIG")"));
  Fails(Status::kStorage, BackUp(*trail_, kOlive, Path("backup")));
  const std::shared_ptr<Trail> copy = Open("backup");
  EXPECT_EQ(Must(copy->Size()), 3U);
  EXPECT_EQ(Must(copy->Leaf(2)), Must(trail_->Leaf(2)));
}

TEST_F(LifeTest, ARestoredTrailBeginsAnewAndCitesBothHeads) {
  Must(BackUp(*trail_, kOlive, Path("backup")));
  TrailOptions options;
  options.known_head = Advise("X200002").checkpoint;
  options.origin = "kent.probation.example/trail/2";
  trail_.reset();
  trail_ = Must(RestoreFrom(Path("backup"), Path("fresh"), options, &keys_, kOlive, "disk broke"));
  EXPECT_EQ(trail_->origin(), options.origin);
  const std::string reopen = All("");
  EXPECT_TRUE(Says(reopen, R"("kind":"REOPEN")")) << reopen;
  EXPECT_TRUE(Says(reopen, "disk broke")) << reopen;
  EXPECT_TRUE(Says(reopen, R"(/trail\n3\n)")) << "the backup's head: " << reopen;
  EXPECT_TRUE(Says(reopen, R"(/trail\n4\n)")) << "the lost head: " << reopen;
  Fails(Status::kStorage,
        RestoreFrom(Path("backup"), Path("fresh"), options, &keys_, kOlive, "again"));
}

TEST_F(LifeTest, AnErasedPersonIsGoneAndTheRecordDoesNotNameThem) {
  const Erased erased = Must(ErasePerson(*trail_, kOlive, kErase));
  EXPECT_EQ(erased.records, 1U);
  EXPECT_EQ(erased.status, ErasureStatus::kDone);
  EXPECT_EQ(All(R"({"person":"X100001"})"), "");
  const std::string statutory = All(R"({"class":["statutory","trail"]})");
  EXPECT_TRUE(Says(statutory, "retention ended")) << statutory;
  EXPECT_FALSE(Says(statutory, kPerson)) << statutory;
  LoadedPacks packs;
  EXPECT_EQ(Must(ReplayRecord(*trail_, packs, 1)).verdict, ReplayVerdict::kErased);
  EXPECT_EQ(Verify("trail").verdict, Verdict::kErasedInPart);
  Fails(Status::kNotFound, ErasePerson(*trail_, kOlive, kErase));
}

TEST_F(LifeTest, AnErasureThatIsNotWholeErasesNobody) {
  const auto erase = [&](const char* content) { return ErasePerson(*trail_, kOlive, content); };
  Fails(Status::kNotFound, erase(R"({"person":"X300003","why":"w","authority":"unit"})"));
  EXPECT_TRUE(
      Says(Fails(Status::kBadInput, erase(R"({"person":"X100001","why":"w"})")), "/authority"));
  EXPECT_TRUE(Says(Fails(Status::kBadInput, erase(R"({"person":"","why":"w","authority":"u"})")),
                   "/person"));
  Fails(Status::kBadInput, erase(""));
  EXPECT_EQ(Must(trail_->Size()), 2U);
}

TEST_F(LifeTest, ANewKeyIsOnRecordWithTheOldOne) {
  const std::string old_key = trail_->key().ToString();
  EXPECT_EQ(Must(RotateKeys(*trail_, kOlive, "yearly")).sequence, 2U);
  const std::string new_key = trail_->key().ToString();
  EXPECT_NE(new_key, old_key);
  const std::string record = All(R"({"kinds":["KEY"]})");
  EXPECT_TRUE(Says(record, old_key) && Says(record, new_key)) << record;
  Advise("X200002");
  EXPECT_EQ(Verify("trail", {.vkey = old_key}).verdict, Verdict::kWrongKey);
  EXPECT_EQ(Verify("trail", {.vkey = new_key}).verdict, Verdict::kIntactNoOutsideHead);
  EXPECT_EQ(Verify("trail", {.known_head = Must(trail_->Head())}).verdict, Verdict::kIntact);
}

TEST_F(LifeTest, AVerificationIsToldAsJson) {
  const std::string report = VerificationJson(Verify("trail"));
  const std::string told =
      R"x({"verdict":"intact (no outside head)","records":2,"erased":0,"first_bad":null,)x"
      R"x("outside_head":false,"why":")x";
  EXPECT_EQ(report.find(told), 0U) << report;
  EXPECT_EQ(Verify("no such trail").verdict, Verdict::kUnreadable);
}

TEST_F(LifeTest, KeysThatCannotBeReadAreBadInput) {
  const auto verified = [&](const VerifyTexts& texts) {
    return VerifyTrail(Path("trail"), texts, nullptr, {});
  };
  Fails(Status::kBadInput, verified({.vkey = "nonsense"}));
  Fails(Status::kBadInput, verified({.witnesses = "nonsense\n"}));
  const std::string own = trail_->key().ToString();
  EXPECT_TRUE(Says(Fails(Status::kBadInput, verified({.witnesses = own})), "cosignature key"));
}

TEST_F(LifeTest, TheProofIsExportedAndItsGrowthProved) {
  std::uint64_t told = 0;
  Must(ExportProof(*trail_, kOlive, Path("proof"), [&](std::uint64_t, std::uint64_t) { ++told; }));
  EXPECT_GT(told, 0U);
  EXPECT_EQ(Count("EXPORT"), 2) << "it, and the counting";
  EXPECT_EQ(Times(Must(ProveGrowth(*trail_, 2)), "\n"), 1);
  Fails(Status::kUsage, ProveGrowth(*trail_, 0));
}

}  // namespace
}  // namespace bsup::core::testing
