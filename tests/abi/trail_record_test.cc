// Recording advice, what was decided on it, who approved, and what came of it.
#include "trail_sample.h"

namespace {

// A departure to a mode that a senior probation officer has to approve.
constexpr const char* kByTelephone =
    R"({"answers":1,"mode":"telephone","reason":{"code":"person-asked","words":"Childcare."},
    "mitigations":[{"what":"home visit","due":"2026-11-30"}]})";
constexpr const char* kApproval =
    R"({"answers":2,"approved":true,"role":"senior probation officer","until":"2026-11-27"})";

std::string OnDay(const OpenTrail& trail, int32_t day) {
  return TextOf([&](auto... out) { return Api().trail_decision(trail.get(), 2, day, out...); });
}

}  // namespace

class TrailRecord : public testing::Test {
 protected:
  TrailSample sample_;
  const OpenTrail trail_ = sample_.Open();
};

TEST_F(TrailRecord, TheFirstAdviceBringsItsPolicyAlong) {
  const Recorded advice = sample_.Advise(trail_);
  EXPECT_EQ(advice.sequence, 1);
  EXPECT_EQ(advice.existed, 0);
  EXPECT_EQ(advice.time, sample_.host.time);
  EXPECT_EQ(advice.leaf.size(), 64u);
  EXPECT_EQ(advice.checkpoint, TrailSample::Head(trail_));
  EXPECT_EQ(advice.checkpoint.find("kent.probation.example/trail\n2\n"), 0u) << advice.checkpoint;
  EXPECT_TRUE(Says(TrailSample::Leaf(trail_, 0), R"("kind":"POLICY")"));
  EXPECT_TRUE(Says(TrailSample::Leaf(trail_, 1), R"("kind":"ADVICE")"));
  EXPECT_EQ(sample_.Advise(trail_, "X200002").sequence, 2) << "the policy is kept once";
}

TEST_F(TrailRecord, TheSameAdviceIsOneRecord) {
  const Recorded first = sample_.Advise(trail_);
  sample_.host.time += 60'000;
  const Recorded again = sample_.Advise(trail_);
  EXPECT_EQ(again.sequence, first.sequence);
  EXPECT_EQ(again.existed, 1);
  EXPECT_EQ(again.leaf, first.leaf);
  EXPECT_EQ(again.time, first.time + 60'000);
  EXPECT_EQ(TrailSample::Size(trail_), 2u);
  // Another contact, user, or person makes another.
  EXPECT_EQ(sample_.Advise(trail_, kPerson, "contact 2").existed, 0);
  EXPECT_EQ(sample_.Advise(trail_, kPerson, "contact 1", kSenior).existed, 0);
  EXPECT_EQ(sample_.Advise(trail_, "X200002").existed, 0);
  EXPECT_EQ(sample_.Advise(sample_.Open()).existed, 1) << "from another handle too";
}

TEST_F(TrailRecord, ALeafNamesNobody) {
  sample_.Advise(trail_);
  const std::string leaf = TrailSample::Leaf(trail_, 1);
  for (const char* secret : {kPerson, "OLIVE", "contact"}) EXPECT_FALSE(Says(leaf, secret)) << leaf;
}

TEST_F(TrailRecord, AdviceIsRecordedForSomebodyBySomebody) {
  const Owned<bsup_advice> advice = sample_.sample.Advise();
  const auto refused = [&](bsup_status status, const char* person, const bsup_who& who,
                           const char* language) {
    bsup_receipt* receipt = nullptr;
    FailsWith(status, [&](bsup_error** error) {
      return Api().advice_record(advice.get(), trail_.get(), &who, person, nullptr, language,
                                 &receipt, error);
    });
    EXPECT_EQ(receipt, nullptr);
  };
  const std::string long_number(65, 'X');
  refused(BSUP_BAD_INPUT, "", kOlive, "en");
  refused(BSUP_BAD_INPUT, long_number.c_str(), kOlive, "en");
  refused(BSUP_BAD_INPUT, "\xff", kOlive, "en");
  refused(BSUP_USAGE, kPerson, kOlive, "fr");
  refused(BSUP_USAGE, kPerson, Who(""), "en");
  refused(BSUP_USAGE, kPerson, Who(nullptr), "en");
  EXPECT_EQ(TrailSample::Size(trail_), 0u);
}

TEST_F(TrailRecord, RecordingNeedsTheHostsClocks) {
  bsup_host host = sample_.host.Host();
  host.now = nullptr;
  const Sample without(Api(), &host);
  const bsup_trail_options options = sample_.Options();
  const OpenTrail trail(Made<bsup_trail>(Api(),
                                         [&](auto... out) {
                                           return Api().trail_open(without.session(),
                                                                   sample_.Path().c_str(), &options,
                                                                   out...);
                                         }),
                        Api().trail_close);
  EXPECT_TRUE(Says(TrailSample::Refuses(BSUP_USAGE, trail, BSUP_RECORD_CONFIG,
                                        R"({"what":"shift","why":"change"})"),
                   "now"));
}

TEST_F(TrailRecord, KindsOfOtherCallsAreUsage) {
  for (const int32_t kind : {BSUP_RECORD_ADVICE + 0, BSUP_RECORD_ERASURE + 0, BSUP_RECORD_KEY + 0,
                             BSUP_RECORD_REOPEN + 0, 13, -1, INT32_MAX}) {
    TrailSample::Refuses(BSUP_USAGE, trail_, kind, "{}");
  }
}

TEST_F(TrailRecord, ADecisionIsToldAsItStandsOnTheDayAskedForOrToday) {
  sample_.Advise(trail_);
  TrailSample::Record(trail_, BSUP_RECORD_DECISION, kByTelephone);
  const std::string waiting = OnDay(trail_, kSampleDay);
  EXPECT_TRUE(Says(waiting, R"("state":"waiting")")) << waiting;
  EXPECT_TRUE(Says(waiting, R"("lacks":["senior probation officer"])")) << waiting;
  sample_.host.today = kSampleDay + 1;
  TrailSample::Record(trail_, BSUP_RECORD_APPROVAL, kApproval, kSenior);
  EXPECT_EQ(OnDay(trail_, kSampleDay), waiting) << "of later days nothing is known yet";
  for (const int32_t day : {BSUP_TODAY + 0, kSampleDay + 1, kSampleDay + 4}) {
    EXPECT_TRUE(Says(OnDay(trail_, day), R"("state":"approved")")) << OnDay(trail_, day);
  }
}

TEST_F(TrailRecord, ADecisionIsAskedForByItsOwnSequence) {
  sample_.Advise(trail_);
  TrailSample::Record(trail_, BSUP_RECORD_DECISION, kByTelephone);
  bsup_text* text = nullptr;
  const auto refused = [&](bsup_status status, uint64_t sequence, int32_t day) {
    FailsWith(status, [&](bsup_error** error) {
      return Api().trail_decision(trail_.get(), sequence, day, &text, error);
    });
    EXPECT_EQ(text, nullptr);
  };
  refused(BSUP_NOT_FOUND, 3, kSampleDay);
  refused(BSUP_NOT_FOUND, UINT64_MAX, kSampleDay);
  refused(BSUP_BAD_INPUT, 1, kSampleDay);
  refused(BSUP_BAD_INPUT, 2, kSampleDay - 1);
  refused(BSUP_USAGE, 2, INT32_MAX);
}

TEST_F(TrailRecord, AWhoOfAnotherSizeIsReadNoFurtherThanItGoes) {
  bsup_who who = kOlive;
  who.struct_size = offsetof(bsup_who, role);
  TrailSample::Record(trail_, BSUP_RECORD_CONFIG, R"({"what":"shift","why":"change"})", who);
  const std::string record = TrailSample::All(trail_, "{}");
  EXPECT_TRUE(Says(record, "OLIVE_GEN")) << record;
  EXPECT_FALSE(Says(record, "practitioner")) << "read beyond struct_size: " << record;
  who.struct_size = 4;
  TrailSample::Refuses(BSUP_USAGE, trail_, BSUP_RECORD_CONFIG, R"({"what":"shift","why":"change"})",
                       who);
}
