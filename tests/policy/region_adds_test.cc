// What a region may add of its own, and what an exceptional model may: facts with their questions,
// reason codes, cadences, factors within bounds.
#include <gtest/gtest.h>

#include "policy/flexible_pack.h"

namespace bsup::core {
namespace {

std::string AFactor(const std::string& id, const std::string& kind, const std::string& more) {
  return ARule("factor", id, "kind = \"" + kind + "\"\nbasis = \"local\"\n" + more);
}
std::string ACadence(const std::string& id, const std::string& more) {
  return ARule("cadence", id, kStandard + kAsk + more);
}

// The small pack with a national cadence, which lets regions weigh from -1 to 2 on access alone.
std::string Nation() {
  return Replaced(SmallPack(kFlexible), "margin = 1",
                  "margin = 1\nregion_weigh = { access = [-1, 2] }");
}
std::vector<SourceFile> With(const std::string& wales, const std::string& more_of_nation = "") {
  return {PackFile("n.toml", Nation() + more_of_nation),
          PackFile("w.toml", SmallOverlay("wales", "regional", wales))};
}
// What is said of Wales's pack with `more`, whose first line is the eleventh.
std::string ToldOf(const std::string& more) { return MessageOf(With(more)); }

std::vector<std::string> IdsIn(const Policy& policy) { return IdsOf(policy.facts); }

TEST(RegionAdds, ACadenceAndItsFactForItsOwnPeopleAlone) {
  const auto files = With(ACadence("see-often", "in_person_every_weeks = 2\n"));
  const auto here = InForce(files, "Wales");
  EXPECT_EQ(IdsOf(here->policy.cadence), (std::vector<std::string>{"see", "see-often"}));
  EXPECT_EQ(here->policy.cadence[1].pack, "wales");
  for (const RuleIndex rule : here->policy.cadence.indexes()) {
    const Fact& fact = here->policy.facts[here->policy.cadence[rule].fact];
    EXPECT_EQ(fact.id, "cadence." + here->policy.cadence[rule].id);
    EXPECT_EQ(fact.cadence, rule);
  }
  const auto elsewhere = InForce(files, "London");
  EXPECT_EQ(IdsOf(elsewhere->policy.cadence), std::vector<std::string>{"see"});
  EXPECT_FALSE(elsewhere->policy.FactNamed("cadence.see-often"));
  EXPECT_EQ(elsewhere->policy.digest,
            InForce({PackFile("n.toml", Nation())}, "London")->policy.digest);
}

TEST(RegionAdds, NoFlexNoNationalMandateAndNoSecondRuleOfAnId) {
  EXPECT_EQ(ToldOf(ACadence(
                "c", "in_person_every_weeks = 4\nflex = { in_person_every_weeks = [2, 4] }\n")),
            "w.toml:19:8: only a rule of the national pack gives \"flex\"; take it out");
  EXPECT_EQ(ToldOf(ARule("cadence", "c", kNational + kAsk + "in_person_every_weeks = 4\n")),
            "w.toml:15:11: a regional pack gives no national mandate; write \"standard\"");
  EXPECT_EQ(ToldOf(ACadence("see", "in_person_every_weeks = 4\n")),
            "w.toml:11:1: the id \"see\" is that of the rule at n.toml:95:1 already; give this one "
            "its own");
}

// The cadences that a suspension of "see" keeps still in Wales.
std::vector<std::string> Suspended(const std::string& more) {
  const auto files = With(ACadence("see-often", "in_person_every_weeks = 2\n" + more),
                          Suspend("regions = \"all\"\nprinciples = []\ncadence = [\"see\"]\n"));
  return InForce(files, "Wales")->policy.suspensions[0].cadence;
}

TEST(RegionAdds, ACadenceThatStandsStillWithOneOfTheNation) {
  EXPECT_EQ(Suspended(""), std::vector<std::string>{"see"});
  EXPECT_EQ(Suspended("suspended_with = \"see\"\n"),
            (std::vector<std::string>{"see", "see-often"}));
  EXPECT_EQ(ToldOf(ACadence("c", "in_person_every_weeks = 2\nsuspended_with = \"seen\"\n")),
            "w.toml:19:18: unknown national cadence \"seen\"; did you mean \"see\"?");
  EXPECT_EQ(Told(ACadence("other", "in_person_every_weeks = 2\n") +
                 ACadence("c", "in_person_every_weeks = 2\nsuspended_with = \"other\"\n")),
            "+16:18: only a region's cadence is suspended with another; name this one in the "
            "[[suspend]] itself");
}

TEST(RegionAdds, AFactWithItsQuestionBehindThoseOfTheNation) {
  const auto files =
      With(AFlag("local.signal") +
           ARule("safeguard", "s",
                 "modes = [\"video\"]\nbasis = \"local\"\nwhen = { \"local.signal\" = "
                 "false, telephone = true }\n"));
  const auto here = InForce(files, "Wales");
  EXPECT_EQ(IdsIn(here->policy),
            (std::vector<std::string>{"contact.with", "contact.role", "telephone", "risk.rosh",
                                      "misses", "cadence.see", "local.signal"}));
  const Row& row = here->policy.safeguards[0].when.base;
  ASSERT_EQ(row.size(), 2U);
  EXPECT_EQ(here->policy.facts[row[1].fact].id, "local.signal");
  EXPECT_FALSE(InForce(files, "London")->policy.FactNamed("local.signal"));
}

TEST(RegionAdds, NoFactThatTheNationHasOrThatTheEngineKnows) {
  EXPECT_EQ(
      ToldOf(AFlag("telephone")),
      "w.toml:11:7: the fact \"telephone\" is declared already at n.toml:69:7; give this one its "
      "own id");
  EXPECT_EQ(
      ToldOf(AFlag("contact.scheduled")),
      "w.toml:11:7: a fact of the contact is the nation's; give \"contact.scheduled\" another "
      "id");
  EXPECT_EQ(ToldOf(AFlag("cadence.x")),
            "w.toml:11:7: take out \"cadence.x\"; each cadence rule declares its own fact");
}

TEST(RegionAdds, FactsThatNobodyElseKnows) {
  const std::string rule =
      ARule("safeguard", "s", "modes = [\"video\"]\nbasis = \"local\"\nwhen = { local = true }\n");
  const std::string london =
      Replaced(SmallOverlay("london", "regional", rule), "\"Wales\"", "\"N07\"");
  EXPECT_EQ(MessageOf({PackFile("n.toml", Nation()),
                       PackFile("w.toml", SmallOverlay("wales", "regional", AFlag("local") + rule)),
                       PackFile("l.toml", london)}),
            "l.toml:17:10: unknown fact \"local\"; known: \"contact.with\", \"contact.role\", "
            "\"telephone\", \"risk.rosh\", \"misses\" or \"cadence.see\"");
}

TEST(RegionAdds, ReasonCodesBehindThoseOfTheNation) {
  const std::string code =
      "[[reason_code]]\nid = \"snow\"\nlabel = { en = \"Snow\", cy = \"Eira\" }\n";
  const auto here = InForce(With(code), "Wales");
  EXPECT_EQ(IdsOf(here->policy.reason_codes),
            (std::vector<std::string>{"local-knowledge", "snow"}));
  EXPECT_EQ(IdsOf(InForce(With(code), "London")->policy.reason_codes),
            std::vector<std::string>{"local-knowledge"});
  EXPECT_EQ(ToldOf(Replaced(code, "snow", "local-knowledge")),
            "w.toml:12:6: the id \"local-knowledge\" is given already at n.toml:34:1");
}

TEST(RegionAdds, AFactorOfAKindThatTheNationLeavesToIt) {
  const std::string weigh = "weigh = { telephone = 1 }\n";
  EXPECT_EQ(ToldOf(AFactor("f", "access", weigh)), "");
  for (const char* kind : {"practice", "risk", "need", "purpose"})
    EXPECT_EQ(
        ToldOf(AFactor("f", kind, weigh)),
        "w.toml:15:8: a region adds factors of kind \"access\" alone, as \"region_weigh\" of the "
        "national pack says; take this one out");
  EXPECT_EQ(
      MessageOf(
          {PackFile("n.toml", SmallPack()),
           PackFile("w.toml", SmallOverlay("wales", "regional", AFactor("f", "access", weigh)))}),
      "w.toml:15:8: a region adds no factors, as \"region_weigh\" of the national pack says; take "
      "this one out");
  const auto files = With(AFactor("f", "access", weigh));
  EXPECT_EQ(IdsOf(InForce(files, "Wales")->policy.factors),
            (std::vector<std::string>{"transport", "f"}));
  EXPECT_EQ(IdsOf(InForce(files, "London")->policy.factors), std::vector<std::string>{"transport"});
}

// What is said where two factors of Wales weigh so on the telephone.
std::string ToldOfTwo(int first, int second) {
  const auto weigh = [](int weight) {
    return "weigh = { telephone = " + std::to_string(weight) + ", video = 1 }\n";
  };
  return ToldOf(AFactor("a", "access", weigh(first)) +
                AFactor("b", "access", "when = { telephone = true }\n" + weigh(second)));
}

TEST(RegionAdds, FactorsThatTogetherStayWithinTheNationsBounds) {
  const auto told = [](const char* sum) {
    return "w.toml:18:1: with \"b\" the factors of kind \"access\" that this region adds weigh " +
           std::string(sum) +
           " on \"telephone\"; \"region_weigh\" of the national pack at n.toml:1:1 allows from -1 "
           "to "
           "2";
  };
  EXPECT_EQ(ToldOfTwo(1, 1), "");
  EXPECT_EQ(ToldOfTwo(2, -1), "");
  EXPECT_EQ(ToldOfTwo(2, 1), told("3"));
  EXPECT_EQ(ToldOfTwo(-1, -1), told("-2"));
  EXPECT_EQ(
      ToldOf(AFactor("a", "access", "weigh = { video = 3 }\n")),
      "w.toml:11:1: with \"a\" the factors of kind \"access\" that this region adds weigh 3 on "
      "\"video\"; \"region_weigh\" of the national pack at n.toml:1:1 allows from -1 to 2");
}

TEST(RegionAdds, BoundsAreOfAccessAndPracticeAndHoldNothingAdded) {
  const auto told = [](const std::string& bounds) {
    return MessageOf({PackFile(
        "n.toml", Replaced(SmallPack(), "margin = 1", "margin = 1\nregion_weigh = " + bounds))});
  };
  EXPECT_EQ(told("{ access = [-9, 9], practice = [0, 0] }"), "");
  EXPECT_EQ(told("{ access = [1, 2] }"),
            "n.toml:10:27: \"access\" must hold 0, since a region may add nothing");
  for (const std::string kind : {"risk", "need", "purpose"})
    EXPECT_EQ(told("{ " + kind + " = [0, 1] }"),
              "n.toml:10:18: unknown key \"" + kind + "\" in region_weigh");
  EXPECT_EQ(told("{ access = 1 }"),
            "n.toml:10:27: \"access\" must be a list of the least and the greatest, as [-1, 1]");
  EXPECT_EQ(told("{ access = [-10, 1] }"),
            "n.toml:10:28: \"access\" must be a whole number from -9 to 9, not -10");
}

TEST(RegionAdds, TheBoundsArePartOfTheDigest) {
  EXPECT_NE(InForce({PackFile("n.toml", Nation())})->policy.digest,
            InForce({PackFile("n.toml", SmallPack(kFlexible))})->policy.digest);
}

// An exceptional model with a fact and a rule on it, and a region with both of its own.
std::vector<SourceFile> Flooded(const std::string& regional_fact) {
  const std::string flood = SmallOverlay(
      "flood", "national",
      Suspend("regions = \"all\"\nprinciples = []\ncadence = []\n") + AFlag("flood.home") +
          ARule("cannot", "home-flooded",
                "during = \"shut\"\nmodes = [\"home visit\"]\nwhen = { \"flood.home\" = true }\n"));
  const std::string wales = SmallOverlay(
      "wales", "regional",
      AFlag(regional_fact) + ACadence("see-often", "in_person_every_weeks = 2\n") +
          ARule("principle", "local",
                kStandard + "rule_out = [\"video\"]\nif_unknown = \"ignore\"\nwhen = { \"" +
                    regional_fact +
                    "\" = true, \"cadence.see-often\" = \"overdue\", \"cadence.see\" = "
                    "\"kept\" }\n"));
  return {PackFile("n.toml", Nation()), PackFile("f.toml", flood), PackFile("w.toml", wales)};
}

std::vector<std::string> Tested(const Policy& policy, const Rule& rule) {
  std::vector<std::string> ids;
  for (const Test& test : rule.when.base) ids.push_back(policy.facts[test.fact].id);
  return ids;
}

TEST(ExceptionalAdds, AFactWithItsQuestionWhileItIsInForce) {
  const auto files = Flooded("local.signal");
  EXPECT_EQ(IdsIn(InForce(files, "London", "2027-02-01")->policy),
            (std::vector<std::string>{"contact.with", "contact.role", "telephone", "risk.rosh",
                                      "misses", "cadence.see", "flood.home"}));
  const auto storm = Ending(files[1].text, "2027-04-30");
  EXPECT_FALSE(InForce({files[0], PackFile("f.toml", storm)}, "London", "2027-05-01")
                   ->policy.FactNamed("flood.home"));
}

TEST(ExceptionalAdds, FactsBesideThoseOfARegionAndEachRuleTestsItsOwn) {
  const auto files = Flooded("local.signal");
  const auto both = InForce(files, "Wales", "2027-02-01");
  EXPECT_EQ(
      IdsIn(both->policy),
      (std::vector<std::string>{"contact.with", "contact.role", "telephone", "risk.rosh", "misses",
                                "cadence.see", "flood.home", "local.signal", "cadence.see-often"}));
  EXPECT_EQ(Tested(both->policy, both->policy.cannot[0]), std::vector<std::string>{"flood.home"});
  EXPECT_EQ(Tested(both->policy, both->policy.principles[1]),
            (std::vector<std::string>{"cadence.see", "local.signal", "cadence.see-often"}));
  const Cadence& cadence = both->policy.cadence[1];
  EXPECT_EQ(both->policy.facts[cadence.fact].id, "cadence.see-often");
  EXPECT_EQ(both->policy.facts[cadence.fact].cadence, RuleIndex(1));
  EXPECT_EQ(MessageOf(Flooded("flood.home")),
            "w.toml:11:7: the id \"flood.home\" is that of the fact at f.toml:20:7 already; give "
            "this one its own");
}

TEST(ExceptionalAdds, NoReasonCodesAndNoCadences) {
  const auto told = [](const std::string& more) {
    return MessageOf({PackFile("n.toml", SmallPack()),
                      PackFile("e.toml", SmallOverlay("shut", "national", more))});
  };
  EXPECT_EQ(told("[[reason_code]]\nid = \"x\"\n"),
            "e.toml:10:3: an exceptional delivery model cannot hold [[reason_code]]; take it out");
  EXPECT_EQ(told(ACadence("c", "in_person_every_weeks = 2\n")),
            "e.toml:10:3: an exceptional delivery model cannot hold [[cadence]]; take it out");
}

TEST(RegionAdds, ARuleIsReadAgainstEachVersionOfTheNation) {
  const std::string second =
      Replaced(SecondVersion("2027-04-01", kFlexible), "[fact.\"telephone\"]",
               AFlag("new") + "[fact.\"telephone\"]");
  const std::vector<SourceFile> files{
      PackFile("a.toml", Ending(SmallPack(kFlexible), "2027-03-31")), PackFile("b.toml", second),
      PackFile("w.toml", SmallOverlay("wales", "regional",
                                      AFlag("local") +
                                          ARule("safeguard", "s",
                                                "modes = [\"video\"]\nbasis = \"local\"\nwhen = { "
                                                "local = true }\n")))};
  for (const char* day : {"2027-03-31", "2027-04-01"}) {
    const auto in_force = InForce(files, "Wales", day);
    EXPECT_EQ(Tested(in_force->policy, in_force->policy.safeguards[0]),
              std::vector<std::string>{"local"})
        << day;
  }
}

}  // namespace
}  // namespace bsup::core
