// The form of a page where a contact is arranged: sentences from practice on the packs that ship.
#include "advice/form/form.h"

#include <gtest/gtest.h>

#include "advice/engine/advise.h"
#include "advice/form/form_words.h"
#include "base/json.h"
#include "base/page.h"
#include "oracle/case_in_words.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"

namespace bsup::core::oracle {
namespace {

constexpr const char* kFormDay = "2026-11-23";

CaseInWords Somebody() { return CaseInWords::Ordinary(kFormDay); }
CaseInWords Abused() { return Somebody().Is("risk.domestic_abuse_victim", "true"); }

std::string FormText(const CaseInWords& told, std::string_view request = "",
                     Language language = Language::kEnglish) {
  const auto asked = ReadFormRequest(request, told.policy());
  EXPECT_TRUE(asked) << request;
  return FormJson(told.in_force(), told.Advise(), told.a_case(), language, *asked);
}

// A form that can be asked by pointer.
class Form {
 public:
  explicit Form(const CaseInWords& told, std::string_view request = "",
                Language language = Language::kEnglish)
      : text_(FormText(told, request, language)), document_(*JsonDocument::Parse(text_, "form")) {}

  [[nodiscard]] const JsonNode& At(std::string_view pointer) const {
    const JsonNode* node = document_.root().At(pointer);
    if (node == nullptr) ADD_FAILURE() << "nothing at " << pointer;
    return node == nullptr ? document_.root() : *node;
  }
  // The text there; `null` for nothing.
  [[nodiscard]] std::string Text(std::string_view pointer) const {
    const JsonNode& node = At(pointer);
    return node.is_null() ? "null" : std::string(node.string());
  }
  [[nodiscard]] const JsonNode* Item(std::string_view list, std::string_view key,
                                     std::string_view value) const {
    for (const JsonNode& item : At(list).items()) {
      const JsonNode* member = item.At("/" + std::string(key));
      if (member != nullptr && member->is_string() && member->string() == value) return &item;
    }
    return nullptr;
  }
  [[nodiscard]] std::string OfMode(std::string_view mode, std::string_view pointer) const {
    const JsonNode* item = Item("/modes", "mode", mode);
    const JsonNode* node = item == nullptr ? nullptr : item->At(pointer);
    if (node == nullptr || node->is_null()) return "null";
    return std::string(node->string());
  }

 private:
  std::string text_;  // the document points into it
  JsonDocument document_;
};

TEST(Form, SaysWhatIsAdvisedAndTagsEachMode) {
  const Form form(Somebody());
  EXPECT_EQ(form.Text("/lead/label"), "Advice");
  EXPECT_EQ(form.OfMode("office", "/tag/text"), "Suggested");
  EXPECT_EQ(form.OfMode("office", "/tag/colour"), "green");
  EXPECT_EQ(form.OfMode("online check-in", "/tag/text"), "Extra contact only");
  EXPECT_EQ(form.OfMode("in person elsewhere", "/label"), "In person elsewhere");
  EXPECT_EQ(form.OfMode("in person elsewhere", "/label_hint"), "A prison visit too");
  EXPECT_TRUE(form.At("/choice").is_null()) << "nothing is planned";
  EXPECT_TRUE(form.At("/stop").is_null());
}

TEST(Form, WhatFollowsTheAdviceNeedsNothing) {
  const Form form(Somebody().Planned("office"));
  EXPECT_EQ(form.Text("/choice/step"), "check");
  EXPECT_TRUE(form.At("/choice/interruption").is_null());
}

TEST(Form, MoreContactThanAdvisedAsksForACode) {
  // Childcare, work at stake and a long journey lead to a call.
  const auto remote = [] {
    return Somebody()
        .Is("circumstances.childcare", "true")
        .Is("circumstances.physical_disability", "true")
        .Is("risk.rosh", "low");
  };
  ASSERT_EQ(remote().Lead(remote().Advise()), "telephone");
  const Form form(remote().Planned("doorstep"));
  EXPECT_EQ(form.Text("/choice/step"), "code");
  EXPECT_EQ(form.Text("/choice/direction"), "to in person");
  EXPECT_TRUE(form.Item("/reason/codes", "value", "need-to-see")->At("/fits")->boolean());
  EXPECT_FALSE(form.Item("/reason/codes", "value", "seen-recently")->At("/fits")->boolean());
}

TEST(Form, LessContactThanAdvisedWithinPolicyAsksForWords) {
  const CaseInWords told =
      Somebody().Is("risk.rosh", "high").Is("risk.rising", "true").Planned("telephone");
  const Form form(told);
  EXPECT_EQ(form.Text("/choice/step"), "reason");
  EXPECT_EQ(form.Text("/choice/direction"), "to remote");
}

TEST(Form, AnExtraContactDepartsFromNothing) {
  CaseInWords told = Somebody().Is("risk.rosh", "very high").Is("contact.role", "additional");
  const Form form(told.Planned("telephone"));
  EXPECT_EQ(form.Text("/choice/step"), "check");
  EXPECT_EQ(Form(told.Is("contact.role", "counts")).Text("/choice/step"), "interrupt")
      << "as the required contact it would not count";
}

TEST(Form, WhatIsNotAllowedInterrupts) {
  const Form form(Abused().Is("contact.safe_to_call", "false").Planned("telephone"));
  EXPECT_EQ(form.Text("/choice/step"), "interrupt");
  EXPECT_TRUE(form.At("/choice/is_alert").boolean());
  EXPECT_EQ(form.Text("/choice/heading"), "Telephone call: not allowed");
  EXPECT_EQ(form.Text("/choice/interruption/heading"), "Before you continue");
  EXPECT_EQ(form.OfMode("telephone", "/tag/text"), "Not allowed");
  EXPECT_EQ(form.OfMode("telephone", "/hint"), "It is not safe to call");
}

TEST(Form, WhatNeedsApprovalSaysWhose) {
  const Form form(Somebody().Is("contact.purpose", "initial appointment").Planned("telephone"));
  EXPECT_EQ(form.Text("/choice/step"), "reason");
  EXPECT_TRUE(form.At("/choice/is_inset").boolean());
  EXPECT_EQ(form.Text("/choice/approval/roles/0/role"), "senior probation officer");
  EXPECT_EQ(form.OfMode("telephone", "/hint"), "Approval: Senior probation officer");
}

TEST(Form, WithoutAdviceNoModeIsTagged) {
  const Form form(Somebody().Is("sentence.active", "false").Planned("telephone"));
  EXPECT_TRUE(form.At("/lead").is_null());
  EXPECT_NE(form.Text("/stop/heading"), "null");
  EXPECT_EQ(form.OfMode("office", "/tag/text"), "null");
  EXPECT_EQ(form.Text("/choice/step"), "interrupt");
}

TEST(Form, SomebodyElsesRecordStandsAboveAllElse) {
  const Form form(Somebody().SomebodyElses());
  EXPECT_EQ(form.Text("/stop/heading"),
            "Part of the record is about somebody else. Check whose case this is.");
  EXPECT_EQ(form.OfMode("office", "/tag/text"), "Suggested") << "the marks stay";
}

TEST(Form, WithoutAdviceTheRecordIsStillSpokenOf) {
  const std::string others = "Part of the record is about somebody else. Check whose case this is.";
  const Form stopped(Somebody().Is("sentence.active", "false"));
  const Form others_too(Somebody().Is("sentence.active", "false").SomebodyElses());
  EXPECT_EQ(others_too.Text("/stop/heading"), stopped.Text("/stop/heading"));
  EXPECT_EQ(others_too.Text("/stop/lines/0"), others);
  EXPECT_EQ(others_too.Text("/stop/lines/1"), stopped.Text("/stop/lines/0"));
}

// What is posted back for a question is the answer itself.
TEST(Form, AQuestionCarriesItsAnswers) {
  const Form form(Somebody().Is("contact.private_place", "unknown").Planned("telephone"));
  const JsonNode* question = form.Item("/ask/questions", "fact", "contact.private_place");
  ASSERT_NE(question, nullptr);
  EXPECT_EQ(question->At("/name")->string(), "ask.contact.private_place");
  EXPECT_TRUE(question->At("/is_radios")->boolean());
  EXPECT_EQ(question->At("/options/0/value")->string(), R"({"contact.private_place":true})");
  EXPECT_EQ(question->At("/options/0/option")->string(), "Yes");
  EXPECT_EQ(question->At("/options/1/value")->string(), R"({"contact.private_place":false})");
  EXPECT_EQ(question->At("/options/2/value")->string(), "");
}

TEST(Form, WhatWasAnsweredIsListedAgainWithItsAnswer) {
  constexpr const char* kRequest = R"({"answered":["contact.private_place"]})";
  const CaseInWords told = Somebody().Planned("telephone");
  const Form form(told, kRequest);
  const JsonNode* question = form.Item("/ask/questions", "fact", "contact.private_place");
  ASSERT_NE(question, nullptr);
  EXPECT_TRUE(question->At("/options/0/checked")->boolean());
  EXPECT_FALSE(question->At("/options/1/checked")->boolean());
  EXPECT_TRUE(Form(told).At("/ask").is_null()) << "else nothing is asked here";
}

TEST(Form, OneQuestionOnDomesticAbuseHasABoxForEachFlag) {
  CaseInWords told = Somebody().Planned("telephone");
  for (const char* flag : {"risk.domestic_abuse_victim", "risk.domestic_abuse_perpetrator",
                           "risk.domestic_abuse_evidence"})
    told.Is(flag, "unknown");
  const Form form(told, R"({"answered":["risk.domestic_abuse_victim"]})");
  const JsonNode* question = form.Item("/ask/questions", "fact", "domestic-abuse");
  ASSERT_NE(question, nullptr);
  EXPECT_TRUE(question->At("/is_checks")->boolean());
  EXPECT_EQ(question->At("/options/3/value")->string(), R"({"domestic-abuse":false})");
  EXPECT_EQ(question->At("/options/3/option")->string(), "None of these");
  EXPECT_FALSE(question->At("/options/3/checked")->boolean()) << "unknown is not no";
}

TEST(Form, ANameThatIsNotAFactIsAMistake) {
  const CaseInWords told = Somebody();
  const auto asked = ReadFormRequest(R"({"answered":["contact.private_plaice"]})", told.policy());
  ASSERT_FALSE(asked);
  EXPECT_NE(asked.error().Message().find("did you mean \"contact.private_place\"?"),
            std::string::npos)
      << asked.error().Message();
  EXPECT_FALSE(ReadFormRequest(R"({"answerd":[]})", told.policy()));
  EXPECT_FALSE(ReadFormRequest("[]", told.policy()));
}

TEST(Form, AVisitMovesTheNextDueDayAndACallDoesNot) {
  const auto next = [](const char* mode) {
    const Form form(Somebody().Planned(mode));
    const JsonNode* rule = form.Item("/cadence", "rule", "in-person-tier-d");
    return std::string(rule->At("/next_if_kept")->string());
  };
  EXPECT_EQ(next("office"), "2027-01-18") << "eight weeks on";
  EXPECT_EQ(next("telephone"), "2027-01-04") << "eight weeks from the visit of 9 November";
}

TEST(Form, TheLastContactsAreTold) {
  const Form form(Somebody());
  const JsonNode& contacts = form.At("/contacts");
  ASSERT_FALSE(contacts.items().empty());
  const JsonNode& last = contacts.items().back();
  EXPECT_EQ(last.At("/words")->string(), "9 November 2026: Office visit. Attended.");
  EXPECT_EQ(last.At("/letter")->string(), "O");
  EXPECT_TRUE(last.At("/in_person")->boolean());
}

// Which texts are empty; null says that there is nothing. The value of an answer may be: it is what
// a form posts for "I do not know".
std::string Empty(const JsonNode& node, const std::string& where) {
  if (node.is_string() && node.string().empty() && !where.ends_with("/value")) return where + " ";
  std::string empty;
  for (const JsonNode& item : node.items()) empty += Empty(item, where + "/-");
  for (const JsonMember& member : node.members())
    empty += Empty(member.value, where + "/" + std::string(member.key));
  return empty;
}

TEST(Form, SaysNothingByNullAndNeverByAnEmptyText) {
  Dice dice(11);
  for (int i = 0; i < 300; ++i) {
    const auto policy = Shipped(i % 2 == 0 ? "" : "Wales", kFormDay);
    const RandomCase made = AnyCase(dice, policy->policy, dice.Below(100));
    const Advice advice = Advise(*policy, made.contact, made.a_case, made.as_of);
    for (const Language language : {Language::kEnglish, Language::kWelsh}) {
      const std::string text = FormJson(*policy, advice, made.a_case, language, {});
      const auto document = JsonDocument::Parse(text, "form");
      ASSERT_TRUE(document) << text;
      ASSERT_EQ(Empty(document->root(), ""), "") << text;
    }
  }
}

TEST(Form, AnEmptyTextIsSeen) {
  const auto document = JsonDocument::Parse(R"({"lead":{"text":""},"a":[{"value":""}]})", "form");
  EXPECT_EQ(Empty(document->root(), ""), "/lead/text ");
}

// The rules that have nothing to say in one line beside a mode, in one language.
std::string Speechless(const PolicyInForce& in_force, Language language) {
  const Advice advice;
  const Case a_case;
  const Speaker speaker{in_force.policy, in_force.compiled.classes, advice, a_case, language};
  std::string speechless;
  const auto check = [&](RuleKind kind, const auto& rules) {
    for (const RuleIndex index : rules.indexes()) {
      if (ShortOf(speaker, {{kind, index}, {}}).empty()) speechless += rules[index].id + " ";
    }
  };
  check(RuleKind::kCannot, in_force.policy.cannot);
  check(RuleKind::kPrinciple, in_force.policy.principles);
  check(RuleKind::kFactor, in_force.policy.factors);
  check(RuleKind::kCadence, in_force.policy.cadence);
  return speechless;
}

TEST(Form, EachRuleOfTheShippedPacksSaysItselfInALine) {
  for (const Language language : {Language::kEnglish, Language::kWelsh}) {
    for (const char* day : {"2026-06-01", kFormDay, "2027-01-18"}) {
      for (const char* region : {"", "Wales", "Kent, Surrey and Sussex"})
        EXPECT_EQ(Speechless(*Shipped(region, day), language), "") << day << region;
    }
  }
}

TEST(Form, ALongReasonWithoutAShortOneSaysNothing) {
  auto in_force = *Shipped("", kFormDay);
  const RuleIndex first = *in_force.policy.factors.indexes().begin();
  Factor& factor = in_force.policy.factors[first];
  factor.because = {std::string(61, 'a') + ".", "byr."};
  factor.in_short = {};
  EXPECT_EQ(Speechless(in_force, Language::kEnglish), factor.id + " ");
  EXPECT_EQ(Speechless(in_force, Language::kWelsh), "");
}

}  // namespace
}  // namespace bsup::core::oracle
