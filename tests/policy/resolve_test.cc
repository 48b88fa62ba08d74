// Versions and overlays: which rules are in force where and when, and what an overlay may not do.
#include <gtest/gtest.h>

#include "policy/flexible_pack.h"

namespace bsup::core {
namespace {

// The small pack with flexible rules, and an overlay of Wales with `more`; `+0` is the first line
// of `more`.
std::string ToldOfWales(const std::string& more, const std::string& nation = kFlexible) {
  const int first = FirstLineAfter(SmallOverlay("wales", "regional", ""));
  std::string told = MessageOf({PackFile("n.toml", SmallPack(nation)),
                                PackFile("w.toml", SmallOverlay("wales", "regional", more))});
  for (int line = 0; line < 20; ++line) {
    const std::string where = "w.toml:" + std::to_string(first + line) + ":";
    if (told.find(where) != std::string::npos)
      told = Replaced(told, where, "+" + std::to_string(line) + ":");
  }
  return told;
}

// Versions

TEST(Versions, FollowEachOtherWithoutAGap) {
  EXPECT_EQ(
      MessageOf({PackFile("a.toml", Ending(SmallPack(), "2027-03-30")),
                 PackFile("b.toml", SecondVersion("2027-04-01"))}),
      R"(b.toml:1:1: version "2027.04" of "nation" begins on 2027-04-01, but version "2026.10" of "nation" at a.toml:1:1 ends on 2027-03-30, so that the days between have none; end it on 2027-03-31)");
}

TEST(Versions, FollowEachOtherWithoutOverlap) {
  EXPECT_EQ(
      MessageOf({PackFile("a.toml", Ending(SmallPack(), "2027-04-01")),
                 PackFile("b.toml", SecondVersion("2027-04-01"))}),
      R"(b.toml:1:1: version "2027.04" of "nation" begins on 2027-04-01, but version "2026.10" of "nation" at a.toml:1:1 is in force until 2027-04-01; end it on 2027-03-31)");
}

TEST(Versions, AllButTheLastEnd) {
  EXPECT_EQ(
      MessageOf({PackFile("b.toml", SecondVersion("2027-04-01")), PackFile("a.toml", SmallPack())}),
      R"(a.toml:1:1: version "2026.10" of "nation" has no effective_until, but version "2027.04" of "nation" follows it; add effective_until = 2027-03-31)");
}

TEST(Versions, EachHasItsOwnName) {
  EXPECT_EQ(
      MessageOf({PackFile("a.toml", Ending(SmallPack(), "2027-03-31")),
                 PackFile("b.toml", Replaced(SecondVersion("2027-04-01"), "2027.04", "2026.10"))}),
      R"(b.toml:1:1: version "2026.10" of "nation" is given already at a.toml:1:1; name a file once, and give each its own version)");
}

TEST(Versions, TwoDoNotBeginOnOneDay) {
  EXPECT_EQ(
      MessageOf({PackFile("a.toml", SmallPack()),
                 PackFile("b.toml", Replaced(SmallPack(), "2026.10", "2026.11"))}),
      R"(b.toml:1:1: version "2026.11" of "nation" begins on 2026-10-01, as version "2026.10" of "nation" at a.toml:1:1 does; give each its own effective_from)");
}

TEST(Versions, AFileGivenTwiceIsToldOnce) {
  EXPECT_EQ(
      MessageOf({PackFile("a.toml", SmallPack()), PackFile("b.toml", SmallPack())}),
      R"(b.toml:1:1: version "2026.10" of "nation" is given already at a.toml:1:1; name a file once, and give each its own version)");
  const std::string wales = SmallOverlay(
      "wales", "regional", ARule("safeguard", "s", "modes = [\"video\"]\nbasis = \"local\"\n"));
  EXPECT_EQ(
      MessageOf(
          {PackFile("n.toml", SmallPack()), PackFile("w.toml", wales), PackFile("x.toml", wales)}),
      R"(x.toml:1:1: version "1" of "wales" is given already at w.toml:1:1; name a file once, and give each its own version)");
}

TEST(Versions, OfADayThatCannotBeReadNothingElseIsSaid) {
  EXPECT_EQ(
      MessageOf({PackFile("a.toml", SmallPack()),
                 PackFile("b.toml",
                          Replaced(SecondVersion("2027-04-01"), "2027-04-01", "\"2027-04-01\""))}),
      R"(b.toml:5:18: "effective_from" must be a date without quotes, as 2026-10-01, not a text in quotes)");
}

TEST(Versions, TheOneInForceIsChosenByTheContactsDate) {
  const Result<PolicySet> set =
      PolicySet::Load({PackFile("a.toml", Ending(SmallPack(), "2027-03-31")),
                       PackFile("b.toml", SecondVersion("2027-04-01"))});
  ASSERT_TRUE(set) << set.error().Message();
  EXPECT_EQ((*set->Select("", On("2027-03-31")))->policy.version, "2026.10");
  EXPECT_EQ((*set->Select("", On("2027-04-01")))->policy.version, "2027.04");
}

TEST(Versions, OneNationIsLoadedAtATime) {
  EXPECT_EQ(
      MessageOf({PackFile("a.toml", SmallPack()),
                 PackFile("b.toml", Replaced(SmallPack(), "\"nation\"", "\"other\""))}),
      R"(b.toml:1:1: there is a national pack already, "nation" at a.toml:1:1; load one nation, or add "extends")");
}

// Selecting

TEST(Select, ADateBeforeTheFirstVersionSaysWhichAreCovered) {
  const Result<PolicySet> set =
      PolicySet::Load({PackFile("a.toml", Ending(SmallPack(), "2027-03-31"))});
  ASSERT_TRUE(set);
  const auto before = set->Select("Wales", On("2026-09-30"));
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().status, Status::kNotFound);
  EXPECT_EQ(
      before.error().Message(),
      R"(no policy is in force on 2026-09-30 for "Wales"; the policy covers 2026-10-01 to 2027-03-31)");
  EXPECT_FALSE(set->Select("", On("2027-04-01")));
}

TEST(Select, ARegionIsKnownByIdAndByCode) {
  const Result<PolicySet> set = PolicySet::Load({PackFile("a.toml", SmallPack())});
  ASSERT_TRUE(set);
  EXPECT_EQ((*set->Select("Wales", On("2026-10-01"))).get(),
            (*set->Select("N03", On("2030-01-01"))).get());
}

TEST(Select, AnUnknownRegionListsTheKnownOnes) {
  const Result<PolicySet> set = PolicySet::Load({PackFile("a.toml", SmallPack())});
  ASSERT_TRUE(set);
  const auto wrong = set->Select("Wlaes", On("2026-10-01"));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().status, Status::kNotFound);
  EXPECT_EQ(wrong.error().Message(),
            R"(unknown region "Wlaes"; did you mean "Wales"? The regions are "Wales" or "London")");
}

// Overlays

TEST(Overlays, ARegionSetsWhatTheNationLetsItSet) {
  const std::string wales =
      "[refer]\nrole = \"head of probation delivery unit\"\nwords = { en = \"Ask.\", cy = "
      "\"Gofynnwch.\" }\n"
      "[[set]]\nrule = \"first-in-person\"\nrole = \"head of probation delivery unit\"\n"
      "[[set]]\nrule = \"see\"\nin_person_every_weeks = 10\n[[set]]\nrule = \"transport\"\nweigh = "
      "{ telephone = 3 }\n" +
      ARule("safeguard", "wales-language", "modes = [\"video\"]\nbasis = \"local\"\n");
  const std::vector<SourceFile> files{PackFile("n.toml", SmallPack(kFlexible)),
                                      PackFile("w.toml", SmallOverlay("wales", "regional", wales))};
  const auto here = InForce(files, "N03");
  EXPECT_EQ(here->policy.principles[0].roles, std::vector<RoleIndex>{RoleIndex(1)});
  EXPECT_EQ(here->policy.cadence[0].amount, 10);
  EXPECT_EQ(here->policy.factors[0].weigh[3], 3);
  EXPECT_EQ(here->policy.refer.role, RoleIndex(1));
  EXPECT_EQ(here->policy.safeguards[0].pack, "wales");
  ASSERT_EQ(here->policy.overlays.size(), 1u);
  EXPECT_EQ(here->policy.overlays[0].id, "wales");

  const auto elsewhere = InForce(files, "London");
  EXPECT_EQ(elsewhere->policy.principles[0].roles, std::vector<RoleIndex>{RoleIndex(0)});
  EXPECT_EQ(elsewhere->policy.cadence[0].amount, 8);
  EXPECT_TRUE(elsewhere->policy.safeguards.empty());
  EXPECT_TRUE(elsewhere->policy.overlays.empty());
  EXPECT_NE(here->policy.digest, elsewhere->policy.digest);
}

// What is said of a pack in which Wales sets how many weeks may pass, or how much a telephone weighs.
std::string ToldOfWeeks(int weeks) {
  return ToldOfWales("[[set]]\nrule = \"see\"\nin_person_every_weeks = " + std::to_string(weeks) +
                     "\n");
}
std::string ToldOfWeight(int weight) {
  return ToldOfWales(
      "[[set]]\nrule = \"transport\"\nweigh = { telephone = " + std::to_string(weight) + " }\n");
}

TEST(Overlays, ARegionStaysWithinTheFlexAtBothOfItsEnds) {
  const std::string weeks =
      R"(+2:25: "in_person_every_weeks" of "see" must be from 4 to 10, as the flex of the national rule at n.toml:94:1 says, not )";
  EXPECT_EQ(ToldOfWeeks(3), weeks + "3");
  EXPECT_EQ(ToldOfWeeks(4), "");
  EXPECT_EQ(ToldOfWeeks(10), "");
  EXPECT_EQ(ToldOfWeeks(11), weeks + "11");
  const std::string weight =
      R"(+2:9: the weight of "telephone" in "transport" must be from 1 to 3, as the flex of the national rule at n.toml:103:1 says, not )";
  EXPECT_EQ(ToldOfWeight(-1), weight + "-1");
  EXPECT_EQ(ToldOfWeight(1), "");
  EXPECT_EQ(ToldOfWeight(3), "");
}

TEST(Overlays, ARegionStaysWithinANarrowFlexOfWeights) {
  const auto told = [](int weight, const std::string& flex) {
    return ToldOfWales(
        "[[set]]\nrule = \"transport\"\nweigh = { telephone = " + std::to_string(weight) + " }\n",
        Replaced(kFlexible, "[1, 3]", flex));
  };
  EXPECT_EQ(
      told(1, "[2, 3]"),
      R"(+2:9: the weight of "telephone" in "transport" must be from 2 to 3, as the flex of the national rule at n.toml:103:1 says, not 1)");
  EXPECT_EQ(
      told(3, "[1, 2]"),
      R"(+2:9: the weight of "telephone" in "transport" must be from 1 to 2, as the flex of the national rule at n.toml:103:1 says, not 3)");
}

TEST(Overlays, ARegionCannotSetWhatHasNoFlex) {
  EXPECT_EQ(
      ToldOfWales("[[set]]\nrule = \"transport\"\nweigh = { video = 1 }\n"),
      R"(+2:9: the national rule "transport" lets no region set the weight of "video"; take this [[set]] out)");
  EXPECT_EQ(
      ToldOfWales("[[set]]\nrule = \"see\"\ncontact_every_weeks = 1\n"),
      R"(+2:23: the national rule "see" lets no region set "contact_every_weeks"; take this [[set]] out)");
  EXPECT_EQ(ToldOfWales("[[set]]\nrule = \"p\"\nrole = \"senior probation officer\"\n",
                        ARule("principle", "p", kStandard + kApproval)),
            R"(+2:8: the national rule "p" lets no region set "role"; take this [[set]] out)");
}

TEST(Overlays, ASettingNamesARuleThereIs) {
  EXPECT_EQ(ToldOfWales("[[set]]\nrule = \"transprot\"\nweigh = { telephone = 3 }\n"),
            R"(+1:8: unknown national rule "transprot"; did you mean "transport"?)");
}

TEST(Overlays, ARuleIsSetOnce) {
  EXPECT_EQ(ToldOfWales("[[set]]\nrule = \"see\"\nin_person_every_weeks = 6\n[[set]]\nrule = "
                        "\"see\"\nin_person_every_weeks = 7\n"),
            R"(+4:8: "see" is set already at +1:8; set it once)");
}

TEST(Overlays, ARegionAddsARuleWhereItWouldChangeACondition) {
  EXPECT_EQ(
      ToldOfWales("[[set]]\nrule = \"see\"\nwhen = { \"risk.rosh\" = \"high\" }\n"),
      R"(+2:8: a region cannot change "when" of a national rule; add a rule of its own beside it)");
  EXPECT_EQ(
      ToldOfWales("[[set]]\nrule = \"first-in-person\"\nrole = \"head of probation delivery "
                  "unit\"\nmandate = \"standard\"\n"),
      R"(+3:11: a region cannot change "mandate" of a national rule; add a rule of its own beside it)");
  EXPECT_EQ(
      ToldOfWales("[[set]]\nrule = \"transport\"\nwiegh = { telephone = 3 }\n"),
      R"(+0:1: [[set]] sets exactly one thing of a rule: a number of weeks, days or contacts, "weigh" or "role"
+2:1: unknown key "wiegh" in [[set]]; did you mean "weigh"?)");
}

TEST(Overlays, ASettingSetsOneThing) {
  EXPECT_EQ(
      ToldOfWales("[[set]]\nrule = \"see\"\n"),
      R"(+0:1: [[set]] sets exactly one thing of a rule: a number of weeks, days or contacts, "weigh" or "role")");
}

TEST(Overlays, ARegionHoldsNoModesAndNoPhysicalLimits) {
  EXPECT_EQ(ToldOfWales("[[mode]]\nid = \"m\"\n"),
            "+0:3: a regional overlay cannot hold [[mode]]; take it out");
  EXPECT_EQ(ToldOfWales("[[cannot]]\nid = \"c\"\n"),
            "+0:3: a regional overlay cannot hold [[cannot]]; take it out");
}

TEST(Overlays, ARegionCannotSuspend) {
  EXPECT_EQ(ToldOfWales(Suspend("regions = \"all\"\nprinciples = []\ncadence = []\n")),
            "+0:3: a regional overlay cannot hold [[suspend]]; take it out");
}

TEST(Overlays, ARegionGivesNoNationalMandateNoFlexAndNoNoAdvice) {
  EXPECT_EQ(ToldOfWales(ARule("principle", "p", kNational + "rule_out = [\"video\"]\n")),
            R"(+4:11: a regional pack gives no national mandate; write "standard")");
  EXPECT_EQ(ToldOfWales(ARule("principle", "p", kStandard + kApproval + kFlexRole)),
            R"(+7:8: only a rule of the national pack gives "flex"; take it out)");
  EXPECT_EQ(ToldOfWales(ARule("principle", "p",
                              kStandard + "no_advice = true\nrefer_when = { telephone = true "
                                          "}\nwhen = { telephone = true }\n")),
            "+6:13: a regional pack cannot add a principle of no_advice; only the nation can");
}

TEST(Overlays, ARegionsRuleNeedsItsOwnId) {
  EXPECT_EQ(
      ToldOfWales(ARule("safeguard", "see", "modes = [\"video\"]\nbasis = \"local\"\n")),
      R"(+0:1: the id "see" is that of the rule at n.toml:94:1 already; give this one its own)");
}

TEST(Overlays, TwoRegionsMayUseOneIdForTheirRules) {
  const std::string rule = ARule("safeguard", "local", "modes = [\"video\"]\nbasis = \"local\"\n");
  const std::string london =
      Replaced(SmallOverlay("london", "regional", rule), "region = \"Wales\"", "region = \"N07\"");
  EXPECT_EQ(MessageOf({PackFile("n.toml", SmallPack()),
                       PackFile("w.toml", SmallOverlay("wales", "regional", rule)),
                       PackFile("l.toml", london)}),
            "");
}

TEST(Overlays, OneOverlaySpeaksForARegion) {
  EXPECT_EQ(
      MessageOf({PackFile("n.toml", SmallPack()),
                 PackFile("w.toml", SmallOverlay("wales", "regional", "")),
                 PackFile("x.toml", SmallOverlay("wales-too", "regional", ""))}),
      R"(x.toml:1:1: the region "Wales" has an overlay on these days already, "wales" at w.toml:1:1; make one of the two)");
}

TEST(Overlays, AnOverlayExtendsTheNationThatIsLoaded) {
  EXPECT_EQ(MessageOf({PackFile("n.toml", SmallPack()),
                       PackFile("w.toml", Replaced(SmallOverlay("wales", "regional", ""),
                                                   "\"nation\"", "\"natoin\""))}),
            R"(w.toml:3:11: unknown national pack "natoin"; did you mean "nation"?)");
}

TEST(Overlays, AnOverlayAloneNeedsItsNation) {
  EXPECT_EQ(MessageOf({PackFile("w.toml", SmallOverlay("wales", "regional", ""))}),
            "w.toml: no national pack is among the packs; name it too");
}

TEST(Overlays, AnOverlayOfNoKnownRegionIsAMistake) {
  EXPECT_EQ(
      MessageOf({PackFile("n.toml", SmallPack()),
                 PackFile("w.toml", Replaced(SmallOverlay("wales", "regional", ""), "\"Wales\"",
                                             "\"Whales\""))}),
      R"(w.toml:6:10: unknown region "Whales"; did you mean "Wales"? The regions are "Wales" or "London")");
}

TEST(Overlays, ARegionByItsWelshNameIsToldByItsId) {
  EXPECT_EQ(
      MessageOf({PackFile("n.toml", SmallPack()),
                 PackFile("w.toml", Replaced(SmallOverlay("wales", "regional", ""), "\"Wales\"",
                                             "\"Cymru\""))}),
      R"(w.toml:6:10: unknown region "Cymru"; did you mean "Wales"? The regions are "Wales" or "London")");
}

TEST(Overlays, AnOverlayOfUnknownAuthorityIsToldOnce) {
  EXPECT_EQ(MessageOf({PackFile("n.toml", SmallPack(kFlexible)),
                       PackFile("w.toml", Replaced(SmallOverlay("wales", "regional",
                                                                "[[set]]\nrule = \"see\"\n"
                                                                "in_person_every_weeks = 4\n"),
                                                   "\"regional\"", "\"region\""))}),
            R"(w.toml:5:13: "authority" must be "national" or "regional", not "region")");
}

TEST(Overlays, AnOverlayThatIsNeverInForceIsAMistake) {
  EXPECT_EQ(MessageOf({PackFile("n.toml", Ending(SmallPack(), "2027-03-31")),
                       PackFile("w.toml", Replaced(SmallOverlay("wales", "regional", ""),
                                                   "2026-10-01", "2027-04-01"))}),
            R"(w.toml:1:1: the overlay is in force on no day of "nation"; look at effective_from)");
}

TEST(Overlays, AnIllustrativeOverlayMakesThePolicyIllustrative) {
  const std::vector<SourceFile> files{
      PackFile("n.toml", Replaced(SmallPack(), "\"illustrative\"", "\"approved\"")),
      PackFile("w.toml", SmallOverlay("wales", "regional", ""))};
  EXPECT_EQ(InForce(files, "Wales")->policy.status, "illustrative");
  EXPECT_EQ(InForce(files, "London")->policy.status, "approved");
}

// Flex

TEST(Flex, ANationalMandateIsNeverRelaxedByARange) {
  EXPECT_EQ(
      Told(ARule("cadence", "see",
                 kNational +
                     "in_person_every_weeks = 8\nflex = { in_person_every_weeks = [4, 10] }\n" +
                     kAsk)),
      "+7:34: the mandate is national and 10 is more than the rule's own 8, so this flex would "
      "relax the rule; end it at 8");
  EXPECT_EQ(
      Told(ARule("cadence", "see",
                 kNational +
                     "in_person_every_weeks = 8\nflex = { in_person_every_weeks = [4, 8] }\n" +
                     kAsk)),
      "");
}

TEST(Flex, ANationalMandateIsNeverRelaxedByALowerRole) {
  const std::string head =
      "needs_approval = { modes = [\"video\"], role = \"head of probation delivery unit\" }\n";
  EXPECT_EQ(
      Told(ARule("principle", "p", kNational + head + kFlexRole)),
      R"(+7:18: the mandate is national and "senior probation officer" does not outrank "head of probation delivery unit", so this flex would relax the rule; name "head of probation delivery unit" or a role that outranks it)");
  EXPECT_EQ(Told(ARule("principle", "p", kNational + kApproval + kFlexRole)), "");
}

TEST(Flex, ARangeHoldsTheRulesOwnValue) {
  EXPECT_EQ(
      Told(ARule("cadence", "see",
                 kStandard +
                     "in_person_every_weeks = 3\nflex = { in_person_every_weeks = [4, 10] }\n" +
                     kAsk)),
      R"(+7:34: the flex of "in_person_every_weeks" must hold the rule's own value, 3)");
  EXPECT_EQ(Told(ARule("factor", "f",
                       "kind = \"risk\"\nbasis = \"local\"\nweigh = { video = 3 }\nflex = { weigh "
                       "= { video = [1, 2] } }\n")),
            R"(+7:28: the flex of "video" must hold the rule's own weight, 3)");
}

TEST(Flex, NoRegionTurnsAFactorRound) {
  EXPECT_EQ(
      Told(ARule("factor", "f",
                 "kind = \"risk\"\nbasis = \"local\"\nweigh = { video = 1 }\nflex = { weigh = { "
                 "video = [-1, 2] } }\n")),
      R"(+7:28: the flex of "video" must keep to one side of 0, so that no region turns the factor round)");
}

TEST(Flex, OnlyOneRoleCanFlex) {
  EXPECT_EQ(Told(ARule("principle", "p", kStandard + "rule_out = [\"video\"]\n" + kFlexRole)),
            R"(+7:8: only the role of a needs_approval with one "role" can flex; take "flex" out)");
}

// Suspensions

}  // namespace
}  // namespace bsup::core
