// What `policy show` prints for a person.
#include "policy/show/show.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/page.h"
#include "policy/pack_builder.h"
#include "policy/show/say_condition.h"

namespace bsup::core {
namespace {

constexpr std::size_t kColumns = 100;

const std::string kRules =
    ARule("principle", "first-in-person",
          "mandate = \"national\"\nbasis = \"research\"\nwhen = { \"risk.rosh\" = \">= high\" }\n"
          "needs_approval = { modes = [\"video\", \"telephone\"], role = \"senior probation "
          "officer\" }\n") +
    ARule("factor", "many-misses",
          "kind = \"risk\"\nbasis = \"local\"\nwhen = { misses = \">= 3\" }\nweigh = { telephone = "
          "-2, office = 1 }\n");

std::string Shown(Language language) {
  return ShowPolicy(InForce({PackFile("pack.toml", SmallPack(kRules))}, "Wales")->policy, language);
}

TEST(ShowPolicy, SaysFirstThatThePolicyIsIllustrative) {
  const std::string shown = Shown(Language::kEnglish);
  EXPECT_EQ(shown.find("ILLUSTRATIVE: an example, not an approved policy"), kColumns + 1);
  EXPECT_NE(shown.find("For tests only."), std::string::npos);
}

TEST(ShowPolicy, AnApprovedPolicyIsNotCalledIllustrative) {
  const auto in_force =
      InForce({PackFile("pack.toml", Replaced(SmallPack(), "\"illustrative\"", "\"approved\""))});
  const std::string shown = ShowPolicy(in_force->policy, Language::kEnglish);
  EXPECT_NE(shown.find("APPROVED POLICY"), std::string::npos);
  EXPECT_EQ(shown.find("ILLUSTRATIVE"), std::string::npos);
}

TEST(ShowPolicy, SaysEachPrincipleWithItsConditionInWords) {
  EXPECT_NE(Shown(Language::kEnglish)
                .find("Principles that need approval\n"
                      "-----------------------------\n"
                      "  first-in-person\n"
                      "    Because.\n"
                      "    When        Risk of serious harm: high or very high\n"
                      "    If unknown  applies\n"
                      "    Modes       Video call, Telephone call\n"
                      "    Approval    Senior probation officer\n"
                      "    Binds       where the person takes part\n"
                      "    Notice      a note\n"
                      "    Mandate     national: cannot be relaxed below\n"
                      "    Basis       research\n"
                      "    Source      A source\n"),
            std::string::npos)
      << Shown(Language::kEnglish);
}

TEST(ShowPolicy, SaysTheWeightsOfAFactorByMode) {
  EXPECT_NE(Shown(Language::kEnglish).find("    Weights     Office visit +1, Telephone call -2\n"),
            std::string::npos);
}

TEST(ShowPolicy, SpeaksWelsh) {
  const std::string shown = Shown(Language::kWelsh);
  EXPECT_NE(shown.find("ENGHREIFFTIOL"), std::string::npos);
  EXPECT_NE(shown.find("Risg o niwed difrifol: high neu uchel iawn"), std::string::npos) << shown;
}

TEST(ShowPolicy, KeepsToAHundredColumns) {
  const std::string words =
      "Sylwer: mae'r dŵr yn y tŷ yn oer iawn heddiw ac mae angen i bawb wisgo'n gynnes. ";
  const std::string long_rule = Replaced(kRules, "Oherwydd.", words + words + words);
  const auto in_force = InForce({PackFile("pack.toml", SmallPack(long_rule))});
  for (const Language language : {Language::kEnglish, Language::kWelsh}) {
    std::istringstream lines(ShowPolicy(in_force->policy, language));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(Columns(line), kColumns) << line;
  }
}

std::string Said(const std::string& when) {
  const auto in_force = InForce({PackFile(
      "pack.toml", SmallPack(ARule("cannot", "c", "modes = [\"video\"]\nwhen = " + when + "\n")))});
  return SayCondition(in_force->policy, in_force->policy.cannot.at(0).when, Language::kEnglish);
}

TEST(SayCondition, SaysCountsByTheirEnds) {
  EXPECT_EQ(Said("{ misses = \">= 3\" }"), "Missed in a row: 3 contacts or more");
  EXPECT_EQ(Said("{ misses = \"< 3\" }"), "Missed in a row: 2 contacts or less");
  EXPECT_EQ(Said("{ misses = [\"[3..5]\", 9] }"), "Missed in a row: 3 to 5 contacts or 9 contacts");
}

TEST(SayCondition, SaysWhatIsKnownAndWhatIsNot) {
  EXPECT_EQ(Said("{ telephone = \"known\", misses = 3 }"),
            "Has a telephone: known; Missed in a row: 3 contacts");
  EXPECT_EQ(Said("{ telephone = [false, \"unknown\"] }"), "Has a telephone: no or not known");
}

TEST(SayCondition, SaysAlternatives) {
  EXPECT_EQ(Said("{ misses = 3, any = [ { telephone = false }, { \"risk.rosh\" = \"low\" } ] }"),
            "Missed in a row: 3 contacts; and one of: (Has a telephone: no) or (Risk of serious "
            "harm: low)");
}

TEST(Fact, SaysSpellsAndCompares) {
  const auto in_force = InForce({PackFile("pack.toml", SmallPack())});
  const Policy& policy = in_force->policy;
  const Fact& rosh = policy.facts[policy.FactNamed("risk.rosh")];
  const Fact& telephone = policy.facts[policy.FactNamed("telephone")];
  const Fact& misses = policy.facts[policy.FactNamed("misses")];
  EXPECT_EQ(rosh.Named("very high"), 3);
  EXPECT_FALSE(rosh.Named("severe"));
  EXPECT_EQ(rosh.Say(3, Language::kWelsh), "uchel iawn");
  EXPECT_EQ(rosh.Spell(kUnknown), "unknown");
  EXPECT_EQ(rosh.WorseOf(1, 3), 3);
  EXPECT_EQ(telephone.Spell(0), "false");
  EXPECT_EQ(telephone.Say(1, Language::kEnglish), "yes");
  EXPECT_EQ(telephone.WorseOf(0, 1), kUnknown);
  EXPECT_EQ(misses.Say(2, Language::kWelsh), "2 cyswllt");
  EXPECT_EQ(misses.Spell(2), "2");
}

}  // namespace
}  // namespace bsup::core
