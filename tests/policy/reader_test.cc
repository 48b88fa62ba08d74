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
  const std::string told = Told("[[cannot]]\nid = \n");
  EXPECT_TRUE(told.starts_with("+1:6: not valid TOML: ")) << told;
}

TEST(Reader, InvalidUtf8IsToldWithItsPlace) {
  const std::string told = Told("[[reason_code]]\nid = \"\xC3\x28\"\n");
  EXPECT_TRUE(told.starts_with("+1:")) << told;
  EXPECT_NE(told.find("not valid TOML"), std::string::npos) << told;
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
            R"(+2:9: "label" must be a table { en = "...", cy = "..." }, not a text)");
}

TEST(Reader, ATextWithControlCharactersIsAMistake) {
  EXPECT_EQ(Told("[[reason_code]]\nid = \"other\"\nlabel = { en = \"a\\u0000b\", cy = \"b\" }\n"),
            R"(+2:16: "en" holds a control character; take it out)");
}

// The head

TEST(Reader, APackBeginsWithItsHead) {
  EXPECT_EQ(MessageOf({PackFile("pack.toml", "")}),
            "pack.toml:1:1: the file has no [policy]; a pack begins with it\n"
            "pack.toml:1:1: the pack has no [[mode]]; it needs at least one\n"
            "pack.toml:1:1: the fact \"contact.with\" is missing; every national pack declares it\n"
            "pack.toml:1:1: the fact \"contact.role\" is missing; every national pack declares it\n"
            "pack.toml:1:1: the pack has no [refer]; say whom to ask");
}

TEST(Reader, ADateInQuotesIsNoDate) {
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "2026-10-01", "\"2026-10-01\""))}),
      R"(pack.toml:5:18: "effective_from" must be a date without quotes, as 2026-10-01, not a text)");
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

// Facts

std::string AFact(const std::string& more) {
  return "[fact.\"new\"]\nlabel = { en = \"New\", cy = \"Newydd\" }\nask = { en = \"New?\", cy = "
         "\"Newydd?\" }\n" +
         more;
}

TEST(Reader, FactsKeepTheOrderOfTheFile) {
  const auto in_force = InForce(
      {PackFile("pack.toml", SmallPack("[fact.\"aaa\"]\ntype = \"flag\"\nlabel = { en = \"A\", cy "
                                       "= \"A\" }\nask = { en = \"A?\", cy = \"A?\" }\n"))});
  std::vector<std::string> ids;
  for (const Fact& fact : in_force->policy.facts) ids.push_back(fact.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"contact.with", "contact.role", "telephone", "risk.rosh",
                                           "misses", "aaa"}));
}

TEST(Reader, AFactOfNoKnownTypeIsAMistake) {
  EXPECT_EQ(Told(AFact("type = \"yesno\"\n")),
            R"(+3:8: "type" must be "flag", "choice", "level" or "count", not "yesno")");
}

TEST(Reader, AChoiceNeedsTwoValues) {
  EXPECT_EQ(Told(AFact("type = \"choice\"\nvalues = [\"one\"]\n")),
            "+4:10: a fact has 2 to 60 values, not 1");
}

TEST(Reader, AValueThatReadsAsATestIsRefused) {
  EXPECT_EQ(Told(AFact("type = \"choice\"\nvalues = [\"unknown\", \">= 3\", \"a\"]\n")),
            "+4:11: the value \"unknown\" reads as a test; choose another word\n"
            "+4:22: the value \">= 3\" reads as a test; choose another word");
}

TEST(Reader, AValueGivenTwiceIsAMistake) {
  EXPECT_EQ(Told(AFact("type = \"choice\"\nvalues = [\"a\", \"b\", \"a\"]\n")),
            R"(+4:21: "values" names "a" twice)");
}

TEST(Reader, WordsForAValueThatIsNotThereAreAMistake) {
  EXPECT_EQ(Told(AFact("type = \"choice\"\nvalues = [\"high\", \"low\"]\nwords = { hihg = { en = "
                       "\"a\", cy = \"b\" } }\n")),
            R"(+5:11: unknown value "hihg"; did you mean "high"? in the words of [fact."new"])");
}

TEST(Reader, OnlyAFlagIsNoWhenAbsent) {
  EXPECT_EQ(
      Told(AFact("type = \"level\"\nvalues = [\"a\", \"b\"]\nabsent = \"no\"\n")),
      R"(+5:10: "absent" must be "unknown", "no" for a flag, or one of the fact's own values, not "no")");
}

TEST(Reader, OnlyAFlagIsPresumed) {
  EXPECT_EQ(Told(AFact("type = \"level\"\nvalues = [\"a\", \"b\"]\npresume = true\n")),
            "+5:11: only a flag can be presumed; take it out");
}

TEST(Reader, AChoiceHasNoWorseWay) {
  EXPECT_EQ(
      Told(AFact("type = \"choice\"\nvalues = [\"a\", \"b\"]\nworse = \"high\"\n")),
      R"(+5:9: a choice has no order, so "worse" says nothing; make it a level, or take it out)");
}

TEST(Reader, ACountEndsAboveWhereItBegins) {
  EXPECT_EQ(
      Told(AFact(
          "type = \"count\"\nmin = 5\nmax = 5\nunit = { en = \"days\", cy = \"diwrnod\" }\n")),
      R"(+5:7: "max" must be above "min")");
}

TEST(Reader, OnlyKnownDerivationsAreCounted) {
  EXPECT_EQ(
      Told(AFact("type = \"count\"\nmin = 0\nmax = 5\nunit = { en = \"days\", cy = \"diwrnod\" "
                 "}\nderive = \"moon phase\"\n")),
      R"(+7:10: "derive" must be "days since in person", "remote in a row", "misses in a row", "remote misses in a row", "weeks working together" or "days into supervision", not "moon phase")");
}

TEST(Reader, NobodyDeclaresACadenceFact) {
  EXPECT_EQ(Told("[fact.\"cadence.x\"]\ntype = \"flag\"\nlabel = { en = \"A\", cy = \"A\" }\nask = "
                 "{ en = \"A?\", cy = \"A?\" }\n"),
            R"(+0:7: take out "cadence.x"; each cadence rule declares its own fact)");
}

TEST(Reader, EveryPackDeclaresWhoTakesPart) {
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "[fact.\"contact.with\"]",
                                                "[fact.\"contact.who\"]"))}),
      R"(pack.toml:1:1: the fact "contact.with" is missing; every national pack declares it)");
}

TEST(Reader, WhoTakesPartHasItsThreeValues) {
  EXPECT_EQ(
      MessageOf({PackFile("pack.toml", Replaced(SmallPack(), "\"both\"]", "\"all\"]"))}),
      R"(pack.toml:58:7: the values of "contact.with" must be "person", "professionals" or "both" and no others)");
}

// Conditions

std::string When(const std::string& when) {
  return ARule("cannot", "no-phone", "modes = [\"telephone\"]\nwhen = " + when + "\n");
}

TEST(Reader, AnUnknownFactIsToldWithTheNearestOne) {
  EXPECT_EQ(Told(When("{ \"risk.rsoh\" = \"high\" }")),
            R"(+5:10: unknown fact "risk.rsoh"; did you mean "risk.rosh"?)");
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

// Rules

TEST(Reader, APrincipleHasOneEffect) {
  EXPECT_EQ(Told(ARule("principle", "p", kStandard)),
            "+0:1: a principle has exactly one effect: \"rule_out\", \"needs_approval\", "
            "\"supplement_only\" or \"no_advice\"; this one has none");
  EXPECT_EQ(Told(ARule("principle", "p",
                       kStandard + "rule_out = [\"video\"]\nsupplement_only = [\"telephone\"]\n")),
            "+0:1: a principle has exactly one effect: \"rule_out\", \"needs_approval\", "
            "\"supplement_only\" or \"no_advice\"; make a principle of each");
}

TEST(Reader, ARestrictionSaysItsBasis) {
  EXPECT_EQ(Told(ARule("principle", "p", "mandate = \"standard\"\nrule_out = [\"video\"]\n")),
            R"(+0:1: [[principle]] has no "basis"; add it)");
}

TEST(Reader, AMandateIsStandardOrNational) {
  EXPECT_EQ(Told(ARule("principle", "p",
                       "mandate = \"local\"\nbasis = \"rule\"\nrule_out = [\"video\"]\n")),
            R"(+4:11: "mandate" must be "standard" or "national", not "local")");
}

TEST(Reader, ApprovalNamesARoleOrRoles) {
  EXPECT_EQ(Told(ARule("principle", "p", kStandard + "needs_approval = { modes = [\"video\"] }\n")),
            R"(+6:18: needs_approval names either "role" or "roles")");
}

TEST(Reader, ARestrictionNamesAtLeastOneMode) {
  EXPECT_EQ(Told(ARule("principle", "p", kStandard + "rule_out = []\n")),
            R"(+6:12: "rule_out" is an empty list; name at least one)");
}

TEST(Reader, NoAdviceMayOnlyIgnoreWhatIsUnknown) {
  EXPECT_EQ(
      Told(ARule("principle", "p",
                 kStandard + "no_advice = true\nif_unknown = \"apply\"\nrefer_when = { telephone "
                             "= true }\nwhen = { telephone = true }\n")),
      R"(+7:14: a no_advice may only ignore what is unknown; write "ignore" or leave it out)");
}

TEST(Reader, ReferWhenBelongsToNoAdvice) {
  EXPECT_EQ(Told(ARule("principle", "p",
                       kStandard + "rule_out = [\"video\"]\nrefer_when = { telephone = true }\n")),
            R"(+7:14: "refer_when" belongs to "no_advice"; take it out)");
}

TEST(Reader, AWeightOfNoughtSaysNothing) {
  EXPECT_EQ(
      Told(ARule("factor", "f",
                 "kind = \"risk\"\nbasis = \"research\"\nweigh = { video = 0, telephone = 4 }\n")),
      "+6:19: the weight of \"video\" is 0, which says nothing; leave the mode out\n"
      "+6:34: the weight of \"telephone\" must be a whole number from -3 to 3, not 4");
}

TEST(Reader, ACadenceHasOneKind) {
  EXPECT_EQ(
      Told(ARule("cadence", "c", kStandard + "ask = { en = \"A?\", cy = \"A?\" }\n")),
      R"(+0:1: a cadence has exactly one of "in_person_every_weeks", "contact_every_weeks", "first_home_visit_days", "remote_in_a_row_most" or "not_published"; this one has none)");
}

TEST(Reader, ACadenceIsWithinFiveYears) {
  EXPECT_EQ(
      Told(ARule("cadence", "c",
                 kStandard + "in_person_every_weeks = 261\nask = { en = \"A?\", cy = \"A?\" }\n")),
      R"(+6:25: "in_person_every_weeks" must be a whole number from 1 to 260, not 261)");
}

TEST(Reader, HomeVisitModesBelongToAFirstHomeVisit) {
  EXPECT_EQ(Told(ARule("cadence", "c",
                       kStandard + "in_person_every_weeks = 8\nhome_visit_modes = [\"home "
                                   "visit\"]\nask = { en = \"A?\", cy = \"A?\" }\n")),
            R"(+7:20: "home_visit_modes" belongs to "first_home_visit_days"; take it out)");
}

TEST(Reader, WhatIsNotPublishedAsksNothing) {
  EXPECT_EQ(Told(ARule("cadence", "c",
                       kStandard + "not_published = true\nask = { en = \"A?\", cy = \"A?\" }\n")),
            R"(+7:7: a cadence that is not published asks nothing; take "ask" out)");
}

TEST(Reader, ACadenceRuleBringsItsFact) {
  const auto in_force = InForce({PackFile(
      "pack.toml",
      SmallPack(
          ARule(
              "cadence", "see",
              kStandard + "in_person_every_weeks = 8\nask = { en = \"When?\", cy = \"Pryd?\" }\n") +
          ARule(
              "principle", "p",
              kStandard +
                  "when = { \"cadence.see\" = \"overdue\" }\nsupplement_only = [\"video\"]\n")))});
  const Fact& fact = in_force->policy.facts.back();
  EXPECT_EQ(fact.id, "cadence.see");
  EXPECT_EQ(fact.values, (std::vector<std::string>{"kept", "due", "overdue"}));
  EXPECT_EQ(fact.label.en, "Because");
  EXPECT_EQ(fact.ask.cy, "Pryd?");
  EXPECT_EQ(fact.cadence, RuleIndex(0));
}

TEST(Reader, AResourceHasOneToTenSteps) {
  const auto told = [](int steps) {
    std::string outline;
    for (int i = 0; i < steps; ++i) outline += "{ en = \"S\", cy = \"S\" }, ";
    return Told(
        "[[resource]]\nid = \"r\"\nsource = \"S\"\nsubject = \"alcohol\"\nmodes = "
        "[\"office\"]\nminutes = 30\n"
        "title = { en = \"T\", cy = \"T\" }\noutline = [" +
        outline + "]\n");
  };
  const std::string refused =
      R"(+7:11: "outline" must be a list of one to ten steps, each { en = "...", cy = "..." })";
  EXPECT_EQ(told(0), refused);
  EXPECT_EQ(told(1), "");
  EXPECT_EQ(told(10), "");
  EXPECT_EQ(told(11), refused);
}

TEST(Reader, AFactsIdHoldsAnyLowerCaseLetterOrDigit) {
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

TEST(Reader, AFactHoldsNoKeyThatIsNotKnown) {
  EXPECT_NE(Told("[fact.a]\ntype = \"flag\"\nlabel = { en = \"L\", cy = \"L\" }\n"
                 "ask = { en = \"A?\", cy = \"A?\" }\nworst = \"yes\"\n")
                .find("+4:1: "),
            std::string::npos);
}

TEST(Reader, DoubtFallsOnlyOnWhatNeverTests) {
  EXPECT_EQ(
      Told(ARule("integrity", "i",
                 "never = { telephone = true, \"risk.rosh\" = \"low\" }\ndoubt = [\"misses\"]\n")),
      R"(+5:10: "doubt" names "misses", which "never" does not test)");
}

TEST(Reader, TwoRulesWithOneIdAreAMistakeWhateverTheirKind) {
  EXPECT_EQ(
      Told(ARule("cannot", "same", "modes = [\"video\"]\nwhen = { telephone = false }\n") +
           ARule("safeguard", "same", "modes = [\"video\"]\nbasis = \"local\"\n")),
      R"(+6:1: the id "same" is that of the rule at pack.toml:86:1 already; give this one its own)");
}

}  // namespace
}  // namespace bsup::core
