// How what an overlay adds is asked, when it bears on a case and how long an answer holds; and that
// none of it touches what the nation says of its own facts and rules.
#include <gtest/gtest.h>

#include "policy/flexible_pack.h"

namespace bsup::core {
namespace {

std::string Settles(const std::string& id, const std::string& facts, const std::string& no = "") {
  return "[[question]]\nid = \"" + id + "\"\nask = { en = \"Any?\", cy = \"Oes?\" }\nfacts = [" +
         facts + "]\n" + no;
}
// What a model and a region hold that must not meet.
std::string Pair(const std::string& of) {
  return AFlag(of + ".a") + AFlag(of + ".b") +
         Settles(of, "\"" + of + ".a\", \"" + of + ".b\"", "no = { \"" + of + ".b\" = true }\n");
}
std::string Storm(const std::string& more, const std::string& suspends = "cadence = []\n") {
  return SmallOverlay("storm", "national",
                      Suspend("regions = \"all\"\nprinciples = []\n" + suspends) + more);
}

std::vector<SourceFile> Wales(const std::string& wales, const std::string& nation = "") {
  return {PackFile("n.toml", SmallPack(nation)),
          PackFile("w.toml", SmallOverlay("wales", "regional", wales))};
}
// What is said of Wales's pack with `wales`, whose first line is the eleventh.
std::string SaidOf(const std::string& wales, const std::string& nation = "") {
  return MessageOf(Wales(wales, nation));
}
std::string SaidOfBoth(const std::string& model, const std::string& wales) {
  return MessageOf({PackFile("n.toml", SmallPack()), PackFile("m.toml", Storm(model)),
                    PackFile("w.toml", SmallOverlay("wales", "regional", wales))});
}

TEST(RegionAsks, OneSentenceForSeveralOfItsOwnFlagsBehindThoseOfTheNation) {
  const auto in_force = InForce(
      {PackFile("n.toml", SmallPack(Pair("nation"))), PackFile("m.toml", Storm(Pair("storm"))),
       PackFile("w.toml", SmallOverlay("wales", "regional", Pair("wales")))},
      "Wales", "2027-02-01");
  const Policy& policy = in_force->policy;
  EXPECT_EQ(IdsOf(policy.questions), (std::vector<std::string>{"nation", "storm", "wales"}));
  for (const JointIndex question : policy.questions.indexes()) {
    const auto& flags = policy.questions[question].flags;
    ASSERT_EQ(flags.size(), 2U);
    const std::string& id = policy.questions[question].id;
    EXPECT_EQ(policy.facts[flags[0].fact].id, id + ".a");
    EXPECT_EQ(policy.facts[flags[1].fact].id, id + ".b");
    EXPECT_EQ(flags[1].no, 1);
    for (const JointQuestion::Flag& flag : flags)
      EXPECT_EQ(policy.facts[flag.fact].joint, question);
  }
}

TEST(RegionAsks, NothingOfTheNationsInItsOwnWords) {
  EXPECT_EQ(
      SaidOf(AFlag("local.a") + AFlag("local.b") + Settles("q", "\"local.a\", \"telephone\"")),
      "w.toml:22:21: \"telephone\" is a fact of the nation, and only the nation says how it is "
      "asked; name facts of this pack");
  EXPECT_EQ(SaidOf(AFlag("telephone",
                         "holds_days = 900\npresume = true\nonly_when = { misses = 0 }\n"
                         "ask_when = { misses = 0 }\n")),
            "w.toml:11:7: the fact \"telephone\" is declared already at n.toml:68:7; give this one "
            "its own id");
}

TEST(RegionAsks, UnderIdsThatNothingElseOfTheNationIsAnsweredUnder) {
  const auto question = [](const std::string& id) {
    return Replaced(Pair("local"), "id = \"local\"", "id = \"" + id + "\"");
  };
  EXPECT_EQ(SaidOf(AFlag("nation"), Pair("nation")),
            "w.toml:11:7: the id \"nation\" is that of the question at n.toml:94:1 already; give "
            "this one its own");
  EXPECT_EQ(SaidOf(question("nation"), Pair("nation")),
            "w.toml:19:1: the question \"nation\" is at n.toml:94:1 already");
  EXPECT_EQ(SaidOf(question("telephone")),
            "w.toml:20:6: \"telephone\" is the id of a fact; answers have both as keys, so give "
            "the question another");
}

TEST(RegionAsks, UnderIdsThatAModelBesideItDoesNotUse) {
  EXPECT_EQ(SaidOfBoth(Pair("flood"), Pair("local")), "");
  EXPECT_EQ(SaidOfBoth(Pair("flood"), AFlag("flood")),
            "w.toml:11:7: the id \"flood\" is that of the question at m.toml:28:1 already; give "
            "this one its own");
  EXPECT_EQ(SaidOfBoth(AFlag("local"), Pair("local")),
            "w.toml:19:1: the id \"local\" is that of the fact at m.toml:20:7 already; give this "
            "one its own");
}

TEST(RegionAsks, OnlyWhereItsFactBearsOnTheCase) {
  const std::string fact = AFlag("local", "only_when = { telephone = true }\n");
  const auto in_force = InForce(Wales(fact), "Wales");
  const Policy& policy = in_force->policy;
  const Row& carried = policy.facts[policy.FactNamed("local")].only_when;
  ASSERT_EQ(carried.size(), 1U);
  EXPECT_EQ(policy.facts[carried[0].fact].id, "telephone");
  EXPECT_EQ(SaidOf(fact, AFlag("other")), "");
  EXPECT_EQ(SaidOf(Replaced(fact, "telephone", "other"),
                   AFlag("other", "only_when = { telephone = true }\n")),
            "w.toml:15:13: \"only_when\" tests \"other\", which has an \"only_when\" of its own; "
            "test a fact without");
}

TEST(RegionAsks, BeforehandOnlyWhereItSaysSoAndForAsLongAsItSays) {
  const auto in_force = InForce(
      Wales(AFlag("room", "holds = \"contact\"\nask_when = { \"risk.rosh\" = \">= high\" }\n") +
            AFlag("bus", "holds_days = 30\npresume = true\n")),
      "Wales");
  const Policy& policy = in_force->policy;
  const Fact& room = policy.facts[policy.FactNamed("room")];
  EXPECT_TRUE(room.holds_for_contact);
  ASSERT_EQ(room.ask_when.base.size(), 1U);
  EXPECT_EQ(policy.facts[room.ask_when.base[0].fact].id, "risk.rosh");
  const Fact& bus = policy.facts[policy.FactNamed("bus")];
  EXPECT_EQ(bus.holds_days, 30);
  EXPECT_EQ(bus.presume, 1);
}

TEST(RegionAsks, AModelPresumesItsOwnFactsAndNoneOfARegion) {
  const std::string presume = "cadence = []\npresume = { \"home.flooded\" = false }\n";
  const auto files = [&](const std::string& of_model, const std::string& of_wales) {
    return std::vector<SourceFile>{PackFile("n.toml", SmallPack()),
                                   PackFile("m.toml", Storm(of_model, presume)),
                                   PackFile("w.toml", SmallOverlay("wales", "regional", of_wales))};
  };
  const auto presumed = [&](const char* day) {
    const auto in_force = InForce(files(AFlag("home.flooded"), AFlag("local")), "Wales", day);
    return in_force->policy.facts[in_force->policy.FactNamed("home.flooded")].presume;
  };
  EXPECT_EQ(presumed("2027-02-01"), 0);
  EXPECT_EQ(presumed("2027-04-01"), std::nullopt);
  EXPECT_EQ(MessageOf(files("", AFlag("home.flooded"))),
            "m.toml:20:13: unknown fact \"home.flooded\"; known: \"contact.with\", "
            "\"contact.role\", \"telephone\", \"risk.rosh\" or \"misses\"");
}

TEST(RegionAdds, NothingThatIsNeverSuspendedSinceOnlyTheNationsRulesAre) {
  const std::string told =
      "exceptional models suspend rules of the national pack alone, so this says nothing; take it "
      "out";
  const std::string principle = kStandard + "rule_out = [\"video\"]\nnever_suspended = true\n";
  const std::string cadence =
      kStandard + kAsk + "in_person_every_weeks = 2\nnever_suspended = true\n";
  EXPECT_EQ(SaidOf(ARule("principle", "p", principle)), "w.toml:18:19: " + told);
  EXPECT_EQ(SaidOf(ARule("cadence", "c", cadence)), "w.toml:19:19: " + told);
  EXPECT_EQ(SaidOfBoth(ARule("principle", "p", "during = \"shut\"\n" + principle), ""),
            "m.toml:28:19: " + told);
}

TEST(RegionAdds, NoCadenceThatStandsStillWithOneThatNeverDoes) {
  const std::string see = kStandard + kAsk + "in_person_every_weeks = 8\nnever_suspended = true\n";
  const std::string often =
      kStandard + kAsk + "in_person_every_weeks = 2\nsuspended_with = \"see\"\n";
  EXPECT_EQ(SaidOf(ARule("cadence", "often", often), ARule("cadence", "see", see)),
            "w.toml:19:18: \"see\" is never to be suspended, as n.toml:86:1 says; take it out");
}

}  // namespace
}  // namespace bsup::core
