// What the reader says of mistakes in a pack: where, what, and what to do.
#include <gtest/gtest.h>

#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

TEST(Reader, ASmallPackIsSound) { EXPECT_EQ(Told(""), ""); }

// Tables and keys

TEST(Reader, AMisspeltTableIsNeverARuleLeftOut) {
  EXPECT_EQ(Told("[[principel]]\nid = \"x\"\n"),
            R"(+0:3: unknown table "principel"; did you mean "principle"?)");
}

TEST(Reader, AMisspeltKeyIsNeverAConditionLeftOut) {
  EXPECT_EQ(
      Told(ARule("cannot", "no-phone", "modes = [\"telephone\"]\nwen = { telephone = false }\n")),
      R"(+5:1: unknown key "wen" in [[cannot]]; did you mean "when"?)");
}

TEST(Reader, AMissingKeyIsAskedForAtItsTable) {
  EXPECT_EQ(Told("[[reason_code]]\nid = \"other\"\n"),
            R"(+0:1: [[reason_code]] has no "label"; add it)");
}

TEST(Reader, ATableOfTheWrongShapeIsTold) {
  EXPECT_EQ(Told("[cannot]\nid = \"x\"\n"), R"(+0:2: write "cannot" as tables: [[cannot]])");
}

TEST(Reader, NobodySetsRulesInANationalPack) {
  EXPECT_EQ(Told("[[set]]\nrule = \"x\"\n"),
            R"(+0:3: a national pack cannot hold [[set]]; take it out)");
}

TEST(Reader, NotTomlIsToldWithItsPlace) {
  EXPECT_EQ(Told("[[cannot]]\nid = \n"), "+1:6: the value is missing; write it after the =");
}

TEST(Reader, TrueAndFalseHaveNoQuotes) {
  EXPECT_EQ(
      Told(ARule("safeguard", "s", "modes = [\"video\"]\nbasis = \"local\"\nmust = \"true\"\n")),
      R"(+6:8: "must" must be true or false, not a text in quotes)");
}

TEST(Reader, AWholeNumberHasNeitherQuotesNorPoint) {
  const auto told = [](const std::string& weeks) {
    return Told(ARule(
        "cadence", "c",
        kStandard + "in_person_every_weeks = " + weeks + "\nask = { en = \"A?\", cy = \"B?\" }\n"));
  };
  const std::string wanted =
      "+6:25: \"in_person_every_weeks\" must be a whole number from 1 to 260, not ";
  EXPECT_EQ(told("\"8\""), wanted + "a text in quotes");
  EXPECT_EQ(told("8.0"), wanted + "a decimal number");
  EXPECT_EQ(told("08:00:00"), wanted + "a time");
}

TEST(Reader, EveryMistakeIsToldInOneGo) {
  EXPECT_EQ(
      Told("[[reason_code]]\nid = \"Other\"\nlabel = { en = \"\", cy = \"Arall\" }\n" +
           ARule("cannot", "no-phone", "modes = [\"telefone\"]\nwhen = { telefone = false }\n")),
      "+1:6: \"id\" must be at most 80 lower case letters, digits and hyphens, not \"Other\"\n"
      "+2:16: \"en\" is empty; write it\n"
      "+7:10: unknown mode \"telefone\"; did you mean \"telephone\"?\n"
      "+8:10: unknown fact \"telefone\"; did you mean \"telephone\"?");
}

// Texts

TEST(Reader, AnEmptyWelshTextIsAMistake) {
  EXPECT_EQ(Told("[[reason_code]]\nid = \"other\"\nlabel = { en = \"Other\", cy = \" \" }\n"),
            R"(+2:30: "cy" is empty; write it)");
}

TEST(Reader, AMissingWelshTextIsAMistake) {
  EXPECT_EQ(Told("[[reason_code]]\nid = \"other\"\nlabel = { en = \"Other\" }\n"),
            R"(+2:9: "label" has no "cy"; add it)");
}

TEST(Reader, ATextInOneLanguageOnlyIsAMistake) {
  EXPECT_EQ(Told("[[reason_code]]\nid = \"other\"\nlabel = \"Other\"\n"),
            R"(+2:9: "label" must be a table { en = "...", cy = "..." }, not a text in quotes)");
}

TEST(Reader, ATextWithControlCharactersIsAMistake) {
  EXPECT_EQ(Told("[[reason_code]]\nid = \"other\"\nlabel = { en = \"a\\u0000b\", cy = \"b\" }\n"),
            R"(+2:16: "en" holds a control character; take it out)");
}

// The head

TEST(Reader, APackBeginsWithItsHead) {
  EXPECT_EQ(MessageOf({PackFile("pack.toml", "")}),
            "pack.toml:1:1: the file has no [policy]; a pack begins with it");
}

TEST(Reader, WhatPackItIsAndAMisspeltKeyAreToldTogether) {
  EXPECT_EQ(MessageOf({PackFile("pack.toml", Replaced(Replaced(SmallPack(), "title", "titel"),
                                                      "\"national\"", "\"nation\""))}),
            "pack.toml:1:1: [policy] has no \"title\"; add it\n"
            "pack.toml:4:13: \"authority\" must be \"national\" or \"regional\", not \"nation\"\n"
            "pack.toml:7:1: unknown key \"titel\" in [policy]; did you mean \"title\"?");
}

TEST(Reader, ADateInQuotesIsNoDate) {
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "2026-10-01", "\"2026-10-01\""))}),
      R"(pack.toml:5:18: "effective_from" must be a date without quotes, as 2026-10-01, not a text in quotes)");
}

TEST(Reader, AVersionWithoutQuotesIsANumber) {
  EXPECT_EQ(MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "\"2026.10\"", "2026.10"))}),
            R"(pack.toml:3:11: "version" must be a text in quotes, not a decimal number)");
}

TEST(Reader, AStatusIsIllustrativeOrApproved) {
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "\"illustrative\"", "\"draft\""))}),
      R"(pack.toml:6:10: "status" must be "illustrative" or "approved", not "draft")");
}

TEST(Reader, AMarginAboveTwentyIsAMistake) {
  EXPECT_EQ(MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "margin = 1", "margin = 21"))}),
            R"(pack.toml:9:10: "margin" must be a whole number from 0 to 20, not 21)");
}

TEST(Reader, BandsFall) {
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "suited = 0", "suited = 3"))}),
      "pack.toml:10:9: the bands must fall: well_suited above suited, suited above use_with_care");
}

TEST(Reader, ABandThatIsNotANumberIsToldOnce) {
  EXPECT_EQ(
      MessageOf(
          {PackFile("pack.toml", Replaced(SmallPack(), "well_suited = 3", "well_suited = 3.5"))}),
      R"(pack.toml:10:25: "well_suited" must be a whole number from -1000 to 1000, not a decimal number)");
}

TEST(Reader, APackThatEndsBeforeItBeginsIsAMistake) {
  EXPECT_EQ(MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "status",
                                                      "effective_until = 2026-09-30\nstatus"))}),
            "pack.toml:6:19: effective_until 2026-09-30 is before effective_from 2026-10-01");
}

TEST(Reader, ARegionalPackSaysWhatItExtends) {
  const std::string told =
      MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "\"national\"", "\"regional\""))});
  EXPECT_EQ(told,
            R"(pack.toml:4:13: a regional pack extends a national one; add "extends" with its id)");
}

// Vocabulary

TEST(Reader, ANinthModeIsOneTooMany) {
  std::string modes;
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    modes += "[[mode]]\nid = \"" + std::string(id) +
             "\"\nin_person = false\nbase = 0\nlabel = { en = \"M\", cy = \"M\" }\n";
  }
  EXPECT_EQ(Told(modes), "+20:1: a pack has at most 8 modes; this is one more");
}

TEST(Reader, TwoModesWithOneIdAreAMistake) {
  EXPECT_EQ(Told("[[mode]]\nid = \"office\"\nin_person = true\nbase = 0\nlabel = { en = \"M\", cy "
                 "= \"M\" }\n"),
            R"(+1:6: the id "office" is given already at pack.toml:37:1)");
}

TEST(Reader, TwoRegionsCannotShareACode) {
  EXPECT_EQ(Told("[[region]]\nid = \"Kent\"\ncode = \"N07\"\nlabel = { en = \"K\", cy = \"K\" }\n"),
            R"(+2:8: the code "N07" stands for "London" already)");
}

TEST(Reader, NobodyOutranksThemselves) {
  EXPECT_EQ(
      Told("[[approver]]\nid = \"a\"\nlabel = { en = \"A\", cy = \"A\" }\noutranks = [\"b\"]\n"
           "[[approver]]\nid = \"b\"\nlabel = { en = \"B\", cy = \"B\" }\noutranks = [\"a\"]\n"),
      "+3:12: \"a\" comes to outrank itself; take one of the roles out\n"
      "+7:12: \"b\" comes to outrank itself; take one of the roles out");
}

TEST(Reader, APackNeedsToSayWhomToAsk) {
  EXPECT_EQ(
      MessageOf(
          {PackFile("pack.toml", Replaced(SmallPack(), "role = \"senior", "role = \"junior"))}),
      R"(pack.toml:13:8: unknown approver "junior probation officer"; did you mean "senior probation officer"?)");
}

// Conditions

std::string When(const std::string& when) {
  return ARule("cannot", "no-phone", "modes = [\"telephone\"]\nwhen = " + when + "\n");
}

TEST(Reader, AnUnknownFactIsToldWithTheNearestOne) {
  EXPECT_EQ(Told(When("{ \"risk.rsoh\" = \"high\" }")),
            R"(+5:10: unknown fact "risk.rsoh"; did you mean "risk.rosh"?)");
}

TEST(Reader, AnUnknownNameAmongManySaysWhatToDo) {
  std::string roles;
  for (int i = 0; i < 12; ++i) {
    const std::string id = "role " + std::to_string(i);
    roles += "[[approver]]\nid = \"" + id + "\"\nlabel = { en = \"A\", cy = \"B\" }\n";
  }
  EXPECT_EQ(Told(roles + ARule("principle", "p",
                               kStandard + "needs_approval = { modes = [\"video\"], role = "
                                           "\"minister\" }\n")),
            R"(+42:46: unknown approver "minister"; check its spelling)");
}

TEST(Reader, AFactWithoutQuotesIsExplained) {
  EXPECT_EQ(
      Told(When("{ risk.rosh = \"high\" }")),
      R"(+5:10: a test of "risk" must be a text, a whole number, true or false, not a table; write a fact's name in quotes, as "risk.rosh")");
}

TEST(Reader, ATestOfTheWrongTypeStandsAtItsValue) {
  const std::string told = Told(When("{ telephone = \"often\" }"));
  EXPECT_TRUE(told.starts_with("+5:22: ")) << told;
}

TEST(Reader, AnUnknownValueStandsAtItsValue) {
  const std::string told = Told(When("{ \"risk.rosh\" = \"hihg\" }"));
  EXPECT_TRUE(told.starts_with("+5:24: ")) << told;
  EXPECT_NE(told.find("did you mean \"high\"?"), std::string::npos) << told;
}

TEST(Reader, AnyIsAListOfRows) {
  EXPECT_EQ(Told(When("{ any = { telephone = false } }")),
            R"(+5:16: "any" must be a list of one or more tables of tests)");
  EXPECT_EQ(Told(When("{ any = [] }")),
            R"(+5:16: "any" must be a list of one or more tables of tests)");
}

TEST(Reader, AnyDoesNotNest) {
  EXPECT_EQ(Told(When("{ any = [ { any = [ { telephone = false } ] } ] }")),
            R"(+5:20: an alternative in "any" cannot hold "any"; write its tests in one row)");
}

TEST(Reader, AnAlternativeWithoutTestsIsAMistake) {
  EXPECT_EQ(Told(When("{ any = [ {}, { telephone = false } ] }")),
            R"(+5:18: an alternative without tests always holds; take it out, or "any" with it)");
}

TEST(Reader, AnEmptyListOfTestsIsAMistake) {
  EXPECT_EQ(Told(When("{ telephone = [] }")),
            R"(+5:22: the list of tests of "telephone" is empty; name at least one value)");
}

}  // namespace
}  // namespace bsup::core
