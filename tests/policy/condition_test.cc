// The grammar of tests, member by member, and the values of facts.
#include "policy/model/condition.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "policy/pack_builder.h"
#include "policy/read/read_test.h"

namespace bsup::core {
namespace {

Fact Rosh() {
  Fact fact;
  fact.id = "risk.rosh";
  fact.type = FactType::kLevel;
  fact.values = {"low", "medium", "high", "very high"};
  return fact;
}

Fact Days() {
  Fact fact;
  fact.id = "days";
  fact.type = FactType::kCount;
  fact.min = 0;
  fact.max = 100;
  fact.value_words = {{"days", "diwrnod"}};
  return fact;
}

Fact Phase() {
  Fact fact;
  fact.id = "phase";
  fact.type = FactType::kChoice;
  fact.values = {"early", "standard"};
  return fact;
}

using Ranges = std::vector<Range>;

Ranges Passing(const Fact& fact, const std::vector<TestMember>& members) {
  const Result<Test> test = ReadTest(fact, FactIndex(0), members);
  EXPECT_TRUE(test) << (test ? "" : test.error().Message());
  return test ? test->passes : Ranges{};
}

std::string Wrong(const Fact& fact, const std::vector<TestMember>& members) {
  const Result<Test> test = ReadTest(fact, FactIndex(0), members);
  return test ? "" : test.error().problems[0].what;
}

std::vector<TestMember> One(const std::string& text) { return {text}; }

TEST(Condition, ReadsEveryFormOfTheGrammar) {
  EXPECT_EQ(Passing(Rosh(), One("high")), (Ranges{{2, 2}}));
  EXPECT_EQ(Passing(Rosh(), One(">= high")), (Ranges{{2, 3}}));
  EXPECT_EQ(Passing(Rosh(), One(" high ")), (Ranges{{2, 2}}));
  EXPECT_EQ(Passing(Rosh(), One("<medium")), (Ranges{{0, 0}}));
  EXPECT_EQ(Passing(Rosh(), One("(low..very high)")), (Ranges{{1, 2}}));
  EXPECT_EQ(Passing(Rosh(), One("not (low, very high)")), (Ranges{{1, 2}}));
  EXPECT_EQ(Passing(Days(), {std::int64_t{3}}), (Ranges{{3, 3}}));
  EXPECT_EQ(Passing(Days(), One("[28..55]")), (Ranges{{28, 55}}));
  EXPECT_EQ(Passing(Days(), One("(28..55]")), (Ranges{{29, 55}}));
  EXPECT_EQ(Passing(Days(), One("]28..55[")), (Ranges{{29, 54}}));
  EXPECT_EQ(Passing(Days(), One("not (> 3)")), (Ranges{{0, 3}}));
  EXPECT_EQ(Passing(Days(), {std::string("< 3"), std::int64_t{7}}), (Ranges{{0, 2}, {7, 7}}));
  EXPECT_EQ(Passing(Phase(), {std::string("early")}), (Ranges{{0, 0}}));
}

TEST(Condition, KnowsWhatUnknownDoesToATest) {
  const auto test = [](const std::vector<TestMember>& members) {
    return *ReadTest(Rosh(), FactIndex(0), members);
  };
  EXPECT_FALSE(test(One("low")).only_known);
  EXPECT_TRUE(test(One("known")).only_known);
  EXPECT_FALSE(test(One("known")).names_unknown);
  EXPECT_TRUE(test(One("unknown")).names_unknown);
  EXPECT_TRUE(test({std::string("low"), std::string("unknown")}).names_unknown);
  EXPECT_TRUE(test(One("unknown")).passes.empty());
}

TEST(Condition, SaysWhatIsWrongWithATest) {
  EXPECT_EQ(Wrong(Rosh(), One("hihg")),
            R"("hihg" is not a value of risk.rosh; did you mean "high"?)");
  EXPECT_EQ(
      Wrong(Phase(), One("> early")),
      R"("> early" compares, but the values of phase have no order; list the values instead)");
  EXPECT_EQ(Wrong(Days(), {true}),
            R"(true is not a value of days; write a whole number of days from 0 to 100)");
  EXPECT_EQ(Wrong(Days(), {std::int64_t{101}}),
            R"(101 is not a value of days; write a whole number of days from 0 to 100)");
  EXPECT_EQ(Wrong(Days(), One("[28-55]")), R"("[28-55]" is not a test of days; write "[28..55]")");
  EXPECT_EQ(Wrong(Days(), One("[28 or 55]")),
            R"("[28 or 55]" is not an interval; write it like "[28..55]")");
  EXPECT_EQ(Wrong(Rosh(), One("> very high")),
            R"("risk.rosh": no value passes this test, so the rule could never act)");
  EXPECT_EQ(
      Wrong(Rosh(), One(">= low")),
      R"("risk.rosh": every value passes this test; leave it out, or write "known" if that is meant)");
  EXPECT_EQ(Wrong(Rosh(), One("")),
            R"("" is not a test of risk.rosh; leave the fact out, or test "known")");
}

TEST(Fact, IsParsedAsItIsSpelt) {
  Fact flag;
  for (const Fact& fact : {flag, Phase(), Rosh(), Days()}) {
    for (const FactValue value : {fact.Domain().low, fact.Domain().high})
      EXPECT_EQ(fact.Parse(fact.Spell(value)), value) << fact.type_row().word;
    EXPECT_EQ(fact.Parse("no such value"), std::nullopt);
  }
}

TEST(Fact, ReadsWhatIsWrittenForItsTypeAlone) {
  Fact flag;
  EXPECT_EQ(flag.Read(Literal(true)), 1);
  EXPECT_EQ(flag.Read(Literal(std::int64_t{1})), std::nullopt);
  EXPECT_EQ(flag.Read(Literal(std::string_view("true"))), std::nullopt);
  EXPECT_EQ(Rosh().Read(Literal(std::string_view("high"))), 2);
  EXPECT_EQ(Rosh().Read(Literal(std::int64_t{2})), std::nullopt);
  EXPECT_EQ(Days().Read(Literal(std::int64_t{100})), 100);
  EXPECT_EQ(Days().Read(Literal(std::int64_t{101})), std::nullopt);
  EXPECT_EQ(Days().Read(Literal(std::string_view("14"))), std::nullopt);
}

TEST(Fact, TakesANumberBeyondItsBoundsAsTheBound) {
  EXPECT_EQ(Days().ReadNearest(JsonNode(std::int64_t{4'000'000'000})), 100);
  EXPECT_EQ(Days().ReadNearest(JsonNode(std::int64_t{-1})), 0);
  EXPECT_EQ(Days().ReadNearest(JsonNode(true)), std::nullopt);
  EXPECT_EQ(Rosh().ReadNearest(JsonNode(std::int64_t{1})), std::nullopt);
}

// The values of a fact that are the worst it can have, where this is worse. The bounds are 5 and 20
// for a count.
std::vector<FactValue> WorstOf(Fact fact, Worse worse) {
  fact.worse = worse;
  if (fact.type == FactType::kCount) fact.min = 5, fact.max = 20;
  std::vector<FactValue> worst;
  for (FactValue value = 0; value <= 25; ++value) {
    if (fact.IsWorst(value)) worst.push_back(value);
  }
  return worst;
}

using Values = std::vector<FactValue>;

TEST(Fact, TheWorstItCanHaveIsTheValueAtTheEndThatThePolicyCallsWorse) {
  EXPECT_EQ(WorstOf(Fact(), Worse::kHigh), Values{1});
  EXPECT_EQ(WorstOf(Fact(), Worse::kLow), Values{0});
  EXPECT_EQ(WorstOf(Rosh(), Worse::kHigh), Values{3});
  EXPECT_EQ(WorstOf(Rosh(), Worse::kLow), Values{0});
  EXPECT_EQ(WorstOf(Phase(), Worse::kHigh), Values{1});
  EXPECT_EQ(WorstOf(Days(), Worse::kHigh), Values{20});
  EXPECT_EQ(WorstOf(Days(), Worse::kLow), Values{5});
}

TEST(Fact, HasNoWorstValueWhereNoneIsWorse) {
  for (const Fact& fact : {Fact(), Rosh(), Phase(), Days()})
    EXPECT_EQ(WorstOf(fact, Worse::kNeither), Values{}) << fact.type_row().word;
}

TEST(FactClasses, ACountIsCutWhereATestBeginsOrEndsAndNotAtItsOwnEnds) {
  const auto classes = [](const std::string& misses) {
    const auto in_force = InForce(
        {PackFile("pack.toml",
                  SmallPack(ARule("cannot", "c",
                                  "modes = [\"video\"]\nwhen = { misses = " + misses + " }\n")))});
    return in_force->compiled.classes[in_force->policy.FactNamed("misses")].count();
  };
  EXPECT_EQ(classes("3"), 3U);  // 0 to 2, 3, 4 to 100
  EXPECT_EQ(classes("\"< 3\""), 2U);
  EXPECT_EQ(classes("\"> 97\""), 2U);
  EXPECT_EQ(classes("[0, 100]"), 3U);
}

TEST(Condition, JoinsAFactTestedBothOutsideAndInsideAny) {
  Condition condition;
  condition.base = {*ReadTest(Rosh(), FactIndex(0), One(">= medium"))};
  condition.any = {{*ReadTest(Rosh(), FactIndex(0), One("<= high"))},
                   {*ReadTest(Rosh(), FactIndex(0), One("unknown"))}};
  const std::vector<Row> rows = condition.Alternatives();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0][0].passes, (Ranges{{1, 2}}));
  // `>= medium` and `unknown` exclude each other: nothing passes.
  EXPECT_TRUE(rows[1][0].passes.empty());
  EXPECT_FALSE(rows[1][0].names_unknown);
}

}  // namespace
}  // namespace bsup::core
