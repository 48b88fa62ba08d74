// What the reader says of mistakes in rules.
#include <gtest/gtest.h>

#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

TEST(ReadRules, APrincipleHasOneEffect) {
  EXPECT_EQ(Told(ARule("principle", "p", kStandard)),
            "+0:1: a principle has exactly one effect: \"rule_out\", \"needs_approval\", "
            "\"supplement_only\" or \"no_advice\"; this one has none");
  EXPECT_EQ(Told(ARule("principle", "p",
                       kStandard + "rule_out = [\"video\"]\nsupplement_only = [\"telephone\"]\n")),
            "+0:1: a principle has exactly one effect: \"rule_out\", \"needs_approval\", "
            "\"supplement_only\" or \"no_advice\"; make a principle of each");
}

TEST(ReadRules, ARestrictionSaysItsBasis) {
  EXPECT_EQ(Told(ARule("principle", "p", "mandate = \"standard\"\nrule_out = [\"video\"]\n")),
            R"(+0:1: [[principle]] has no "basis"; add it)");
}

TEST(ReadRules, AMandateIsStandardOrNational) {
  EXPECT_EQ(Told(ARule("principle", "p",
                       "mandate = \"local\"\nbasis = \"rule\"\nrule_out = [\"video\"]\n")),
            R"(+4:11: "mandate" must be "standard" or "national", not "local")");
}

TEST(ReadRules, ApprovalNamesARoleOrRoles) {
  EXPECT_EQ(Told(ARule("principle", "p", kStandard + "needs_approval = { modes = [\"video\"] }\n")),
            R"(+6:18: needs_approval names either "role" or "roles")");
}

TEST(ReadRules, ARestrictionNamesAtLeastOneMode) {
  EXPECT_EQ(Told(ARule("principle", "p", kStandard + "rule_out = []\n")),
            R"(+6:12: "rule_out" is an empty list; name at least one)");
}

TEST(ReadRules, NoAdviceMayOnlyIgnoreWhatIsUnknown) {
  EXPECT_EQ(
      Told(ARule("principle", "p",
                 kStandard + "no_advice = true\nif_unknown = \"apply\"\nrefer_when = { telephone "
                             "= true }\nwhen = { telephone = true }\n")),
      R"(+7:14: a no_advice may only ignore what is unknown; write "ignore" or leave it out)");
}

TEST(ReadRules, ReferWhenBelongsToNoAdvice) {
  EXPECT_EQ(Told(ARule("principle", "p",
                       kStandard + "rule_out = [\"video\"]\nrefer_when = { telephone = true }\n")),
            R"(+7:14: "refer_when" belongs to "no_advice"; take it out)");
}

TEST(ReadRules, AWeightOfNoughtSaysNothing) {
  EXPECT_EQ(
      Told(ARule("factor", "f",
                 "kind = \"risk\"\nbasis = \"research\"\nweigh = { video = 0, telephone = 4 }\n")),
      "+6:19: the weight of \"video\" is 0, which says nothing; leave the mode out\n"
      "+6:34: the weight of \"telephone\" must be a whole number from -3 to 3, not 4");
}

TEST(ReadRules, ACadenceHasOneKind) {
  EXPECT_EQ(
      Told(ARule("cadence", "c", kStandard + "ask = { en = \"A?\", cy = \"A?\" }\n")),
      R"(+0:1: a cadence has exactly one of "in_person_every_weeks", "contact_every_weeks", "first_home_visit_days", "remote_in_a_row_most" or "not_published"; this one has none)");
}

TEST(ReadRules, ACadenceIsWithinFiveYears) {
  EXPECT_EQ(
      Told(ARule("cadence", "c",
                 kStandard + "in_person_every_weeks = 261\nask = { en = \"A?\", cy = \"A?\" }\n")),
      R"(+6:25: "in_person_every_weeks" must be a whole number from 1 to 260, not 261)");
}

TEST(ReadRules, HalfAWeekIsToldOnce) {
  EXPECT_EQ(
      Told(ARule("cadence", "c",
                 kStandard +
                     "in_person_every_weeks = 8.5\nflex = { in_person_every_weeks = [4, 8] }"
                     "\nask = { en = \"A?\", cy = \"B?\" }\n")),
      R"(+6:25: "in_person_every_weeks" must be a whole number from 1 to 260, not a decimal number)");
}

TEST(ReadRules, ACadenceOfNoKindIsToldOnce) {
  EXPECT_EQ(
      Told(ARule("cadence", "c",
                 kStandard + "in_person_every_week = 8\nflex = { in_person_every_weeks = [4, 8] }\n"
                             "home_visit_modes = [\"home visit\"]\n")),
      R"(+0:1: a cadence has exactly one of "in_person_every_weeks", "contact_every_weeks", "first_home_visit_days", "remote_in_a_row_most" or "not_published"; this one has none
+6:1: unknown key "in_person_every_week" in [[cadence]]; did you mean "in_person_every_weeks"?)");
}

TEST(ReadRules, AWeightThatIsNotANumberIsToldOnce) {
  EXPECT_EQ(
      Told(ARule("factor", "f",
                 "kind = \"access\"\nbasis = \"local\"\nweigh = { video = 1.5 }\n"
                 "flex = { weigh = { video = [1, 2] } }\n")),
      R"(+6:19: the weight of "video" must be a whole number from -3 to 3, not a decimal number)");
}

TEST(ReadRules, AWrongTestInNeverIsToldOnce) {
  EXPECT_EQ(Told(ARule("integrity", "i",
                       "never = { telephone = true, \"risk.rosh\" = \"lwo\" }\ndoubt = "
                       "[\"risk.rosh\"]\n")),
            R"(+4:43: "lwo" is not a value of risk.rosh; did you mean "low"?)");
}

TEST(ReadRules, HomeVisitModesBelongToAFirstHomeVisit) {
  EXPECT_EQ(Told(ARule("cadence", "c",
                       kStandard + "in_person_every_weeks = 8\nhome_visit_modes = [\"home "
                                   "visit\"]\nask = { en = \"A?\", cy = \"A?\" }\n")),
            R"(+7:20: "home_visit_modes" belongs to "first_home_visit_days"; take it out)");
}

TEST(ReadRules, WhatIsNotPublishedAsksNothing) {
  EXPECT_EQ(Told(ARule("cadence", "c",
                       kStandard + "not_published = true\nask = { en = \"A?\", cy = \"A?\" }\n")),
            R"(+7:7: a cadence that is not published asks nothing; take "ask" out)");
}

TEST(ReadRules, ACadenceRuleBringsItsFact) {
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

TEST(ReadRules, AResourceHasOneToTenSteps) {
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

TEST(ReadRules, DoubtFallsOnlyOnWhatNeverTests) {
  EXPECT_EQ(
      Told(ARule("integrity", "i",
                 "never = { telephone = true, \"risk.rosh\" = \"low\" }\ndoubt = [\"misses\"]\n")),
      R"(+5:10: "doubt" names "misses", which "never" does not test)");
}

TEST(ReadRules, TwoRulesWithOneIdAreAMistakeWhateverTheirKind) {
  EXPECT_EQ(
      Told(ARule("cannot", "same", "modes = [\"video\"]\nwhen = { telephone = false }\n") +
           ARule("safeguard", "same", "modes = [\"video\"]\nbasis = \"local\"\n")),
      R"(+6:1: the id "same" is that of the rule at pack.toml:86:1 already; give this one its own)");
}

TEST(ReadRules, ANationalRuleThatClosesAModeIsAStopUnlessItSaysOtherwise) {
  const auto notice = [](const std::string& mandate, const std::string& effect,
                         const std::string& more = "") {
    const auto in_force = InForce({PackFile(
        "pack.toml", SmallPack(ARule("principle", "one",
                                     "mandate = \"" + mandate + "\"\nbasis = \"research\"\n" +
                                         effect + more)))});
    return in_force->policy.principles[RuleIndex(0)].notice;
  };
  const std::string out = "rule_out = [\"video\"]\n";
  const std::string on_top = "supplement_only = [\"video\"]\n";
  const std::string approval =
      "needs_approval = { modes = [\"video\"], role = \"senior probation officer\" }\n";
  EXPECT_EQ(notice("national", out), NoticeLevel::kStop);
  EXPECT_EQ(notice("national", on_top), NoticeLevel::kStop);
  EXPECT_EQ(notice("national", approval), NoticeLevel::kNote);
  EXPECT_EQ(notice("national", "no_advice = true\nrefer_when = { telephone = true }\n"),
            NoticeLevel::kNote);
  EXPECT_EQ(notice("standard", out), NoticeLevel::kNote);
  EXPECT_EQ(notice("standard", on_top), NoticeLevel::kNote);
  EXPECT_EQ(notice("standard", out, "notice = \"stop\"\n"), NoticeLevel::kStop);
  EXPECT_EQ(notice("national", out, "notice = \"note\"\n"), NoticeLevel::kNote);
}

TEST(ReadRules, ANoticeIsANoteOrAStop) {
  EXPECT_EQ(Told(ARule("cannot", "one", "modes = [\"video\"]\nnotice = \"none\"\n")),
            R"(+5:10: "notice" must be "note" or "stop", not "none")");
}

TEST(ReadRules, ASourceMayHaveALinkAndAPlace) {
  const auto source = [](const std::string& written) {
    return Replaced(ARule("cannot", "one", "modes = [\"video\"]\n"), "source = \"A source\"",
                    "source = " + written);
  };
  const auto in_force = InForce({PackFile(
      "pack.toml",
      SmallPack(source(
          "{ text = \"A guide\", link = \"https://guide.example/1\", place = \"section 3\" }")))});
  const Citation& read = in_force->policy.cannot[RuleIndex(0)].source;
  EXPECT_EQ(read.text, "A guide");
  EXPECT_EQ(read.link, "https://guide.example/1");
  EXPECT_EQ(read.place, "section 3");
  const std::string told = Told(source("{ text = \"A guide\", link = \"guide.example\" }"));
  EXPECT_NE(told.find("\"link\" must begin with https://, not \"guide.example\""),
            std::string::npos)
      << told;
}

TEST(ReadRules, AShortReasonIsShortAndHasNoFullStop) {
  const auto told = [](const std::string& en, const std::string& cy) {
    return Told(ARule("factor", "f",
                      "kind = \"need\"\nbasis = \"guidance\"\nweigh = { video = 1 }\n"
                      "short = { en = \"" +
                          en + "\", cy = \"" + cy + "\" }\n"));
  };
  const std::string most(60, 'a');
  EXPECT_EQ(told(most, "\u0175" + most.substr(1)), "") << "a letter is not a byte";
  EXPECT_EQ(told(most + "b", "byr"),
            "+7:9: \"" + most + "b\" has 61 letters; \"short\" has at most 60");
  EXPECT_EQ(told("Short.", "Byr"), "+7:9: \"Short.\" ends with a full stop; take it out");
  EXPECT_EQ(told("Short", "Byr."), "+7:9: \"Byr.\" ends with a full stop; take it out");
}

TEST(ReadRules, AReasonCodeIsForOneDepartureOrForAny) {
  const auto told = [](const std::string& more) {
    return Told("[[reason_code]]\nid = \"snow\"\nlabel = { en = \"Snow\", cy = \"Eira\" }\n" +
                more);
  };
  EXPECT_EQ(told("for = \"to remote\"\nneeds_words = true\n"), "");
  EXPECT_EQ(told("for = \"remote\"\n"),
            R"(+3:7: "for" must be "to remote" or "to in person", not "remote")");
  EXPECT_EQ(told("needs_words = \"yes\"\n"),
            R"(+3:15: "needs_words" must be true or false, not a text in quotes)");
}

TEST(ReadRules, APackPointsToTheGuideThatPractitionersWorkBy) {
  const std::string pack =
      Replaced(SmallPack(), "margin = 1",
               "guide = { text = { en = \"It is on Equip.\", cy = \"Ar Equip.\" } }\nmargin = 1");
  EXPECT_EQ(InForce({PackFile("pack.toml", pack)})->policy.guide.text.en, "It is on Equip.");
}

}  // namespace
}  // namespace bsup::core
