// What the reader says of mistakes in facts.
#include <gtest/gtest.h>

#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

std::string AFact(const std::string& more) {
  return "[fact.\"new\"]\nlabel = { en = \"New\", cy = \"Newydd\" }\nask = { en = \"New?\", cy = "
         "\"Newydd?\" }\n" +
         more;
}

TEST(ReadFacts, FactsKeepTheOrderOfTheFile) {
  const auto in_force = InForce(
      {PackFile("pack.toml", SmallPack("[fact.\"aaa\"]\ntype = \"flag\"\nlabel = { en = \"A\", cy "
                                       "= \"A\" }\nask = { en = \"A?\", cy = \"A?\" }\n"))});
  std::vector<std::string> ids;
  for (const Fact& fact : in_force->policy.facts) ids.push_back(fact.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"contact.with", "contact.role", "telephone", "risk.rosh",
                                           "misses", "aaa"}));
}

TEST(ReadFacts, AnIdWithDotsStandsInQuotes) {
  EXPECT_EQ(Told("[fact.risk.new]\ntype = \"flag\"\nlabel = { en = \"A\", cy = \"B\" }\n"
                 "[fact.risk.other]\ntype = \"flag\"\n"),
            R"(+0:7: write a fact's id in quotes: [fact."risk.new"])");
}

TEST(ReadFacts, AFactOfNoKnownTypeIsAMistake) {
  EXPECT_EQ(Told(AFact("type = \"yesno\"\n")),
            R"(+3:8: "type" must be "flag", "choice", "level" or "count", not "yesno")");
}

TEST(ReadFacts, AMisspeltTypeIsToldOnce) {
  const std::string told =
      R"(+3:8: "type" must be "flag", "choice", "level" or "count", not "leval")";
  EXPECT_EQ(Told(AFact("type = \"leval\"\nvalues = [\"a\", \"b\"]\nworse = \"high\"\n") +
                 ARule("cannot", "c", "modes = [\"video\"]\nwhen = { new = \">= b\" }\n")),
            told);
  EXPECT_EQ(MessageOf({PackFile("pack.toml",
                                Replaced(SmallPack(), "type = \"choice\"", "type = \"chioce\""))}),
            R"(pack.toml:59:8: "type" must be "flag", "choice", "level" or "count", not "chioce")");
}

TEST(ReadFacts, ABoundThatIsNotAWholeNumberIsToldOnce) {
  EXPECT_EQ(
      Told(AFact("type = \"count\"\nmin = 1\nmax = 5.5\nunit = { en = \"days\", cy = \"diwrnod\" "
                 "}\n") +
           ARule("cannot", "c", "modes = [\"video\"]\nwhen = { new = 3 }\n")),
      R"(+5:7: "max" must be a whole number from -1000000 to 1000000, not a decimal number)");
}

TEST(ReadFacts, AChoiceNeedsTwoValues) {
  EXPECT_EQ(Told(AFact("type = \"choice\"\nvalues = [\"one\"]\n")),
            "+4:10: a fact has 2 to 60 values, not 1");
}

TEST(ReadFacts, AValueThatReadsAsATestIsRefused) {
  EXPECT_EQ(Told(AFact("type = \"choice\"\nvalues = [\"unknown\", \">= 3\", \"a\"]\n")),
            "+4:11: the value \"unknown\" reads as a test; choose another word\n"
            "+4:22: the value \">= 3\" reads as a test; choose another word");
}

TEST(ReadFacts, AValueGivenTwiceIsAMistake) {
  EXPECT_EQ(Told(AFact("type = \"choice\"\nvalues = [\"a\", \"b\", \"a\"]\n")),
            R"(+4:21: "values" names "a" twice)");
}

TEST(ReadFacts, WordsForAValueThatIsNotThereAreAMistake) {
  EXPECT_EQ(Told(AFact("type = \"choice\"\nvalues = [\"high\", \"low\"]\nwords = { hihg = { en = "
                       "\"a\", cy = \"b\" } }\n")),
            R"(+5:11: unknown value "hihg"; did you mean "high"? in the words of [fact."new"])");
}

TEST(ReadFacts, OnlyAFlagIsNoWhenAbsent) {
  EXPECT_EQ(
      Told(AFact("type = \"level\"\nvalues = [\"a\", \"b\"]\nabsent = \"no\"\n")),
      R"(+5:10: "absent" must be "unknown", "no" for a flag, or one of the fact's own values, not "no")");
}

TEST(ReadFacts, OnlyAFlagIsPresumed) {
  EXPECT_EQ(Told(AFact("type = \"level\"\nvalues = [\"a\", \"b\"]\npresume = true\n")),
            "+5:11: only a flag can be presumed; take it out");
}

TEST(ReadFacts, AChoiceHasNoWorseWay) {
  EXPECT_EQ(
      Told(AFact("type = \"choice\"\nvalues = [\"a\", \"b\"]\nworse = \"high\"\n")),
      R"(+5:9: a choice has no order, so "worse" says nothing; make it a level, or take it out)");
}

TEST(ReadFacts, ACountEndsAboveWhereItBegins) {
  EXPECT_EQ(
      Told(AFact(
          "type = \"count\"\nmin = 5\nmax = 5\nunit = { en = \"days\", cy = \"diwrnod\" }\n")),
      R"(+5:7: "max" must be above "min")");
}

TEST(ReadFacts, NobodyDeclaresACadenceFact) {
  EXPECT_EQ(Told("[fact.\"cadence.x\"]\ntype = \"flag\"\nlabel = { en = \"A\", cy = \"A\" }\nask = "
                 "{ en = \"A?\", cy = \"A?\" }\n"),
            R"(+0:7: take out "cadence.x"; each cadence rule declares its own fact)");
}

TEST(ReadFacts, EveryPackDeclaresWhoTakesPart) {
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "[fact.\"contact.with\"]",
                                                "[fact.\"contact.who\"]"))}),
      R"(pack.toml:1:1: the fact "contact.with" is missing; every national pack declares it)");
}

TEST(ReadFacts, WhoTakesPartHasItsThreeValues) {
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "\"both\"]", "\"all\"]"))}),
      R"(pack.toml:58:7: the values of "contact.with" must be "person", "professionals" or "both" and no others)");
}

TEST(ReadFacts, AFactsIdHoldsAnyLowerCaseLetterOrDigit) {
  const auto told = [](const std::string& id) {
    return Told("[fact.\"" + id +
                "\"]\ntype = \"flag\"\nlabel = { en = \"L\", cy = \"L\" }\n"
                "ask = { en = \"A?\", cy = \"A?\" }\n");
  };
  EXPECT_EQ(told("az-09_b.c"), "");
  for (const char* wrong : {"Az", "a b", "a/b", "a:b", "a{b", "a`b"}) {
    EXPECT_NE(told(wrong).find("a fact's id must be lower case letters, digits, dots"),
              std::string::npos)
        << wrong;
  }
}

TEST(ReadFacts, AFactHoldsNoKeyThatIsNotKnown) {
  EXPECT_NE(Told("[fact.a]\ntype = \"flag\"\nlabel = { en = \"L\", cy = \"L\" }\n"
                 "ask = { en = \"A?\", cy = \"A?\" }\nworst = \"yes\"\n")
                .find("+4:1: "),
            std::string::npos);
}

TEST(ReadFacts, AnAnswerHoldsForSomeDaysOrForItsContact) {
  const auto fact = [](const std::string& more) {
    const auto in_force =
        InForce({PackFile("pack.toml", SmallPack(AFact("type = \"flag\"\n" + more)))});
    return in_force->policy.facts[in_force->policy.FactNamed("new")];
  };
  EXPECT_EQ(fact("").holds_days, std::nullopt);
  EXPECT_FALSE(fact("").holds_for_contact);
  EXPECT_EQ(fact("holds_days = 28\n").holds_days, 28);
  EXPECT_TRUE(fact("holds = \"contact\"\n").holds_for_contact);
  EXPECT_EQ(Told(AFact("type = \"flag\"\nholds = \"week\"\n")),
            R"(+4:9: "holds" must be "contact", not "week")");
  EXPECT_EQ(
      Told(AFact("type = \"flag\"\nholds = \"contact\"\nholds_days = 1\n")),
      "+4:9: an answer holds for some days or for its contact; keep one of \"holds_days\" and "
      "\"holds\"");
}

TEST(ReadFacts, APackSaysFromWhenInformationIsOldAndWhoPublishesThat) {
  const auto in_force = InForce({PackFile(
      "pack.toml", SmallPack(AFact("type = \"flag\"\nold_after = { weeks = 55, source = { text = "
                                   "\"Code\", place = \"line 7\" } }\n")))});
  const Fact& fact = in_force->policy.facts[in_force->policy.FactNamed("new")];
  ASSERT_TRUE(fact.old_after);
  EXPECT_EQ(fact.old_after->weeks, 55);
  EXPECT_EQ(fact.old_after->source.place, "line 7");
  const Day today = *Day::Parse("2026-11-23");
  EXPECT_EQ(fact.IsOld(today - 385, today), false);
  EXPECT_EQ(fact.IsOld(today - 386, today), true);
  EXPECT_EQ(in_force->policy.facts[FactIndex(2)].IsOld(today - 9999, today), std::nullopt);
  EXPECT_NE(in_force->policy.canonical.find(R"("old_after":{"source":"Code")"), std::string::npos);
  const auto without = InForce({PackFile("pack.toml", SmallPack(AFact("type = \"flag\"\n")))});
  EXPECT_EQ(without->policy.canonical.find("old_after"), std::string::npos)
      << "a pack that says nothing of it keeps its digest";
  EXPECT_EQ(
      Told(AFact("type = \"flag\"\nold_after = 55\n")),
      R"(+4:13: "old_after" must be a table, { weeks = 52, source = "..." }, not a whole number)");
  EXPECT_EQ(Told(AFact("type = \"flag\"\nold_after = { weeks = 55 }\n")),
            R"(+4:13: "old_after" has no "source"; add it)");
}

TEST(ReadFacts, AFactCarriesTestsOfFactsThatCarryNone) {
  const auto in_force = InForce({PackFile(
      "pack.toml",
      SmallPack(AFact("type = \"flag\"\nonly_when = { telephone = [true, \"unknown\"] }\n")))});
  const Policy& policy = in_force->policy;
  const Row& carried = policy.facts[policy.FactNamed("new")].only_when;
  ASSERT_EQ(carried.size(), 1u);
  EXPECT_EQ(carried[0].fact, policy.FactNamed("telephone"));
  EXPECT_TRUE(carried[0].names_unknown);
  EXPECT_EQ(Told(AFact("type = \"flag\"\nonly_when = { \"risk.rsh\" = \"low\" }\n")),
            R"(+4:15: unknown fact "risk.rsh"; did you mean "risk.rosh"?)");
  EXPECT_EQ(Told(AFact("type = \"flag\"\nonly_when = {}\n")),
            R"(+4:13: "only_when" tests nothing; name a fact, or leave it out)");
  EXPECT_EQ(
      Told(AFact("type = \"flag\"\nonly_when = { new = true }\n")),
      R"(+4:13: "only_when" tests "new", which has an "only_when" of its own; test a fact without)");
}

// A rule that tests the fact with a test that its carried one excludes can never hold.
TEST(ReadFacts, ACarriedTestMayNotContradictTheRule) {
  const std::string told = Told(
      AFact("type = \"flag\"\nonly_when = { telephone = true }\n") +
      ARule("cannot", "mute", "modes = [\"video\"]\nwhen = { new = true, telephone = false }\n"));
  EXPECT_NE(told.find("that exclude each other"), std::string::npos) << told;
}

std::string Flag(const std::string& id) {
  return "[fact.\"" + id +
         "\"]\ntype = \"flag\"\nlabel = { en = \"L\", cy = \"Ll\" }\nask = { en = "
         "\"A?\", cy = \"B?\" }\n";
}
std::string AQuestion(const std::string& more) {
  return Flag("new.a") + Flag("new.b") +
         "[[question]]\nid = \"both\"\nask = { en = \"Q?\", cy = "
         "\"C?\" }\n" +
         more;
}

TEST(ReadQuestions, AQuestionSettlesItsFlags) {
  const auto in_force = InForce({PackFile(
      "pack.toml",
      SmallPack(AQuestion("facts = [\"new.b\", \"new.a\"]\nno = { \"new.b\" = true }\n")))});
  const Policy& policy = in_force->policy;
  ASSERT_EQ(policy.questions.size(), 1u);
  const JointQuestion& question = policy.questions[JointIndex(0)];
  ASSERT_EQ(question.flags.size(), 2u);
  EXPECT_EQ(question.flags[0].fact, policy.FactNamed("new.a"));
  EXPECT_EQ(question.flags[0].no, 0);
  EXPECT_EQ(question.flags[1].no, 1);
  EXPECT_EQ(policy.facts[policy.FactNamed("new.b")].joint, JointIndex(0));
  EXPECT_FALSE(policy.facts[policy.FactNamed("telephone")].joint);
}

TEST(ReadQuestions, AQuestionIsAboutTwoToFourFlags) {
  EXPECT_EQ(Told(AQuestion("facts = [\"new.a\"]\n")),
            "+11:9: a question settles 2 to 4 flags, not 1");
  EXPECT_EQ(Told(AQuestion("facts = [\"new.a\", \"risk.rosh\"]\n")),
            R"(+11:19: "risk.rosh" is not a flag; only flags are settled together)");
  EXPECT_EQ(Told(AQuestion("facts = [\"new.a\", \"new.b\"]\nno = { telephone = false }\n")),
            R"(+12:8: "telephone" is not among the question's "facts")");
  EXPECT_EQ(
      Told(AQuestion("facts = [\"new.a\", \"new.b\"]\n[[question]]\nid = \"telephone\"\nask = { "
                     "en = \"Q?\", cy = \"C?\" }\nfacts = [\"telephone\", \"new.a\"]\n")),
      "+13:6: \"telephone\" is the id of a fact; answers have both as keys, so give the question "
      "another\n+15:23: \"new.a\" is settled by the question \"both\" already; name it once");
}

TEST(ReadQuestions, AskWhenIsACondition) {
  EXPECT_EQ(Told(AFact("type = \"flag\"\nask_when = { \"risk.rsh\" = \"low\" }\n")),
            R"(+4:14: unknown fact "risk.rsh"; did you mean "risk.rosh"?)");
  EXPECT_EQ(Told(AFact("type = \"flag\"\nask_when = {}\n")),
            R"(+4:12: "ask_when" tests nothing; name a fact, or leave it out)");
}

}  // namespace
}  // namespace bsup::core
