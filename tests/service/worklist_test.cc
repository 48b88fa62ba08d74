// What waits in a trail: for an approval, for a promise to be kept, for an outcome.
#include "service/keeping/worklist.h"

#include "base/json.h"
#include "service/keeping/show_person.h"
#include "service/kept_sample.h"

namespace bsup::core::testing {
namespace {

// A departure that a senior probation officer has to approve, for the contact of 24 November.
std::string ByTelephone(std::uint64_t advice, const std::string& due = "2026-11-30") {
  return R"({"answers":)" + std::to_string(advice) +
         R"(,"mode":"telephone","reason":{"code":"person-asked","words":"Childcare."},)"
         R"("mitigations":[{"what":"home visit","due":")" +
         due + R"("}]})";
}

std::string Answering(std::uint64_t decision, const std::string& rest) {
  return R"({"answers":)" + std::to_string(decision) + "," + rest + "}";
}

constexpr const char* kApproved =
    R"("approved":true,"role":"senior probation officer","until":"2026-11-27")";

class WorklistTest : public KeptSample {
 protected:
  std::string List(const std::string& request, const Recorder& who = kSenior) {
    return Must(Worklist(*trail_, who, request, On("2026-11-23")));
  }
  // `approval 2, promise 2`: what waits for what, of which decision.
  std::string Items(const std::string& day, const std::string& rest = "") {
    return ItemsOf(List(R"({"as_of":")" + day + "\"" + (rest.empty() ? "" : ",") + rest + "}"));
  }
  static std::string ItemsOf(const std::string& list) {
    const JsonDocument document = Must(JsonDocument::Parse(list, "list"));
    std::string items;
    for (const JsonNode& item : document.root().Find("items")->items()) {
      items += (items.empty() ? "" : ", ") + std::string(item.Find("waits_for")->string()) + " " +
               std::to_string(item.Find("sequence")->integer());
    }
    return items;
  }
  std::uint64_t Decide(const std::string& content, const Recorder& who = kOlive) {
    return Record(RecordKind::kDecision, content, who);
  }
};

TEST_F(WorklistTest, WhatWaitsIsListedSoonestFirst) {
  Advise();
  Decide(ByTelephone(1));
  EXPECT_EQ(Items("2026-11-23"), "approval 2, promise 2");
  EXPECT_EQ(Items("2026-11-24"), "approval 2, promise 2");
  EXPECT_EQ(Items("2026-11-25"), "approval 2, outcome 2, promise 2");
  const std::string list = List(R"({"as_of":"2026-12-01"})");
  EXPECT_TRUE(
      Says(list, R"({"as_of":"2026-12-01","counts":{"approval":1,"promise":1,"outcome":1})"))
      << list;
  EXPECT_TRUE(Says(list,
                   R"({"contact_day":"2026-11-24","contact_id":"contact 1","day":"2026-11-24",)"
                   R"("decided":"2026-11-23","lacks":["senior probation officer"],)"
                   R"("mode":"telephone","overdue":true,"person":"X100001","policy":")"))
      << list;
  EXPECT_TRUE(Says(list, R"("promised":"home visit","sequence":2,"waits_for":"promise",)"
                         R"("who":"OLIVE_GEN"}],"next":null})"))
      << list;
  EXPECT_EQ(Items("2026-11-22"), "") << "nothing was decided yet";
  EXPECT_EQ(ItemsOf(List("")), "approval 2, promise 2") << "today, where no day is named";
}

TEST_F(WorklistTest, AnApprovalWaitsUntilSomebodyHasSpoken) {
  Advise();
  Decide(ByTelephone(1));
  const std::string only = R"("waits_for":["approval"])";
  Record(RecordKind::kApproval,
         Answering(2, R"("approved":true,"role":"senior probation officer",)"
                      R"("until":"2026-11-23")"),
         By("SIMON_GEN", "2026-11-23"));
  EXPECT_EQ(Items("2026-11-23", only), "");
  EXPECT_EQ(Items("2026-11-24", only), "approval 2") << "it has ended, and the contact is to come";
  EXPECT_EQ(Items("2026-11-25", only), "") << "it has ended, and the contact is past";
  Record(RecordKind::kApproval,
         Answering(2, R"("approved":false,"role":"senior probation officer","words":"No.")"),
         kSenior);
  EXPECT_EQ(Items("2026-11-24", only), "") << "refused";
}

TEST_F(WorklistTest, AnApprovalIsMootWhereNobodyCame) {
  Advise();
  Decide(ByTelephone(1));
  Record(RecordKind::kOutcome, Answering(2, R"("mode":"telephone","attended":"attended")"),
         kOliveThen);
  EXPECT_EQ(Items("2026-11-25"), "approval 2, promise 2") << "given afterwards, it counts";
  Record(RecordKind::kOutcome, Answering(2, R"("mode":null,"attended":"missed")"),
         By("OLIVE_GEN", "2026-11-26"));
  EXPECT_EQ(Items("2026-11-25"), "approval 2, promise 2");
  EXPECT_EQ(Items("2026-11-26"), "promise 2");
}

TEST_F(WorklistTest, APromiseWaitsUntilItIsKept) {
  Advise();
  Decide(R"({"answers":1,"mode":"office","mitigations":[{"what":"call","due":"2026-11-25"},)"
         R"({"what":"write","due":"2026-11-24"}]})");
  const std::string only = R"("waits_for":["promise"])";
  const std::string list = List(R"({"as_of":"2026-11-25",)" + only + "}");
  EXPECT_LT(list.find("write"), list.find("call")) << "soonest first";
  EXPECT_EQ(Times(list, R"("overdue":true)"), 1) << "not on the day itself";
  Record(RecordKind::kOutcome,
         Answering(2, R"("mode":"office","attended":"attended","mitigations_done":[1])"),
         kOliveThen);
  EXPECT_EQ(Items("2026-11-25", only), "promise 2");
  EXPECT_TRUE(Says(List(R"({"as_of":"2026-11-25"})"), R"("promised":"call")"));
  Record(RecordKind::kKept, Answering(2, R"("promises":[0])"), By("OLIVE_GEN", "2026-11-26"));
  EXPECT_EQ(Items("2026-11-25", only), "promise 2") << "it was not known that day";
  EXPECT_EQ(Items("2026-11-26", only), "");
}

TEST_F(WorklistTest, ALaterDecisionTakesThePlaceOfAnEarlierOne) {
  Advise();
  Decide(ByTelephone(1));
  Decide(R"({"answers":1,"mode":"office"})");
  EXPECT_EQ(Items("2026-11-25"), "outcome 3") << "on the same advice";
  // New answers give new advice for the same contact.
  const GivenAdvice anew = Must(AdviseOn({.contact = kFirstAppointment}, kSampleDay + 1));
  const auto advise = [&](const std::string& contact) {
    return Must(RecordAdvice(*trail_, By("OLIVE_GEN", "2026-11-24"), anew, kPerson, contact,
                             Language::kEnglish))
        .sequence;
  };
  const Recorder next_day = By("OLIVE_GEN", "2026-11-24");
  const std::uint64_t other = Decide(ByTelephone(advise("contact 2")), next_day);
  EXPECT_EQ(Items("2026-11-25", R"("waits_for":["outcome"])"),
            "outcome 3, outcome " + std::to_string(other))
      << "of another contact";
  const std::uint64_t same = Decide(ByTelephone(advise("contact 1")), next_day);
  EXPECT_EQ(Items("2026-11-25", R"("waits_for":["outcome"])"),
            "outcome " + std::to_string(other) + ", outcome " + std::to_string(same));
  EXPECT_EQ(Items("2026-11-23"), "") << "what came later is not known yet";
}

// X100001 by telephone is outside policy where the contact is not in the first week.
TEST_F(WorklistTest, WhatWasPromisedForAContactOutsidePolicyStillWaits) {
  const std::string contact =
      R"({"date":"2026-12-15","purpose":"initial appointment","scheduled":true,"with":"person",)"
      R"("role":"counts","planned":"telephone"})";
  const auto advise = [&](Day as_of) {
    return Must(RecordAdvice(*trail_, kOlive, Must(AdviseOn({.contact = contact}, as_of)), kPerson,
                             "contact 1", Language::kEnglish))
        .sequence;
  };
  const std::uint64_t call = Decide(ByTelephone(advise(kSampleDay)));
  ASSERT_TRUE(Says(Must(StandingOfDecision(*trail_, call, kSampleDay)).ToJson(), "outside policy"));
  Decide(R"({"answers":)" + std::to_string(advise(kSampleDay + 1)) + R"(,"mode":"office"})",
         By("OLIVE_GEN", "2026-12-16"));
  const std::string only = R"("waits_for":["promise"])";
  EXPECT_EQ(Items("2026-12-16", only), "") << "the control: it was not done, and was replaced";
  Record(RecordKind::kOutcome, Answering(call, R"("mode":"telephone","attended":"attended")"),
         By("OLIVE_GEN", "2026-12-17"));
  EXPECT_EQ(Items("2026-12-17", only), "promise " + std::to_string(call));
}

TEST_F(WorklistTest, ItIsAskedForByRoleAndUser) {
  Advise();
  Decide(ByTelephone(1));
  const std::string role = R"("role":"senior probation officer","waits_for":["approval"])";
  EXPECT_EQ(Items("2026-11-23", role), "approval 2");
  EXPECT_EQ(Items("2026-11-23", role + R"(,"not_by":"SIMON_GEN")"), "approval 2");
  EXPECT_EQ(Items("2026-11-23", role + R"(,"not_by":"olive_gen ")"), "") << "however it is spelt";
  EXPECT_EQ(Items("2026-11-23", R"("not_by":"OLIVE_GEN")"), "promise 2")
      << "it keeps nobody from their own promises";
  EXPECT_EQ(Items("2026-11-23", R"("role":"head of probation delivery unit")"), "promise 2");
  EXPECT_EQ(Items("2026-11-23", R"("by":"OLIVE_GEN")"), "approval 2, promise 2");
  EXPECT_EQ(Items("2026-11-23", R"("by":"SIMON_GEN")"), "");
  EXPECT_EQ(Items("2026-11-23", R"("person":"X100001")"), "approval 2, promise 2");
  EXPECT_EQ(Items("2026-11-23", R"("person":"X200002")"), "");
  EXPECT_EQ(Items("2026-11-23", R"("without":["X200002"])"), "approval 2, promise 2");
  EXPECT_EQ(Items("2026-11-23", R"("without":["X200002","X100001"])"), "");
  EXPECT_TRUE(Says(
      Fails(Status::kBadInput, Worklist(*trail_, kSenior, R"({"without":[7]})", On("2026-11-23"))),
      "/without/0"));
  const std::string wrong =
      Fails(Status::kBadInput,
            Worklist(*trail_, kSenior, R"({"role":"senior probation oficer"})", On("2026-11-23")));
  EXPECT_TRUE(Says(wrong, "/role")) << wrong;
  EXPECT_TRUE(Says(wrong, R"(did you mean "senior probation officer")")) << wrong;
}

TEST_F(WorklistTest, PagesFollowOneAnotherThoughTheListChanges) {
  std::vector<std::uint64_t> decisions;
  for (int i = 0; i < 5; ++i) {
    const std::uint64_t advice = Advise("X20000" + std::to_string(i)).sequence;
    decisions.push_back(Decide(ByTelephone(advice)));
  }
  const std::string only = R"("waits_for":["approval","promise"])";
  std::string after;
  std::string seen;
  for (int pages = 0; pages < 9; ++pages) {
    const std::string page = List(R"({"limit":2,)" + only + after + "}");
    EXPECT_TRUE(Says(page, R"("counts":{"approval":)")) << page;
    seen += (seen.empty() ? "" : ", ") + ItemsOf(page);
    const JsonDocument document = Must(JsonDocument::Parse(page, "page"));
    const JsonNode* next = document.root().Find("next");
    if (next->is_null()) break;
    after = R"(,"after":")" + std::string(next->string()) + "\"";
    // What was on the first page is approved while the second is read.
    if (pages == 0) Record(RecordKind::kApproval, Answering(decisions[0], kApproved), kSenior);
  }
  std::string all;
  for (const char* what : {"approval ", "promise "}) {
    for (const std::uint64_t each : decisions)
      all += (all.empty() ? "" : ", ") + (what + std::to_string(each));
  }
  EXPECT_EQ(seen, all);
}

TEST_F(WorklistTest, ItLeavesAReadOfEachPersonOnThePage) {
  const std::uint64_t first = Decide(ByTelephone(Advise("X200001").sequence));
  Decide(ByTelephone(Advise("X200002").sequence));
  EXPECT_EQ(Count("READ"), 0);
  const std::uint64_t before = Must(trail_->Size());
  List(R"({"limit":0})");
  EXPECT_EQ(Must(trail_->Size()), before) << "counts name nobody";
  const std::string page = List(R"({"limit":1,"justification":"approvals"})");
  EXPECT_EQ(ItemsOf(page), "approval " + std::to_string(first));
  EXPECT_EQ(Must(trail_->Size()), before + 1);
  EXPECT_TRUE(
      Says(All(R"({"class":["statutory"],"person":"X200001"})"), R"("justification":"approvals")"));
  const std::uint64_t between = Must(trail_->Size());
  List("{}");
  EXPECT_EQ(Must(trail_->Size()), between + 2) << "one a person, though each is there twice";
  List(R"({"person":"X300003"})");
  EXPECT_EQ(Must(trail_->Size()), between + 2);
}

TEST_F(WorklistTest, WhatWasErasedWaitsForNothing) {
  Advise();
  Decide(ByTelephone(1));
  Draft erasure = Must(BeginDraft(RecordKind::kErasure, kSenior));
  erasure.trail = "{}";
  Must(trail_->Erase(kPerson, erasure));
  EXPECT_EQ(Items("2026-12-01"), "");
}

TEST_F(WorklistTest, ARequestIsReadStrictly) {
  const auto refused = [&](const std::string& request) {
    return Fails(Status::kBadInput, Worklist(*trail_, kSenior, request, On("2026-11-23")));
  };
  EXPECT_TRUE(Says(refused(R"({"more":1})"), "/more"));
  EXPECT_TRUE(Says(refused(R"({"limit":1001})"), "/limit"));
  EXPECT_TRUE(Says(refused(R"({"limit":-1})"), "/limit"));
  EXPECT_TRUE(Says(refused(R"({"as_of":"today"})"), "/as_of"));
  EXPECT_TRUE(Says(refused(R"({"waits_for":["aproval"]})"), "did you mean"));
  EXPECT_TRUE(Says(refused(R"({"waits_for":"approval"})"), "/waits_for"));
  for (const char* after : {"", "2026-11-30", "2026-11-30.1.0", "2026-11-30.1.0.0.0",
                            "2026-11-30.1.0.x", "2026-11-30.-1.0.0", "2026-11-30.1.0.0."}) {
    EXPECT_TRUE(Says(refused(std::string(R"({"after":")") + after + "\"}"), "/after")) << after;
  }
  refused("[]");
  refused("{");
  EXPECT_EQ(ItemsOf(List(R"({"after":"2026-11-30.1.0.0"})")), "");
}

}  // namespace
}  // namespace bsup::core::testing
