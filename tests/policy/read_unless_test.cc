// `unless`: the exception from a rule, and what is said of mistakes in it.
#include "policy/read/read_unless.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "oracle/dice.h"
#include "oracle/random_policy.h"
#include "oracle/truth.h"
#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

std::string OnTop(const std::string& condition) {
  return ARule("principle", "on-top",
               kStandard + "supplement_only = [\"telephone\"]\n" + condition + "\n");
}

std::string DigestWith(const std::string& condition) {
  return InForce({PackFile("pack.toml", SmallPack(OnTop(condition)))})->policy.digest;
}

TEST(Unless, MeansWhatTheOppositesAsAlternativesMean) {
  EXPECT_EQ(DigestWith("unless = { \"risk.rosh\" = \"low\", misses = 0 }"),
            DigestWith("when = { any = [ { \"risk.rosh\" = \"> low\" }, { misses = \"> 0\" } ] }"));
  EXPECT_EQ(DigestWith("when = { telephone = true }\nunless = { \"risk.rosh\" = \"low\" }"),
            DigestWith("when = { telephone = true, \"risk.rosh\" = \">= medium\" }"));
  EXPECT_EQ(DigestWith("when = { telephone = true }\nunless = { misses = \"unknown\" }"),
            DigestWith("when = { telephone = true, misses = \"known\" }"));
  EXPECT_EQ(DigestWith("unless = { telephone = \"known\", misses = \"[3..5]\" }"),
            DigestWith(
                "when = { any = [ { telephone = \"unknown\" }, { misses = \"not ([3..5])\" } ] }"));
}

TEST(Unless, IsAnExceptionFromEachAlternative) {
  EXPECT_EQ(
      DigestWith(
          "when = { any = [ { \"risk.rosh\" = \"high\" }, { \"contact.role\" = \"counts\" } ] }\n"
          "unless = { telephone = true, misses = 0 }"),
      DigestWith("when = { any = [ { \"risk.rosh\" = \"high\", telephone = false },"
                 " { \"risk.rosh\" = \"high\", misses = \"> 0\" },"
                 " { \"contact.role\" = \"counts\", telephone = false },"
                 " { \"contact.role\" = \"counts\", misses = \"> 0\" } ] }"));
}

oracle::Truth Not(oracle::Truth truth) {
  if (truth == oracle::Truth::kUnknown) return truth;
  return truth == oracle::Truth::kTrue ? oracle::Truth::kFalse : oracle::Truth::kTrue;
}

// Tests of some rule that `unless` may hold beside `when`.
Row ARowBeside(const Condition& when, const Policy& policy) {
  std::set<FactIndex> taken;
  for (const Row& row : when.Alternatives()) {
    for (const Test& test : row) taken.insert(test.fact);
  }
  Row row;
  for (const auto& principle : policy.principles) {
    for (const Test& test : principle.when.base) {
      if ((test.only_known || !test.names_unknown) && taken.insert(test.fact).second)
        row.push_back(test);
    }
  }
  std::ranges::sort(row, {}, &Test::fact);
  return row;
}

TEST(Unless, IsTrueWhereTheRuleIsAndTheExceptionIsNotWhateverIsUnknown) {
  int compared = 0;
  for (int seed = 0; seed < 300; ++seed) {
    oracle::Dice dice(static_cast<std::uint64_t>(seed));
    const auto in_force = oracle::RandomPolicy(dice);
    const Policy& policy = in_force->policy;
    const Condition& when = policy.principles[RuleIndex(0)].when;
    const Row row = ARowBeside(when, policy);
    if (row.empty()) continue;
    const Condition both = Unless(when, row, policy);
    for (int i = 0; i < 50; ++i) {
      oracle::Facts facts;
      for (const Fact& fact : policy.facts) {
        const Range domain = fact.Domain();
        facts.push_back(dice.Percent(30) ? kUnknown : dice.Between(domain.low, domain.high));
      }
      const oracle::Truth expected =
          oracle::And(oracle::TruthOfAsked(when, facts), Not(oracle::TruthOf(row, facts)));
      EXPECT_EQ(oracle::TruthOfAsked(both, facts), expected) << seed;
      ++compared;
    }
  }
  EXPECT_GT(compared, 5'000);
}

// Outside its only_when the fact bears on nothing, so that the exception could not hold there.
TEST(Unless, DoesNotTestAFactThatBearsOnlySomewhere) {
  const std::string told = Told(
      "[fact.\"inside\"]\ntype = \"flag\"\nlabel = { en = \"L\", cy = \"Ll\" }\nask = { en = "
      "\"A?\", "
      "cy = \"B?\" }\nonly_when = { telephone = true }\n" +
      OnTop("unless = { inside = true }"));
  EXPECT_NE(told.find("\"unless\" tests \"inside\", which bears on the case only where"),
            std::string::npos)
      << told;
}

TEST(Unless, TestsSomething) {
  EXPECT_EQ(Told(OnTop("unless = {}")),
            R"(+7:10: "unless" tests nothing; name a fact, or leave it out)");
  EXPECT_EQ(Told(OnTop("unless = true")),
            R"(+7:10: "unless" must be a table of tests, not true or false)");
}

TEST(Unless, IsOneRow) {
  EXPECT_EQ(Told(OnTop("unless = { any = [ { misses = 0 } ] }")),
            R"(+7:12: "unless" cannot hold "any"; write its tests in one row)");
}

TEST(Unless, DoesNotTestWhatWhenTests) {
  const std::string told =
      R"(+8:10: "when" and "unless" both test "risk.rosh"; test it in one of them)";
  EXPECT_EQ(
      Told(OnTop("when = { \"risk.rosh\" = \"< high\" }\nunless = { \"risk.rosh\" = \"low\" }")),
      told);
  EXPECT_EQ(Told(OnTop("when = { any = [ { misses = 3 }, { \"risk.rosh\" = \"< high\" } ] }\n"
                       "unless = { \"risk.rosh\" = \"low\" }")),
            told);
}

TEST(Unless, DoesNotNameUnknownBesideValues) {
  EXPECT_EQ(
      Told(OnTop("unless = { telephone = [true, \"unknown\"] }")),
      R"(+7:10: "unless" tests "telephone" for "unknown" and for values; test its other values under "when")");
}

TEST(Unless, BelongsToEveryKindOfRule) {
  EXPECT_EQ(
      Told(ARule("factor", "far",
                 "kind = \"access\"\nbasis = \"local\"\nweigh = { video = 1 }\n"
                 "unless = { telephone = true }\n") +
           ARule("cannot", "no-phone", "modes = [\"telephone\"]\nunless = { telephone = true }\n")),
      "");
}

}  // namespace
}  // namespace bsup::core
