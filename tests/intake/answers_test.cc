#include "intake/reading/answers.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "intake/reading/contact.h"
#include "small_policy.h"

namespace bsup::core {
namespace {

constexpr const char* kMapping =
    "[mapping]\nid = \"m\"\nversion = \"1\"\n[[part]]\nid = \"p\"\nat = \"/p\"\n";

Read Answered(const std::string& answers) { return Read(kMapping, "{}", answers); }

TEST(Answers, TheBetterAnswerHoldsAsLongAsItsFactSays) {
  EXPECT_EQ(
      Answered(
          R"({"risk.rising":{"value":false,"who":"a.officer","day":"2026-11-09"}})")["risk.rising"],
      "false");
  const Read old = Answered(R"({"risk.rising":{"value":false,"day":"2026-11-08"}})");
  EXPECT_EQ(old["risk.rising"], "unknown");
  EXPECT_EQ(old.value.lapsed.at(0).why, Lapsed::Why::kTooOld);
  EXPECT_EQ(old.value.lapsed.at(0).name, "risk.rising");
}

TEST(Answers, TheWorseAnswerHoldsUntilItIsChanged) {
  EXPECT_EQ(Answered(R"({"risk.rising":{"value":true,"day":"2024-01-05"}})")["risk.rising"],
            "true");
  EXPECT_EQ(
      Answered(
          R"({"contact.safe_to_call":{"value":false,"day":"2026-11-21"}})")["contact.safe_to_call"],
      "false");
}

// The contact is on 30 November and the answers are read on 23 November.
TEST(Answers, AnAnswerGivenForOneContactHoldsForThatOneAlone) {
  const auto safe = [](const std::string& more) {
    return Answered(R"({"contact.safe_to_call":{"value":true)" + more + "}}");
  };
  EXPECT_EQ(safe("")["contact.safe_to_call"], "true");
  EXPECT_EQ(safe(R"(,"day":"2026-11-20","contact":"2026-11-30")")["contact.safe_to_call"], "true");
  const Read other = safe(R"(,"day":"2026-11-23","contact":"2026-11-29")");
  EXPECT_EQ(other["contact.safe_to_call"], "unknown");
  EXPECT_EQ(other.value.lapsed.at(0).why, Lapsed::Why::kOtherContact);
  EXPECT_EQ(safe(R"(,"day":"2026-11-22")")["contact.safe_to_call"], "unknown");
}

TEST(Answers, APlainNoSettlesAllFactsOfItsQuestion) {
  const Read no = Answered(R"({"staff-and-rising":false})");
  EXPECT_EQ(no["risk.to_staff"], "false");
  EXPECT_EQ(no["risk.rising"], "false");
  // Each ages as its own fact says.
  const Read old = Answered(R"({"staff-and-rising":{"value":false,"day":"2026-10-01"}})");
  EXPECT_EQ(old["risk.to_staff"], "false");
  EXPECT_EQ(old["risk.rising"], "unknown");
  ASSERT_EQ(old.value.lapsed.size(), 1u);
  EXPECT_EQ(old.value.lapsed[0].name, "risk.rising");
  const Read yes = Answered(R"({"staff-and-rising":true})");
  EXPECT_NE(
      yes.error.find("/answers/staff-and-rising: settles the whole question, so it may only be "
                     "false; otherwise answer \"risk.to_staff\" or \"risk.rising\""),
      std::string::npos)
      << yes.error;
}

TEST(Answers, AnAnswerFromTheFutureDoesNotExistYet) {
  const Read read = Answered(R"({"risk.rosh":{"value":"high","day":"2026-11-24"}})");
  EXPECT_EQ(read["risk.rosh"], "unknown");
  EXPECT_EQ(read.value.lapsed.at(0).why, Lapsed::Why::kFromTheFuture);
}

TEST(Answers, AnApprovalHoldsUntilItsLastDay) {
  const auto approve = [](const std::string& until) {
    return Answered(
        R"({"approvals":[{"principle":"first-appointment-in-person","role":"senior probation officer","day":"2026-11-20","until":")" +
        until + "\"}]}");
  };
  EXPECT_EQ(approve("2026-11-30").value.approvals.size(), 1u);
  const Read ended = approve("2026-11-29");
  EXPECT_TRUE(ended.value.approvals.empty());
  EXPECT_TRUE(ended.value.lapsed.at(0).approval);
  EXPECT_EQ(ended.value.lapsed.at(0).why, Lapsed::Why::kEnded);
  EXPECT_EQ(ended.value.lapsed.at(0).day, On("2026-11-29"));
}

TEST(Answers, AnApprovalHoldsFromItsFirstDay) {
  const auto approved = [](const char* date) {
    const Policy policy = SmallPolicy();
    Contact contact;
    contact.date = On(date);
    const auto document = JsonDocument::Parse(
        R"({"approvals":[{"principle":"first-appointment-in-person","role":"senior probation officer","day":"2026-11-20","until":"2026-11-30"}]})",
        "answers");
    Case a_case;
    EXPECT_TRUE(ReadAnswers(document->root(), policy, contact, On("2026-11-23"), a_case).ok());
    return a_case.approvals.size();
  };
  EXPECT_EQ(approved("2026-11-20"), 1u);
  EXPECT_EQ(approved("2026-11-19"), 0u);
}

TEST(Answers, AnApprovalOfASuspendedPrincipleIsSetAsideAndNoError) {
  const auto approve = [](const char* date) {
    Policy policy;
    policy.approvers.push_back({"senior probation officer", {}, {}});
    Suspension suspension;
    suspension.from = On("2026-11-01");
    suspension.until = On("2026-12-31");
    suspension.principles = {"first-appointment-in-person"};
    policy.suspensions.push_back(suspension);
    Contact contact;
    contact.date = On(date);
    const auto document = JsonDocument::Parse(
        R"({"approvals":[{"principle":"first-appointment-in-person","role":"senior probation officer"}]})",
        "answers");
    Case a_case;
    const auto answers = ReadAnswers(document->root(), policy, contact, On("2026-10-01"), a_case);
    return std::pair(answers.ok(), a_case.lapsed);
  };
  const auto [ok, lapsed] = approve("2026-11-30");
  EXPECT_TRUE(ok);
  ASSERT_EQ(lapsed.size(), 1u);
  EXPECT_EQ(lapsed[0].why, Lapsed::Why::kSuspended);
  EXPECT_EQ(lapsed[0].day, On("2026-12-31"));
  // The control: outside the suspension the same name is unknown.
  EXPECT_FALSE(approve("2027-01-01").first);
}

// The person moved to another region, or the pack has a new version: what was stored under the other
// policy is set aside, and the call goes on.
TEST(Answers, WhatBelongsToAnotherLoadedPolicyIsSetAsideAndNoError) {
  const auto read = [](const std::string& answers, bool loaded) {
    Policy policy = SmallPolicy();
    if (loaded)
      policy.loaded = std::make_shared<const LoadedIds>(LoadedIds{
          {"risk.flood", "flood-and-travel"}, {"flooded-home"}, {"flood officer"}, {"flood-call"}});
    Contact contact;
    contact.date = On("2026-11-30");
    const auto document = JsonDocument::Parse(answers, "answers");
    Case a_case;
    const auto given = ReadAnswers(document->root(), policy, contact, On("2026-11-23"), a_case);
    return std::pair(given.ok() && given->empty(), a_case.lapsed);
  };
  struct Stored {
    const char* answers;
    const char* name;
    bool approval;
    const char* day;
  };
  const Stored kStored[] = {
      {R"({"risk.flood":{"value":true,"day":"2026-11-02"}})", "risk.flood", false, "2026-11-02"},
      {R"({"flood-and-travel":false})", "flood-and-travel", false, "2026-11-23"},
      {R"({"confirmed":["flood-call"]})", "flood-call", false, "2026-11-23"},
      {R"({"approvals":[{"principle":"flooded-home","role":"senior probation officer"}]})",
       "flooded-home", true, "2026-11-23"},
      {R"({"approvals":[{"principle":"flooded-home","role":"flood officer"}]})", "flooded-home",
       true, "2026-11-23"},
      {R"({"approvals":[{"principle":"first-appointment-in-person","role":"flood officer"}]})",
       "first-appointment-in-person", true, "2026-11-23"},
  };
  for (const Stored& stored : kStored) {
    const auto [ok, lapsed] = read(stored.answers, true);
    EXPECT_TRUE(ok) << stored.answers;
    ASSERT_EQ(lapsed.size(), 1u) << stored.answers;
    EXPECT_EQ(lapsed[0].name, stored.name);
    EXPECT_EQ(lapsed[0].approval, stored.approval) << stored.answers;
    EXPECT_EQ(lapsed[0].why, Lapsed::Why::kOtherPolicy) << stored.answers;
    EXPECT_EQ(lapsed[0].day, On(stored.day)) << stored.answers;
    // The control: where no loaded policy has it, it is a mistake.
    EXPECT_FALSE(read(stored.answers, false).first) << stored.answers;
  }
  EXPECT_FALSE(read(R"({"risk.floood":true})", true).first) << "a slip of the pen";
  EXPECT_FALSE(
      read(R"({"approvals":[{"principle":"flooded-hom","role":"flood officer"}]})", true).first);
}

TEST(Answers, ConfirmationsAndShownNotesAreKept) {
  const Read read =
      Answered(R"({"confirmed":["safe-to-talk","safe-to-talk"],"shown":["5e0c3f0a9b1d2c47"]})");
  EXPECT_EQ(read.value.confirmed, std::vector<RuleIndex>{RuleIndex(0)});
  EXPECT_EQ(read.value.shown, std::vector<std::string>{"5e0c3f0a9b1d2c47"});
}

TEST(Answers, EverythingWrongIsToldInOneGo) {
  EXPECT_EQ(
      Answered(
          R"({"risk.rsoh":"high","risk.to_staff":"yes","risk.rosh":"hihg","confirmed":["safe-to-tlak"],
    "approvals":[{"principle":"first-apointment-in-person","role":"senior probation officer"}]})")
          .error,
      "/answers/risk.rsoh: unknown fact \"risk.rsoh\"; did you mean \"risk.rosh\"?\n"
      "/answers/risk.to_staff: \"yes\" is not a value of risk.to_staff; write true or false\n"
      "/answers/risk.rosh: \"hihg\" is not a value of risk.rosh; did you mean \"high\"?\n"
      "/answers/confirmed/0: unknown safeguard \"safe-to-tlak\"; did you mean \"safe-to-talk\"?\n"
      "/answers/approvals/0/principle: unknown principle \"first-apointment-in-person\"; did you "
      "mean \"first-appointment-in-person\"?");
}

Result<Contact> ReadText(const std::string& text) {
  static const Policy kPolicy = SmallPolicy();
  const auto document = JsonDocument::Parse(text, "contact");
  return ReadContact(document->root(), kPolicy);
}

TEST(Contact, WhatIsLeftOutIsUnknown) {
  const auto contact = ReadText(
      R"({"date":"2026-11-30","purpose":"home visit","planned":"telephone","with":null,"region":"Wales"})");
  ASSERT_TRUE(contact.ok());
  EXPECT_EQ(contact->date, On("2026-11-30"));
  EXPECT_EQ(contact->purpose, 2);
  EXPECT_EQ(contact->planned, ModeIndex(2));
  EXPECT_EQ(contact->with, kUnknown);
  EXPECT_EQ(contact->scheduled, kUnknown);
  EXPECT_FALSE(contact->next);
}

TEST(Contact, EachProblemSaysWhereAndWhatToDo) {
  EXPECT_EQ(
      ReadText(
          R"({"purpose":"home vist","planned":"fax","scheduled":"yes","next":"soon","planed":"x"})")
          .error()
          .Message(),
      "/contact/date: is missing; give the day of the contact, as 2026-11-30\n"
      "/contact/purpose: \"home vist\" is not a value of contact.purpose; did you mean \"home "
      "visit\"?\n"
      "/contact/scheduled: \"yes\" is not a value of contact.scheduled; write true or false\n"
      "/contact/planned: \"fax\" is not a mode of contact: \"office\", \"home visit\" or "
      "\"telephone\"\n"
      "/contact/next: must be a day that exists, written as 2026-11-30, not \"soon\"\n"
      "/contact/planed: unknown key; did you mean \"planned\"?");
}

TEST(Contact, TheHeadIsWhatThePolicyIsChosenBy) {
  const auto document = JsonDocument::Parse(
      R"({"date":"2026-11-30","region":"N57","purpose":"not yet looked at"})", "contact");
  const auto head = ReadContactHead(document->root());
  ASSERT_TRUE(head.ok());
  EXPECT_EQ(head->region, "N57");
  EXPECT_EQ(head->date, On("2026-11-30"));
}

}  // namespace
}  // namespace bsup::core
