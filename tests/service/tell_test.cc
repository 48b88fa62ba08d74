// A timeline, some of it, and one record in full, as a host asks for it.
#include "service/keeping/tell.h"

#include "base/json.h"
#include "service/kept_sample.h"

namespace bsup::core::testing {
namespace {

// POLICY 0; ADVICE 1, DECISION 2, APPROVAL 3 and OUTCOME 4 of one contact; ADVICE 5 and DECISION 6
// of another.
class TellTest : public KeptSample {
 protected:
  TellTest() {
    Advise();
    Record(RecordKind::kDecision,
           R"({"answers":1,"mode":"telephone","reason":{"code":"person-asked","words":"Ill."}})");
    Record(RecordKind::kApproval,
           R"({"answers":2,"approved":true,"role":"senior probation officer",
           "until":"2026-11-27"})",
           kSenior);
    Record(RecordKind::kOutcome, R"({"answers":2,"mode":"telephone","attended":"attended"})",
           kOliveThen);
    Advise(kPerson, "contact 2", By("OLIVE_GEN", "2026-11-25"));
    Record(RecordKind::kDecision, R"({"answers":5,"mode":"office"})",
           By("OLIVE_GEN", "2026-11-25"));
  }
  std::string Told(const std::string& request) {
    return Must(Tell(*trail_, packs_, kOlive, request, On("2026-11-26")));
  }
  std::string Refused(Status status, const std::string& request) {
    return Fails(status, Tell(*trail_, packs_, kOlive, request, On("2026-11-26")));
  }
  // The sequences of the records that are told.
  std::string Sequences(const std::string& rest) {
    const std::string told = Told(R"({"person":"X100001")" + rest + "}");
    const JsonDocument document = Must(JsonDocument::Parse(told, "told"));
    std::string sequences;
    for (const JsonNode& record : document.root().Find("records")->items())
      sequences += std::to_string(record.Find("sequence")->integer()) + " ";
    return sequences;
  }

  LoadedPacks packs_;
};

TEST_F(TellTest, AllOfAPersonOrSomeByContactAndDay) {
  EXPECT_EQ(Sequences(""), "1 2 3 4 5 6 ");
  EXPECT_EQ(Sequences(R"(,"contact_id":"contact 1")"), "1 2 3 4 ") << "with what answers them";
  EXPECT_EQ(Sequences(R"(,"contact_id":"contact 2")"), "5 6 ");
  EXPECT_EQ(Sequences(R"(,"contact_id":"contact 3")"), "");
  EXPECT_EQ(Sequences(R"(,"from":"2026-11-24")"), "3 4 5 6 ");
  EXPECT_EQ(Sequences(R"(,"until":"2026-11-24")"), "1 2 3 4 ");
  EXPECT_EQ(Sequences(R"(,"from":"2026-11-24","until":"2026-11-24")"), "3 4 ");
  EXPECT_EQ(Sequences(R"(,"from":"2026-11-24","contact_id":"contact 1")"), "3 4 ");
  EXPECT_EQ(Sequences(R"(,"as_of":"2026-11-23")"), "1 2 ");
  EXPECT_EQ(Sequences(R"(,"statutory":true,"from":"2026-11-23","until":"2026-11-23")").substr(0, 4),
            "1 2 ");
}

TEST_F(TellTest, WhatWaitsIsToldWhateverIsLeftOut) {
  const std::string told = Told(R"({"person":"X100001","contact_id":"contact 1"})");
  EXPECT_TRUE(Says(told, R"("waiting":[{"sequence":6,"waits_for":"outcome")")) << told;
  const std::string text = Told(R"({"person":"X100001","contact_id":"none","form":"text"})");
  EXPECT_TRUE(Says(text, "What waits on 26 November 2026")) << text;
  EXPECT_TRUE(Says(text, "No records."));
}

TEST_F(TellTest, OneRecordInFullIsTheScreenFactsRulesAndDigest) {
  const std::string text = Told(R"({"record":1,"form":"text"})");
  const std::string screen =
      Must(AdviseOn({.contact = kFirstAppointment})).Text(Language::kEnglish, {});
  EXPECT_TRUE(Says(text, screen)) << "to the byte";
  EXPECT_TRUE(Says(text, "Purpose of the contact: first appointment [contact]"));
  EXPECT_TRUE(Says(text, "Rules, and their sources"));
  EXPECT_TRUE(Says(text, Must(AdviseOn({})).policy->policy.digest));
  EXPECT_FALSE(Says(text, "Please note")) << "it is the advice that was recorded";
  const std::string welsh = Told(R"({"record":1,"form":"text","language":"cy"})");
  EXPECT_TRUE(Says(welsh, "Y sgrin fel yr oedd"));
  EXPECT_TRUE(Says(welsh, screen)) << "in the language it was shown in";
  const std::string told = Told(R"({"record":4})");
  const JsonDocument document = Must(JsonDocument::Parse(told, "told"));
  EXPECT_EQ(document.root().Find("records")->items().size(), 3U) << "with what it answers";
  EXPECT_EQ(document.root().At("/advice/screen_is")->string(), "same");
  EXPECT_EQ(document.root().At("/advice/facts/0/fact")->string(), "contact.purpose");
  EXPECT_EQ(document.root().At("/advice/facts/0/from")->string(), "contact");
}

TEST_F(TellTest, ItLeavesARead) {
  const std::uint64_t before = Must(trail_->Size());
  Told(R"({"record":2,"justification":"complaint"})");
  EXPECT_EQ(Must(trail_->Size()), before + 1);
  EXPECT_TRUE(Says(All(R"({"class":["statutory"],"person":"X100001"})"), "complaint"));
  Refused(Status::kNotFound, R"({"person":"X300003"})");
  Refused(Status::kNotFound, R"({"record":99})");
  Refused(Status::kBadInput, R"({"record":0})");
}

TEST_F(TellTest, ARequestIsReadStrictly) {
  const auto refused = [&](const std::string& request) {
    return Refused(Status::kBadInput, request);
  };
  EXPECT_TRUE(Says(refused("{}"), "/person"));
  EXPECT_TRUE(Says(refused(R"({"person":"X100001","record":1})"), "/record"));
  EXPECT_TRUE(Says(refused(R"({"record":1,"from":"2026-11-23"})"), "/record"));
  EXPECT_TRUE(Says(refused(R"({"person":"X100001","form":"html"})"), "/form"));
  EXPECT_TRUE(Says(refused(R"({"person":"X100001","language":"fr"})"), "/language"));
  EXPECT_TRUE(Says(refused(R"({"person":"X100001","width":10})"), "/width"));
  EXPECT_TRUE(Says(refused(R"({"person":"X100001","more":1})"), "/more"));
  EXPECT_TRUE(Says(refused(R"({"person":"X100001","from":"today"})"), "/from"));
  EXPECT_TRUE(Says(refused(R"({"record":"1"})"), "/record"));
  refused("[]");
  refused("");
  Record(RecordKind::kRead, R"({"person":"X100001"})");
  EXPECT_TRUE(Says(refused(R"({"record":7})"), "statutory"));
  EXPECT_TRUE(Says(Told(R"({"record":7,"statutory":true})"), R"("advice":null)"));
}

TEST_F(TellTest, WhatWasErasedIsNotToldInFull) {
  Draft erasure = Must(BeginDraft(RecordKind::kErasure, kSenior));
  erasure.trail = "{}";
  Must(trail_->Erase(kPerson, erasure));
  Refused(Status::kErased, R"({"record":1})");
}

}  // namespace
}  // namespace bsup::core::testing
