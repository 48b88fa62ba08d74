#include "advice/json/advice_json.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "advice/small_pack.h"
#include "base/json.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"

namespace bsup::core::testing {
namespace {

// Advice under the small pack as JSON, parsed.
class Told {
 public:
  explicit Told(SmallCase made, Language language = Language::kEnglish) {
    const Advice advice = Advise(*policy_, made.contact, made.a_case, made.as_of);
    text_ = AdviceJson(*policy_, advice, made.a_case, language);
  }

  // What stands at the pointer as JSON; `nothing` where nothing does.
  std::string At(std::string_view pointer) const {
    const auto document = JsonDocument::Parse(text_, "advice");
    const JsonNode* node = document->root().At(pointer);
    return node == nullptr ? "nothing" : CanonicalJson(*node);
  }
  const std::string& text() const { return text_; }

 private:
  std::shared_ptr<const PolicyInForce> policy_ = SmallPolicy();
  std::string text_;
};

TEST(AdviceJson, TellsTheLeadAndWhatElseWouldDo) {
  const Told told(Make(
      "",
      {{"risk.rosh", "low"}, {"safe_to_call", "true"}, {"miles", "5"}, {"suspended", "false"}}));
  EXPECT_EQ(
      told.At("/outcome"),
      R"({"alternatives":["telephone"],"base_decides":false,"firmness":"at discretion","lead":"office","lead_label":"Office visit",)"
      R"("outcome":"lead","planned":null,"provisional":false})");
  EXPECT_EQ(told.At("/refer"), "null");
  EXPECT_EQ(told.At("/ask"), "[]");
}

TEST(AdviceJson, KeepsUnknownAndNoApart) {
  const Told told(Make("", {{"suspended", "false"}}));
  EXPECT_EQ(told.At("/facts/suspended"), "false");
  EXPECT_EQ(told.At("/facts/safe_to_call"), "null");
  EXPECT_EQ(told.At("/from/suspended"), R"("/case/suspended")");
  EXPECT_EQ(told.At("/from/safe_to_call"), "nothing");
}

TEST(AdviceJson, SaysFromWhichDayAHostTellsAFact) {
  SmallCase made = Make("", {{"risk.rosh", "low"}, {"miles", "5"}});
  const Policy& policy = SmallPolicy()->policy;
  const auto dated = [&](const char* fact, const char* day) {
    made.a_case.dated = {{policy.FactNamed(fact), On(day)}};
    return Told(made).At("/dated/0");
  };
  EXPECT_EQ(Told(made).At("/dated"), "[]");
  EXPECT_EQ(dated("risk.rosh", "2025-11-03"),
            R"({"day":"2025-11-03","fact":"risk.rosh","label":"Risk of serious harm","old":false})")
      << "55 weeks before";
  EXPECT_EQ(dated("risk.rosh", "2025-11-02"),
            R"({"day":"2025-11-02","fact":"risk.rosh","label":"Risk of serious harm","old":true})");
  EXPECT_EQ(dated("miles", "2001-01-01"),
            R"({"day":"2001-01-01","fact":"miles","label":"Distance","old":null})")
      << "the pack has no number";
}

TEST(AdviceJson, NamesTheUnknownFactARuleActsInSpiteOf) {
  const Told told(Make("telephone", {{"safe_to_call", "true"}}));
  EXPECT_EQ(told.At("/modes/2/restrictions"),
            R"([{"rule":"high-risk-approval","unknown":["risk.rosh"]}])");
  EXPECT_EQ(told.At("/modes/2/roles"), R"([{"label":"Senior officer","role":"senior"}])");
  EXPECT_EQ(told.At("/rules/high-risk-approval/basis"), R"("rule")");
}

TEST(AdviceJson, LeavesUnknownOutWhereARuleActsForCertain) {
  const Told told(Make("telephone", {{"risk.rosh", "high"}}));
  EXPECT_EQ(told.At("/modes/2/restrictions"), R"([{"rule":"high-risk-approval"}])");
}

TEST(AdviceJson, TellsARuleOnceAndOnlyWhenItIsReferredTo) {
  const Told told(Make("telephone", {{"risk.rosh", "low"}, {"miles", "5"}}));
  EXPECT_EQ(told.At("/rules/safe-to-talk/must"), "true");
  EXPECT_EQ(told.At("/rules/far-away"), "nothing");
  const std::string words = "Ask whether it is safe to talk.";
  EXPECT_EQ(told.text().find(words), told.text().rfind(words));
}

TEST(AdviceJson, GivesTheClassesOfACountAsRanges) {
  const Told told(
      Make("", {{"risk.rosh", "low"}, {"safe_to_call", "true"}, {"suspended", "false"}}));
  EXPECT_EQ(told.At("/ask/0/facts/0/fact"), R"("miles")");
  EXPECT_EQ(told.At("/ask/0/answers/0/values"), R"([[{"from":0,"to":20}]])");
  EXPECT_EQ(told.At("/ask/0/answers/0/words"), R"("up to 20 miles")");
  EXPECT_EQ(told.At("/ask/0/answers/1/words"), R"("21 miles or more")");
  EXPECT_EQ(told.At("/ask/0/answers/1/lead"), R"("telephone")");
}

TEST(AdviceJson, SaysWhomToAskWhereThereIsNoAdvice) {
  const Told told(Make("", {{"suspended", "true"}}));
  EXPECT_EQ(told.At("/outcome/outcome"), R"("no advice")");
  EXPECT_EQ(told.At("/outcome/lead"), "null");
  EXPECT_EQ(told.At("/refer/role/role"), R"("senior")");
  EXPECT_EQ(told.At("/refer/rules"), R"([{"rule":"no-contact"}])");
}

TEST(AdviceJson, SaysNotPublishedAndNeverNone) {
  const Told told(Make("", {{"risk.rosh", "medium"}}));
  EXPECT_EQ(told.At("/cadence/0/state"), R"("not published")");
}

TEST(AdviceJson, SpeaksWelshWhenAsked) {
  const Told told(Make("telephone", {{"risk.rosh", "high"}}), Language::kWelsh);
  EXPECT_EQ(told.At("/language"), R"("cy")");
  EXPECT_EQ(told.At("/modes/2/label"), R"("Galwad ffôn")");
  EXPECT_EQ(told.At("/rules/safe-to-talk/because"), R"("Gofynnwch a yw'n ddiogel siarad.")");
  EXPECT_EQ(told.At("/modes/2/permission"), R"("needs approval")");
}

TEST(AdviceJson, TellsWhatIntakeNoticed) {
  SmallCase made = Make("", {{"risk.rosh", "high"}});
  made.a_case.conflicts.push_back(
      {SmallPolicy()->policy.FactNamed("risk.rosh"), {{1, "/a"}, {2, "answers"}}, 2, {}});
  made.a_case.unmapped.push_back({"registers", "XQ", "/registers/0"});
  made.a_case.failed.push_back({"needs", "/needs"});
  made.a_case.others.push_back({"risk", "/risk", "name"});
  made.a_case.other_regions.push_back({"Wales", "/staff/0/provider"});
  made.a_case.lapsed.push_back({"safe_to_call", false, Lapsed::Why::kTooOld, On("2026-10-02")});
  const Told told(made);
  EXPECT_EQ(told.At("/conflicts/0/sources"),
            R"([{"from":"/a","value":"medium"},{"from":"answers","value":"high"}])");
  EXPECT_EQ(told.At("/conflicts/0/taken"), R"("high")");
  EXPECT_EQ(told.At("/unmapped"), R"([{"at":"/registers/0","table":"registers","value":"XQ"}])");
  EXPECT_EQ(told.At("/failed"), R"([{"at":"/needs","part":"needs"}])");
  EXPECT_EQ(told.At("/others"), R"([{"at":"/risk","differs":"name","part":"risk"}])");
  EXPECT_EQ(told.At("/other_regions"), R"([{"at":"/staff/0/provider","region":"Wales"}])");
  EXPECT_EQ(told.At("/lapsed"),
            R"([{"approval":false,"day":"2026-10-02","name":"safe_to_call","why":"too old"}])");
  EXPECT_EQ(told.At("/notice/level"), R"("stop")");
}

// With BSUP_ADVICE_LINES the advice is left in that file, for tests/schema/check_advice.py.
TEST(AdviceJson, IsJsonForEveryCaseUnderThePacksThatShip) {
  oracle::Dice dice(20261123);
  std::ofstream lines;
  if (const char* path = std::getenv("BSUP_ADVICE_LINES")) lines.open(path);
  for (const auto& policy : oracle::ShippedPacks().all()) {
    for (int i = 0; i < 40; ++i) {
      const oracle::RandomCase made = oracle::AnyCase(dice, policy->policy, 10 * (i % 10));
      const Advice advice = Advise(*policy, made.contact, made.a_case, made.as_of);
      const Language language = i % 2 == 0 ? Language::kEnglish : Language::kWelsh;
      const std::string text = AdviceJson(*policy, advice, made.a_case, language);
      const auto document = JsonDocument::Parse(text, "advice");
      ASSERT_TRUE(document) << document.error().Message();
      if (lines.is_open()) lines << text << "\n";
    }
  }
}

}  // namespace
}  // namespace bsup::core::testing
