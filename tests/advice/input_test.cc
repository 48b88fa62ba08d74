#include "advice/json/input.h"

#include <gtest/gtest.h>

#include "advice/json/advice_json.h"
#include "advice/json/read_input.h"
#include "advice/small_pack.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"

namespace bsup::core::testing {
namespace {

std::string InputOf(const SmallCase& made) {
  return CanonicalInput(*SmallPolicy(), "abc", made.contact, made.a_case, made.as_of,
                        Language::kEnglish);
}

SmallCase Planned() { return testing::Make("telephone", {{"risk.rosh", "high"}, {"miles", "12"}}); }

// The first problem of reading `input`, as a line; empty if there is none.
std::string ProblemOf(const std::string& input) {
  const auto document = JsonDocument::Parse(input, "input");
  if (!document) return document.error().Message();
  if (const auto head = ReadReplayHead(document->root()); !head)
    return head.error().problems.front().Line();
  const auto replay = ReadReplayCase(document->root(), SmallPolicy()->policy);
  return replay ? "" : replay.error().problems.front().Line();
}

// `input` with the first `from` changed to `to`.
std::string Changed(std::string input, std::string_view from, std::string_view to) {
  const std::size_t at = input.find(from);
  EXPECT_NE(at, std::string::npos) << from << " in " << input;
  return at == std::string::npos ? input : input.replace(at, from.size(), to);
}

TEST(CanonicalInput, IsWrittenInTheCanonicalForm) {
  SmallCase made = Planned();
  made.a_case.history.given = true;
  made.a_case.history.contacts.push_back({On("2026-11-02"), {}, Attendance::kNotRecorded});
  made.a_case.approvals.push_back({RuleIndex(0), RoleIndex(0), On("2026-11-20"), On("2026-12-31")});
  made.a_case.other_names.push_back({"activity", "/activity"});
  made.a_case.read = 7;
  made.a_case.unmapped_more.push_back({"t", 3});
  made.a_case.dated.push_back({FactIndex(1), On("2026-09-03")});
  made.a_case.lapsed.push_back({"x", true, Lapsed::Why::kEnded, On("2026-11-01")});
  made.a_case.unmapped.push_back({"t", "\"\n", "/a"});
  const std::string input = InputOf(made);
  EXPECT_EQ(input, CanonicalJson(JsonDocument::Parse(input, "input")->root()));
}

TEST(CanonicalInput, TellsNoHistoryFromAnEmptyOne) {
  SmallCase made = Planned();
  EXPECT_NE(InputOf(made).find(R"("history":{"contacts":null,)"), std::string::npos);
  made.a_case.history.given = true;
  EXPECT_NE(InputOf(made).find(R"("history":{"contacts":[],)"), std::string::npos);
}

TEST(ReadReplayHead, SaysWhichPolicyToSelect) {
  const std::string input = InputOf(Planned());
  const auto document = JsonDocument::Parse(input, "input");
  const auto head = ReadReplayHead(document->root());
  ASSERT_TRUE(head) << head.error().Message();
  EXPECT_EQ(head->region, "");
  EXPECT_EQ(head->date, On("2026-11-30"));
  EXPECT_EQ(head->as_of, On("2026-11-23"));
  EXPECT_EQ(head->mapping_digest, "abc");
  EXPECT_EQ(head->policy_digest, SmallPolicy()->policy.digest);
}

TEST(ReadReplayHead, RefusesTheInputOfAnotherEngineWithoutReadingTheRest) {
  const auto document = JsonDocument::Parse(R"({"engine":99,"something":"new"})", "input");
  const auto head = ReadReplayHead(document->root());
  ASSERT_FALSE(head);
  EXPECT_EQ(head.error().status, Status::kOtherEngine);
  EXPECT_EQ(head.error().problems.front().where, "/engine");
}

TEST(ReadReplayCase, RefusesAnotherPolicy) {
  const std::string input =
      Changed(InputOf(Planned()), SmallPolicy()->policy.digest.substr(0, 8), "00000000");
  const auto document = JsonDocument::Parse(input, "input");
  const auto replay = ReadReplayCase(document->root(), SmallPolicy()->policy);
  ASSERT_FALSE(replay);
  EXPECT_EQ(replay.error().status, Status::kOtherPolicy);
}

TEST(ReadReplayCase, SaysWhereAnInputIsWrong) {
  const std::string input = InputOf(Planned());
  EXPECT_EQ(ProblemOf(input), "");
  EXPECT_EQ(ProblemOf("[]"), "must be an object, not a list");
  EXPECT_EQ(ProblemOf(Changed(input, R"("date":"2026-11-30")", R"("date":"2026-11-31")")),
            R"(/contact/date: must be a day that exists, written as 2026-11-30, not "2026-11-31")");
  EXPECT_EQ(
      ProblemOf(Changed(input, R"("planned":"telephone")", R"("planned":"telefone")")),
      R"(/contact/planned: "telefone" is not a mode of this policy; did you mean "telephone"?)");
  EXPECT_EQ(
      ProblemOf(Changed(input, R"("value":"high")", R"("value":true)")),
      R"(/facts/risk.rosh/value: true is not a value of risk.rosh; write "low", "medium", "high" or "very high")");
  EXPECT_EQ(ProblemOf(Changed(input, R"("value":12)", R"("value":501)")),
            "/facts/miles/value: 501 is not a value of miles; write a whole number of miles from 0 "
            "to 500");
  EXPECT_EQ(ProblemOf(Changed(input, R"("miles")", R"("smiles")")),
            R"(/facts/smiles: "smiles" is not a fact of this policy; did you mean "miles"?)");
  EXPECT_EQ(ProblemOf(Changed(input, R"("shown":[])", R"("shwon":[])")),
            R"(the key "shown" is missing; what is not known is null)");
  EXPECT_EQ(ProblemOf(Changed(input, R"("shown":[])", R"("shown":[7])")),
            "/shown/0: must be a text, not a whole number");
  EXPECT_EQ(ProblemOf(Changed(input, R"("purpose":null)", R"("purpose":"supervision meeting")")),
            "/contact/purpose: this policy has no such fact; write null");
  EXPECT_EQ(ProblemOf(Changed(input, R"("region":null)", R"("region":"Wales")")),
            "/region: this is not the region of the policy it is read for");
}

TEST(ReadReplayCase, WantsTheHistoryInOrderOfDay) {
  SmallCase made = Planned();
  made.a_case.history.given = true;
  made.a_case.history.contacts = {{On("2026-11-09"), ModeIndex(0), Attendance::kAttended},
                                  {On("2026-11-02"), ModeIndex(0), Attendance::kMissed}};
  EXPECT_EQ(ProblemOf(InputOf(made)),
            "/history/contacts/1/day: is earlier than the contact before it; list contacts in "
            "order of day");
}

TEST(ReadReplayCase, StopsCountingProblemsAtSomePoint) {
  std::string many = "[7";
  for (int i = 0; i < 1000; ++i) many += ",7";
  const std::string input =
      Changed(InputOf(Planned()), R"("shown":[])", R"("shown":)" + many + "]");
  const auto document = JsonDocument::Parse(input, "input");
  EXPECT_EQ(ReadReplayCase(document->root(), SmallPolicy()->policy).error().problems.size(), 20u);
}

TEST(ReadReplayCase, RefusesWhateverIsLeftOut) {
  const std::string input = InputOf(Planned());
  const auto document = JsonDocument::Parse(input, "input");
  for (const JsonMember& left_out : document->root().members()) {
    std::string rest = "{";
    for (const JsonMember& member : document->root().members()) {
      if (member.key == left_out.key) continue;
      rest += rest.size() > 1 ? "," : "";
      rest += "\"" + std::string(member.key) + "\":" + CanonicalJson(member.value);
    }
    rest += '}';
    EXPECT_NE(ProblemOf(rest), "") << left_out.key;
  }
}

TEST(Replay, GivesTheSameBytesUnderThePacksThatShip) {
  oracle::Dice dice(8785);
  for (const auto& policy : oracle::ShippedPacks().all()) {
    for (int i = 0; i < 40; ++i) {
      const oracle::RandomCase made = oracle::AnyCase(dice, policy->policy, 10 * (i % 10));
      const Language language = i % 2 == 0 ? Language::kEnglish : Language::kWelsh;
      const Advice advice = Advise(*policy, made.contact, made.a_case, made.as_of);
      const std::string first = AdviceJson(*policy, advice, made.a_case, language);

      const std::string input =
          CanonicalInput(*policy, "", made.contact, made.a_case, made.as_of, language);
      const auto document = JsonDocument::Parse(input, "input");
      ASSERT_TRUE(document) << document.error().Message();
      EXPECT_EQ(input, CanonicalJson(document->root()));
      const auto head = ReadReplayHead(document->root());
      ASSERT_TRUE(head) << head.error().Message();
      const auto replay = ReadReplayCase(document->root(), policy->policy);
      ASSERT_TRUE(replay) << replay.error().Message() << "\n" << input;

      const Advice again = Advise(*policy, replay->contact, replay->a_case, head->as_of);
      EXPECT_EQ(AdviceJson(*policy, again, replay->a_case, head->language), first);
      EXPECT_EQ(CanonicalInput(*policy, head->mapping_digest, replay->contact, replay->a_case,
                               head->as_of, head->language),
                input);
    }
  }
}

}  // namespace
}  // namespace bsup::core::testing
