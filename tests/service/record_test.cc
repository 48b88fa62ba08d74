// Recording advice, what was decided on it, who approved, and what came of it.
#include "service/keeping/record.h"

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "service/keeping/show_person.h"
#include "service/kept_sample.h"

namespace bsup::core::testing {
namespace {

// A departure to a mode that a senior probation officer has to approve.
constexpr const char* kByTelephone =
    R"({"answers":1,"mode":"telephone","reason":{"code":"person-asked","words":"Childcare."},
    "mitigations":[{"what":"home visit","due":"2026-11-30"}]})";
constexpr const char* kApproval =
    R"({"answers":2,"approved":true,"role":"senior probation officer","until":"2026-11-27"})";

class RecordTest : public KeptSample {
 protected:
  std::string Standing(const std::string& day, std::uint64_t decision = 2) {
    return Must(StandingOfDecision(*trail_, decision, On(day))).ToJson();
  }
};

TEST_F(RecordTest, TheFirstAdviceBringsItsPolicyAlong) {
  const Receipt advice = Advise();
  EXPECT_EQ(advice.sequence, 1U);
  EXPECT_FALSE(advice.existed);
  EXPECT_EQ(advice.checkpoint, Must(trail_->Head()));
  EXPECT_TRUE(Says(Must(trail_->Leaf(0)), R"("kind":"POLICY")"));
  EXPECT_TRUE(Says(Must(trail_->Leaf(1)), R"("kind":"ADVICE")"));
  EXPECT_EQ(Advise("X200002").sequence, 2U) << "the policy is kept once";
}

TEST_F(RecordTest, TheSameAdviceIsOneRecord) {
  const Receipt first = Advise();
  const Receipt again =
      Advise(kPerson, "contact 1", By("OLIVE_GEN", "2026-11-23", "probation practitioner"));
  EXPECT_TRUE(again.existed);
  EXPECT_EQ(again.sequence, first.sequence);
  EXPECT_FALSE(Advise(kPerson, "contact 2").existed);
  EXPECT_FALSE(Advise(kPerson, "contact 1", kSenior).existed);
  EXPECT_FALSE(Advise("X200002").existed);
}

TEST_F(RecordTest, AdviceIsRecordedForSomebodyBySomebody) {
  const GivenAdvice advice = Must(AdviseOn({}));
  const auto recorded = [&](const std::string& person, const Recorder& who) {
    return RecordAdvice(*trail_, who, advice, person, std::nullopt, Language::kEnglish);
  };
  Fails(Status::kBadInput, recorded("", kOlive));
  Fails(Status::kBadInput, recorded(std::string(65, 'X'), kOlive));
  Fails(Status::kBadInput, recorded("\xff", kOlive));
  Fails(Status::kUsage, recorded(kPerson, By("", "2026-11-23")));
  EXPECT_EQ(Must(trail_->Size()), 0U);
}

TEST_F(RecordTest, ADepartureNeedsACodeAndWordsAndTheErrorListsTheCodes) {
  Advise();
  const auto refused = [&](const std::string& content) {
    return Refuses(Status::kBadInput, RecordKind::kDecision, content);
  };
  const std::string without = refused(R"({"answers":1,"mode":"telephone"})");
  for (const char* part : {"\"office\"", "person-asked", "safety-of-staff", "need-to-see"}) {
    EXPECT_TRUE(Says(without, part)) << without;
  }
  EXPECT_TRUE(Says(refused(R"({"answers":1,"mode":"telephone","reason":{"code":"person-asked"}})"),
                   "/reason/words"));
  EXPECT_TRUE(
      Says(refused(R"({"answers":1,"mode":"telephone","reason":{"code":"whim","words":"yes"}})"),
           "/reason/code"));
  EXPECT_TRUE(Says(refused(R"({"answers":1,"mode":"pigeon"})"), "/mode"));
  EXPECT_TRUE(Says(refused(R"({"answers":1,"mode":"office","more":1})"), "/more"));
  EXPECT_EQ(Record(RecordKind::kDecision, kByTelephone), 2U);
  EXPECT_EQ(Record(RecordKind::kDecision, R"({"answers":1,"mode":"office"})"), 3U)
      << "following the advice needs no reason";
}

TEST_F(RecordTest, WhatIsAnsweredHasToBeThereAndOfItsKind) {
  Advise();
  Refuses(Status::kNotFound, RecordKind::kDecision, R"({"answers":9,"mode":"office"})");
  Refuses(Status::kBadInput, RecordKind::kDecision, R"({"answers":0,"mode":"office"})");
  Refuses(Status::kBadInput, RecordKind::kApproval,
          R"({"answers":1,"approved":true,"role":"senior probation officer",
          "until":"2026-11-27"})",
          kSenior);
  Refuses(Status::kBadInput, RecordKind::kDecision, R"({"mode":"office"})");
  Refuses(Status::kBadInput, RecordKind::kDecision, "[]");
  Refuses(Status::kBadInput, RecordKind::kDecision, "");
  Record(RecordKind::kDecision, R"({"answers":1,"mode":"office"})");
  Refuses(Status::kBadInput, RecordKind::kDecision, R"({"answers":2,"mode":"office"})");
}

TEST_F(RecordTest, KindsOfOtherCallsAreUsage) {
  for (const RecordKind kind :
       {RecordKind::kAdvice, RecordKind::kErasure, RecordKind::kKey, RecordKind::kReopen}) {
    Refuses(Status::kUsage, kind, "{}");
  }
}

TEST_F(RecordTest, EveryOtherKindIsRecordedFromItsContent) {
  Advise();
  const std::string policy = Must(AdviseOn({})).policy->policy.digest;
  EXPECT_EQ(Record(RecordKind::kRead, R"({"person":"X100001"})"), 2U);
  EXPECT_EQ(Record(RecordKind::kDisclosure,
                   R"({"person":"X100001","recipients":["police"],"what":"the timeline"})"),
            3U);
  EXPECT_EQ(Record(RecordKind::kExport, R"({"what":"all","recipients":["a"],"scope":"b"})"), 4U);
  EXPECT_EQ(Record(RecordKind::kConfig, R"({"what":"shift","why":"change"})"), 5U);
  EXPECT_EQ(Record(RecordKind::kPolicy, R"({"digest":")" + policy + R"(","words":"replaced"})"),
            6U);
  EXPECT_TRUE(Says(Refuses(Status::kNotFound, RecordKind::kPolicy,
                           R"({"digest":")" + std::string(64, '0') + R"(","words":"replaced"})"),
                   "/digest"));
}

TEST_F(RecordTest, ApprovalIsByAnotherInARoleThatMay) {
  Advise();
  Record(RecordKind::kDecision, kByTelephone);
  const auto refused = [&](const std::string& content, const Recorder& who) {
    return Refuses(Status::kBadInput, RecordKind::kApproval, content, who);
  };
  refused(kApproval, kOlive);
  refused(kApproval, By("olive_gen", "2026-11-24", "senior probation officer"));
  const auto with = [](const std::string& rest) { return R"({"answers":2,)" + rest + "}"; };
  EXPECT_TRUE(
      Says(refused(with(R"("approved":true,"role":"probation practitioner","until":"2026-11-27")"),
                   kSenior),
           "/role"));
  EXPECT_TRUE(Says(refused(with(R"("approved":true,"role":"senior probation officer")"), kSenior),
                   "/until"));
  EXPECT_TRUE(Says(refused(with(R"("approved":false,"role":"senior probation officer")"), kSenior),
                   "/words"));
  EXPECT_EQ(Record(RecordKind::kApproval, kApproval, kSenior), 3U);
}

TEST_F(RecordTest, ADecisionStandsAsItsAnswersSayDayByDay) {
  Advise();
  Record(RecordKind::kDecision, kByTelephone);
  const std::string waiting = Standing("2026-11-23");
  EXPECT_TRUE(Says(waiting, R"("state":"waiting")")) << waiting;
  EXPECT_TRUE(Says(waiting, R"("lacks":["senior probation officer"])")) << waiting;
  Record(RecordKind::kApproval, kApproval, kSenior);
  EXPECT_EQ(Standing("2026-11-23"), waiting) << "of later days nothing is known yet";
  EXPECT_TRUE(Says(Standing("2026-11-24"), R"("state":"approved")"));
  EXPECT_TRUE(Says(Standing("2026-11-27"), R"("state":"approved")"));
  EXPECT_TRUE(Says(Standing("2026-11-28"), R"("state":"lapsed")"));
  EXPECT_TRUE(Says(Standing("2026-11-30"), R"("state":"open")"));
  EXPECT_TRUE(Says(Standing("2026-12-01"), R"("state":"overdue")"));

  Record(RecordKind::kApproval,
         R"({"answers":2,"approved":false,"role":"head of probation delivery unit",
         "words":"See them in person."})",
         By("HEAD_GEN", "2026-11-26"));
  EXPECT_TRUE(Says(Standing("2026-11-25"), R"("state":"approved")"));
  EXPECT_TRUE(Says(Standing("2026-11-26"), R"("state":"refused")"));
  EXPECT_TRUE(Says(Standing("2026-11-26"), R"("refusals":[4])"));
  Record(RecordKind::kDecision, R"({"answers":1,"mode":"office"})",
         By("OLIVE_GEN", "2026-11-26", "probation practitioner"));
  EXPECT_TRUE(Says(Standing("2026-11-26"), R"("state":"superseded")"));
  EXPECT_TRUE(Says(Standing("2026-11-26"), R"("superseded_by":5)"));
  EXPECT_TRUE(Says(Standing("2026-11-26", 5), R"("state":"needs none")"));
}

TEST_F(RecordTest, AnOutcomeSaysWhatCameOfIt) {
  Advise();
  Record(RecordKind::kDecision, kByTelephone);
  Refuses(Status::kBadInput, RecordKind::kOutcome,
          R"({"answers":2,"mode":"telephone","attended":"perhaps"})", kOliveThen);
  Refuses(Status::kBadInput, RecordKind::kOutcome,
          R"({"answers":2,"mode":"telephone","attended":"attended","mitigations_done":[1]})",
          kOliveThen);
  EXPECT_TRUE(Says(Refuses(Status::kBadInput, RecordKind::kOutcome,
                           R"({"answers":2,"mode":null,"attended":"excused"})"),
                   "the contact is on 2026-11-24, which is to come"));
  Record(RecordKind::kOutcome,
         R"({"answers":2,"mode":"telephone","attended":"attended",
         "mitigations_done":[0],"right_mode":"remote would have done"})",
         kOliveThen);
  EXPECT_TRUE(Says(Standing("2026-12-23"), R"("state":"done")"));
}

TEST_F(RecordTest, APromiseKeptIsARecordOfItsOwn) {
  Advise();
  Record(RecordKind::kDecision, kByTelephone);
  Record(RecordKind::kOutcome, R"({"answers":2,"mode":"telephone","attended":"attended"})",
         kOliveThen);
  EXPECT_TRUE(Says(Standing("2026-12-23"), R"("state":"overdue")"));
  Refuses(Status::kBadInput, RecordKind::kKept, R"({"answers":1,"promises":[0]})");
  Refuses(Status::kBadInput, RecordKind::kKept, R"({"answers":2,"promises":[1]})");
  Refuses(Status::kNotFound, RecordKind::kKept, R"({"answers":9,"promises":[0]})");
  Record(RecordKind::kKept, R"({"answers":2,"promises":[0],"on":"2026-11-27"})",
         By("OLIVE_GEN", "2026-11-28"));
  const std::string standing = Standing("2026-12-23");
  EXPECT_TRUE(Says(standing, R"("done":"2026-11-28","done_on":"2026-11-27")")) << standing;
}

// One user's operation of that id.
Recorder Doing(const std::string& operation, Recorder who = kOlive) {
  who.who.operation_id = operation;
  return who;
}

TEST_F(RecordTest, AFormThatIsSentTwiceIsOneRecord) {
  Advise();
  const auto send = [&](RecordKind kind, const char* content, const Recorder& who) {
    return Must(RecordContent(*trail_, who, kind, content));
  };
  const Receipt decided = send(RecordKind::kDecision, kByTelephone, Doing("form 1"));
  EXPECT_FALSE(decided.existed);
  Recorder later = Doing("form 1", By("OLIVE_GEN", "2026-11-24", "team leader"));
  const Receipt again = send(RecordKind::kDecision, kByTelephone, later);
  EXPECT_TRUE(again.existed);
  EXPECT_EQ(again.sequence, decided.sequence);
  EXPECT_EQ(again.leaf, decided.leaf);
  EXPECT_EQ(again.checkpoint, Must(trail_->Head()));
  send(RecordKind::kApproval, kApproval, Doing("form 2", kSenior));
  EXPECT_TRUE(send(RecordKind::kApproval, kApproval, Doing("form 2", kSenior)).existed);
  const char* const outcome = R"({"answers":2,"mode":"telephone","attended":"attended"})";
  send(RecordKind::kOutcome, outcome, Doing("form 3", kOliveThen));
  EXPECT_TRUE(send(RecordKind::kOutcome, outcome, Doing("form 3", kOliveThen)).existed);
  const char* const kept = R"({"answers":2,"promises":[0]})";
  EXPECT_FALSE(send(RecordKind::kKept, kept, Doing("form 3")).existed) << "of another kind";
  EXPECT_TRUE(send(RecordKind::kKept, kept, Doing("form 3")).existed);
  EXPECT_EQ(Must(trail_->Size()), 6U);
}

TEST_F(RecordTest, AnotherOperationIsAnotherRecord) {
  Advise();
  Advise(kPerson, "contact 2");
  const auto decided = [&](const std::string& advice, const Recorder& who) {
    return Record(RecordKind::kDecision, R"({"answers":)" + advice + R"(,"mode":"office"})", who);
  };
  EXPECT_EQ(decided("1", Doing("form 1")), 3U);
  EXPECT_EQ(decided("1", Doing("form 2")), 4U);
  EXPECT_EQ(decided("2", Doing("form 1")), 5U) << "the same operation on other advice";
  EXPECT_EQ(decided("1", Doing("form 1", kSenior)), 6U) << "somebody else's operation";
  EXPECT_EQ(decided("1", kOlive), 7U) << "one that the host does not name";
  EXPECT_EQ(decided("1", kOlive), 8U);
}

TEST_F(RecordTest, AnOperationSaysOneThing) {
  Advise();
  Record(RecordKind::kDecision, R"({"answers":1,"mode":"office"})", Doing("form 1"));
  const std::string message =
      Refuses(Status::kBadInput, RecordKind::kDecision, kByTelephone, Doing("form 1"));
  EXPECT_TRUE(Says(message, "who.operation_id")) << message;
  EXPECT_TRUE(Says(message, "record 2")) << message;
}

TEST_F(RecordTest, AnOperationThatManySendAtOnceIsOneRecord) {
  Advise();
  const std::shared_ptr<Trail> elsewhere = Open("trail");
  const auto sends = [&](const std::function<Recorder(int)>& who) {
    std::vector<std::thread> threads;
    std::atomic<int> made = 0;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        Trail& trail = i % 2 == 0 ? *trail_ : *elsewhere;
        const auto receipt = RecordContent(trail, who(i), RecordKind::kDecision, kByTelephone);
        if (receipt && !receipt->existed) ++made;
      });
    }
    for (std::thread& thread : threads) thread.join();
    return made.load();
  };
  EXPECT_EQ(sends([](int) { return Doing("form 1"); }), 1);
  EXPECT_EQ(sends([](int i) { return Doing("form of " + std::to_string(i)); }), 8);
  EXPECT_EQ(Must(trail_->Size()), 11U);
}

TEST_F(RecordTest, ADecisionIsAskedForByItsOwnSequence) {
  Advise();
  Record(RecordKind::kDecision, kByTelephone);
  const auto standing = [&](std::uint64_t sequence, const char* day) {
    return StandingOfDecision(*trail_, sequence, On(day));
  };
  Fails(Status::kNotFound, standing(3, "2026-11-23"));
  Fails(Status::kNotFound, standing(UINT64_MAX, "2026-11-23"));
  Fails(Status::kBadInput, standing(1, "2026-11-23"));
  Fails(Status::kBadInput, standing(2, "2026-11-22"));
}

}  // namespace
}  // namespace bsup::core::testing
