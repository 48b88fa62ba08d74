// Suspensions, and the rules that hold during one.
#include <gtest/gtest.h>

#include "policy/flexible_pack.h"

namespace bsup::core {
namespace {

TEST(Suspensions, LeaveThePrincipleOutAndKeepTheClock) {
  const std::string exceptional =
      Suspend("regions = [\"Wales\"]\nprinciples = [\"first-in-person\"]\ncadence = [\"see\"]\n") +
      ARule("cannot", "no-office",
            "during = \"shut\"\nmodes = [\"office\"]\nwhen = { telephone = true }\n");
  const std::vector<SourceFile> files{
      PackFile("n.toml", SmallPack(kFlexible)),
      PackFile("e.toml", SmallOverlay("offices-shut", "national", exceptional))};
  const auto before = InForce(files, "Wales", "2027-01-10");
  const auto during = InForce(files, "Wales", "2027-01-11");
  const auto after = InForce(files, "Wales", "2027-03-27");
  EXPECT_EQ(before->policy.principles.size(), 1u);
  EXPECT_EQ(during->policy.principles.size(), 0u);
  EXPECT_EQ(after->policy.principles.size(), 1u);
  EXPECT_EQ(before->policy.cannot.size(), 0u);
  EXPECT_EQ(during->policy.cannot.size(), 1u);
  EXPECT_EQ(after->policy.cannot.size(), 0u);
  for (const auto& in_force : {before, during, after}) {
    EXPECT_EQ(in_force->policy.cadence.size(), 1u);
    EXPECT_EQ(in_force->policy.suspensions.size(), 1u);
  }
  EXPECT_EQ(during->policy.from, On("2027-01-11"));
  EXPECT_EQ(during->policy.until, On("2027-03-26"));

  const auto elsewhere = InForce(files, "London", "2027-02-01");
  EXPECT_EQ(elsewhere->policy.principles.size(), 1u);
  EXPECT_TRUE(elsewhere->policy.suspensions.empty());
  EXPECT_TRUE(elsewhere->policy.overlays.empty());
  EXPECT_TRUE(InForce(files, "", "2027-02-01")->policy.suspensions.empty());
}

TEST(Suspensions, RunOnAcrossVersionsAsOne) {
  const std::string exceptional =
      Suspend("regions = \"all\"\nprinciples = []\ncadence = [\"see\"]\n");
  const auto late =
      InForce({PackFile("a.toml", Ending(SmallPack(kFlexible), "2027-01-31")),
               PackFile("b.toml", SecondVersion("2027-02-01", kFlexible)),
               PackFile("e.toml", SmallOverlay("offices-shut", "national", exceptional))},
              "", "2027-06-01");
  ASSERT_EQ(late->policy.suspensions.size(), 1u);
  EXPECT_EQ(late->policy.suspensions[0].from, On("2027-01-11"));
  EXPECT_EQ(late->policy.suspensions[0].until, On("2027-03-26"));
}

TEST(Suspensions, HoldOnlyWhileTheirPackIsInForce) {
  const std::string exceptional =
      Ending(SmallOverlay(
                 "offices-shut", "national",
                 Suspend("regions = \"all\"\nprinciples = [\"first-in-person\"]\ncadence = []\n")),
             "2027-02-28");
  const std::vector<SourceFile> files{PackFile("n.toml", SmallPack(kFlexible)),
                                      PackFile("e.toml", exceptional)};
  EXPECT_EQ(InForce(files, "", "2027-02-28")->policy.principles.size(), 0u);
  EXPECT_EQ(InForce(files, "", "2027-03-01")->policy.principles.size(), 1u);
}

TEST(Suspensions, NameRulesAndRegionsThereAre) {
  EXPECT_EQ(
      Told(kFlexible + Suspend("regions = [\"Whales\"]\nprinciples = []\ncadence = []\n")),
      R"(+32:12: unknown region "Whales"; did you mean "Wales"? The regions are "Wales" or "London")");
  EXPECT_EQ(
      Told(kFlexible +
           Suspend("regions = \"all\"\nprinciples = [\"first-in-persn\"]\ncadence = [\"sea\"]\n")),
      "+33:15: unknown national principle \"first-in-persn\"; did you mean \"first-in-person\"?\n"
      "+34:12: unknown national cadence \"sea\"; did you mean \"see\"?");
  EXPECT_EQ(Told(Suspend("regions = \"some\"\nprinciples = []\ncadence = []\n")),
            R"(+7:11: "regions" must be "all" or a list of regions, not "some")");
}

TEST(Suspensions, ARulesFirstWordsAreEnoughForASuggestion) {
  EXPECT_EQ(
      Told(kFlexible + Suspend("regions = \"all\"\nprinciples = [\"first\"]\ncadence = []\n")),
      R"(+33:15: unknown national principle "first"; did you mean "first-in-person"?)");
}

TEST(Suspensions, EndOnOrAfterTheirFirstDay) {
  EXPECT_EQ(Told(Replaced(Suspend("regions = \"all\"\nprinciples = []\ncadence = []\n"),
                          "2027-03-26", "2027-01-10")),
            R"(+5:9: "until" 2027-01-10 is before "from" 2027-01-11)");
}

TEST(Suspensions, DuringNamesASuspensionThereIs) {
  EXPECT_EQ(Told(ARule("cannot", "c", "during = \"shtu\"\nmodes = [\"video\"]\n") +
                 Suspend("regions = \"all\"\nprinciples = []\ncadence = []\n")),
            R"(+4:10: unknown suspension "shtu"; did you mean "shut"?)");
}

TEST(Suspensions, ACadenceDoesNotStandDuringOne) {
  EXPECT_EQ(
      Told(ARule("cadence", "c",
                 kStandard + "during = \"shut\"\nin_person_every_weeks = 8\n" + kAsk) +
           Suspend("regions = \"all\"\nprinciples = []\ncadence = []\n")),
      R"(+6:10: a cadence cannot have "during": its clock runs on through a suspension; take it out)");
}

TEST(Suspensions, AnExceptionalModelsRulesHoldDuringIt) {
  const std::string rule = ARule("cannot", "c", "modes = [\"video\"]\n");
  EXPECT_EQ(
      MessageOf({PackFile("n.toml", SmallPack()),
                 PackFile("e.toml", SmallOverlay("shut", "national", rule))}),
      R"(e.toml:10:1: a rule of an exceptional delivery model holds during one of its [[suspend]]; add "during")");
}

TEST(Suspensions, AnExceptionalModelHoldsNoRefer) {
  EXPECT_EQ(
      MessageOf({PackFile("n.toml", SmallPack()),
                 PackFile("e.toml", SmallOverlay("shut", "national", "[refer]\nrole = \"x\"\n"))}),
      "e.toml:10:2: an exceptional delivery model cannot hold [refer]; take it out");
}

TEST(Suspensions, AnExceptionalModelAndARegionDoNotUseOneIdForTheirRules) {
  const std::string rule = ARule("safeguard", "local", "modes = [\"video\"]\nbasis = \"local\"\n");
  const auto together = [&](const std::string& of_model) {
    const std::string model = SmallOverlay(
        "storm", "national",
        Suspend("regions = \"all\"\nprinciples = []\ncadence = []\n") +
            Replaced(rule, "\"local\"", "\"" + of_model + "\"") + "during = \"shut\"\n");
    return MessageOf({PackFile("n.toml", SmallPack()),
                      PackFile("w.toml", SmallOverlay("wales", "regional", rule)),
                      PackFile("s.toml", model)});
  };
  EXPECT_NE(together("local").find("the id \"local\" is that of the rule at"), std::string::npos);
  EXPECT_EQ(together("other"), "");
}

TEST(Suspensions, ARuleThatIsNeverToBeSuspendedIsNot) {
  const std::string never = "never_suspended = true\n";
  const std::string national =
      SmallPack(ARule("principle", "seen-first", kStandard + "rule_out = [\"video\"]\n" + never) +
                ARule("cadence", "see", kStandard + "in_person_every_weeks = 8\n" + kAsk + never));
  const auto told = [&](const std::string& suspended) {
    return MessageOf(
        {PackFile("pack.toml", national),
         PackFile("storm.toml",
                  SmallOverlay("storm", "national", Suspend("regions = \"all\"\n" + suspended)))});
  };
  const std::string principle = told("principles = [\"seen-first\"]\ncadence = []\n");
  EXPECT_NE(principle.find("storm.toml:"), std::string::npos) << principle;
  EXPECT_NE(principle.find("\"seen-first\" is never to be suspended, as pack.toml:"),
            std::string::npos)
      << principle;
  const std::string cadence = told("principles = []\ncadence = [\"see\"]\n");
  EXPECT_NE(cadence.find("\"see\" is never to be suspended, as pack.toml:"), std::string::npos)
      << cadence;
}

}  // namespace
}  // namespace bsup::core
