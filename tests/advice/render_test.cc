#include "advice/text/render.h"

#include <gtest/gtest.h>

#include <sstream>

#include "advice/small_pack.h"
#include "base/page.h"
#include "oracle/case_in_words.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"
#include "policy/pack_builder.h"

namespace bsup::core::testing {
namespace {

constexpr const char* kDay = "2026-11-23";

std::string Render(const SmallCase& made, Language language = Language::kEnglish,
                   TextOptions options = {}) {
  const auto policy = SmallPolicy();
  return RenderText(*policy, Advise(*policy, made.contact, made.a_case, made.as_of), made.a_case,
                    language, options);
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

#define EXPECT_SAYS(text, words) EXPECT_NE((text).find(words), std::string::npos) << (text)
#define EXPECT_DOES_NOT_SAY(text, words) EXPECT_EQ((text).find(words), std::string::npos) << (text)

TEST(RenderText, BeginsWithTheContactAndTheLead) {
  const std::string text = Render(Make(
      "telephone",
      {{"risk.rosh", "low"}, {"safe_to_call", "true"}, {"miles", "5"}, {"suspended", "false"}}));
  EXPECT_SAYS(text, "Contact    Monday 30 November 2026; required\n");
  EXPECT_SAYS(text, "Planned: Telephone call (allowed, counts as the required contact).\n");
  EXPECT_SAYS(text,
              "Advice     Office visit: at your discretion. Just as suitable: Telephone call.\n");
  EXPECT_DOES_NOT_SAY(text, "This could change");
}

TEST(RenderText, SaysTheSameInWelsh) {
  const std::string text = Render(
      Make(
          "telephone",
          {{"risk.rosh", "low"}, {"safe_to_call", "true"}, {"miles", "5"}, {"suspended", "false"}}),
      Language::kWelsh);
  EXPECT_SAYS(text, "Cyswllt       Dydd Llun 30 Tachwedd 2026; gofynnol\n");
  EXPECT_SAYS(text, "Cynlluniwyd: Galwad ffôn (caniateir, yn cyfrif fel y cyswllt gofynnol).\n");
  EXPECT_SAYS(text, "Cyngor        Ymweliad swyddfa: yn ôl eich disgresiwn.");
}

// What stands in the way of the planned mode is told in words at the top, and the modes that nobody
// plans are one line.
TEST(RenderText, TellsWhatStandsInTheWayOfThePlannedMode) {
  const std::string text =
      Render(Make("telephone", {{"risk.rosh", "high"}, {"safe_to_call", "false"}}));
  EXPECT_SAYS(text,
              "NOTE       It is not safe to call.\n"
              "           At high risk a call needs approval. (rule; approval: Senior officer)\n");
  EXPECT_SAYS(text, "Others     With approval: Video call.\n");
  EXPECT_DOES_NOT_SAY(text, "Limits");
}

TEST(RenderText, ShowsAllModesWithTheirLimitsWhereAllIsAskedFor) {
  TextOptions all;
  all.all = true;
  const std::string text =
      Render(Make("telephone", {{"risk.rosh", "high"}, {"safe_to_call", "false"}}),
             Language::kEnglish, all);
  EXPECT_SAYS(
      text, "    Video call      needs approval  counts as the required contact  suited  see 1\n");
  EXPECT_SAYS(text,
              "  * Telephone call  not possible    -                               -       see 1,");
  EXPECT_SAYS(text,
              "Limits     1  At high risk a call needs approval. (rule; approval: Senior officer)\n"
              "           2  It is not safe to call.\n");
}

TEST(RenderText, NamesWhatIsNotKnownAndWhatAnAnswerWouldDo) {
  const std::string text =
      Render(Make("telephone", {{"risk.rosh", "low"}, {"suspended", "false"}}));
  EXPECT_SAYS(text, "NOTE       Answer the questions below before you rely on this.\n");
  EXPECT_SAYS(
      text,
      "Questions  1  Is it safe to call?\n"
      "              no: Office visit only, Telephone call (not possible); yes: no change\n");
  EXPECT_SAYS(text, "up to 20 miles: no change; 21 miles or more: Telephone call only\n");
  EXPECT_DOES_NOT_SAY(text, "Nothing still unknown");
}

TEST(RenderText, ComparesNoModesWhereThereIsNoAdvice) {
  const std::string text = Render(Make("office", {{"suspended", "true"}}));
  EXPECT_DOES_NOT_SAY(text, "STOP");
  EXPECT_SAYS(text, "Advice     We do not advise a mode here.");
  EXPECT_SAYS(text, "Why        Contact is suspended. (law)\n");
  EXPECT_DOES_NOT_SAY(text, "Others ");
  EXPECT_SAYS(text, "You must   - Ask whether it is safe to talk.\n");
  EXPECT_SAYS(text, "Help       Speak with your manager.\n");
}

// A pack may say that the end of advice deserves a stop; then it is told as one.
TEST(RenderText, TellsAStopWhereARuleThatEndsAdviceAsksForOne) {
  PolicyInForce policy = *SmallPolicy();
  policy.policy.principles[RuleIndex(1)].notice = NoticeLevel::kStop;
  const SmallCase made = Make("office", {{"suspended", "true"}});
  const Advice advice = Advise(policy, made.contact, made.a_case, made.as_of);
  ASSERT_EQ(advice.decision.outcome, kOutcomeNoAdvice);
  const std::string text = RenderText(policy, advice, made.a_case, Language::kEnglish, {});
  EXPECT_SAYS(text, "STOP       Do not decide this alone.");
}

TEST(RenderText, SaysNotPublishedAndNeverNone) {
  const std::string text = Render(Make("", {{"risk.rosh", "medium"}}));
  EXPECT_SAYS(text,
              "Due        Minimum contact for this tier is not published. Ask your manager.\n");
}

TEST(RenderText, MarksAConfirmedSafeguardAsDone) {
  SmallCase made = Make("telephone", {{"risk.rosh", "low"}});
  made.a_case.confirmed.emplace_back(0);
  EXPECT_SAYS(Render(made), "You must   - Ask whether it is safe to talk. [done]\n");
}

// Where nothing else is the matter the note is the thing to do, which then stands nowhere else.
TEST(RenderText, NamesInTheNoteWhatIsNotYetConfirmed) {
  const Stated facts{
      {"risk.rosh", "low"}, {"safe_to_call", "true"}, {"miles", "5"}, {"suspended", "false"}};
  const std::string text = Render(Make("telephone", facts));
  EXPECT_SAYS(text, "NOTE       Check before this contact: Ask whether it is safe to talk.\n");
  EXPECT_DOES_NOT_SAY(text, "You must");
  EXPECT_SAYS(Render(Make("telephone", {{"risk.rosh", "low"}})),
              "You must   - Ask whether it is safe to talk.\n")
      << "the note has another reason";
}

// What speaks for a mode that may not be used persuades nobody.
TEST(RenderText, SaysNothingForAPlannedModeThatMayNotBeUsed) {
  const oracle::CaseInWords open = oracle::CaseInWords::Ordinary(kDay).Planned("telephone");
  EXPECT_SAYS(RenderText(open.in_force(), open.Advise(), open.a_case(), Language::kEnglish, {}),
              "+ Telephone call: ");
  const oracle::CaseInWords closed = oracle::CaseInWords::Ordinary(kDay)
                                         .Is("circumstances.telephone", "false")
                                         .Planned("telephone");
  EXPECT_DOES_NOT_SAY(
      RenderText(closed.in_force(), closed.Advise(), closed.a_case(), Language::kEnglish, {}),
      "+ Telephone call: ");
}

// In early engagement the person is seen every week, and in tier D every eight weeks at the latest.
TEST(RenderText, TellsOfSeveralRulesOnBeingSeenTheOneThatIsDueFirst) {
  const oracle::CaseInWords told =
      oracle::CaseInWords::Ordinary(kDay).Is("case.phase", "early engagement").Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_NE(told.Clock(advice, "in-person-tier-d"), nullptr);
  TextOptions all;
  all.all = true;
  const auto text = [&](TextOptions options) {
    return RenderText(told.in_force(), advice, told.a_case(), Language::kEnglish, options);
  };
  EXPECT_SAYS(text({}), "In person every week: ");
  EXPECT_DOES_NOT_SAY(text({}), "In person every 8 weeks");
  EXPECT_SAYS(text(all), "In person every 8 weeks");
  EXPECT_SAYS(text({}), "Contact in person is due, and a remote one does not meet it.")
      << "the rule itself stands under what is due";
  EXPECT_DOES_NOT_SAY(text({}), "the person is seen in person every week");
}

// Nobody says that contact is due by a rule of which it is not known whether it reaches the case.
TEST(RenderText, GivesTheWordsOfARuleThatOnlyMayReachTheCase) {
  const auto in_force = InForce({PackFile(
      "pack.toml",
      SmallPack(ARule("cadence", "often",
                      kStandard + "in_person_every_weeks = 2\nwhen = { \"risk.rosh\" = \"high\" }\n"
                                  "if_unknown = \"apply\"\n"
                                  "ask = { en = \"Seen?\", cy = \"Wedi'i weld?\" }\n")))});
  const auto text = [&](FactValue rosh) {
    Contact contact;
    contact.date = On("2026-11-30");
    contact.planned = in_force->policy.ModeNamed("telephone");
    contact.with = 0;
    contact.role = 0;
    Case a_case;
    a_case.facts.assign(in_force->policy.facts.size(), kUnknown);
    a_case.from.assign(in_force->policy.facts.size(), "");
    a_case.facts[in_force->policy.FactNamed("risk.rosh")] = rosh;
    a_case.history.given = true;
    a_case.history.start = On("2026-11-01");
    const Advice advice = Advise(*in_force, contact, a_case, On("2026-11-23"));
    return RenderText(*in_force, advice, a_case, Language::kEnglish, {});
  };
  EXPECT_SAYS(text(kUnknown), "Because. (rule; unknown: Risk of serious harm)");
  EXPECT_DOES_NOT_SAY(text(kUnknown), "Contact in person is due");
  const FactIndex rosh = in_force->policy.FactNamed("risk.rosh");
  EXPECT_SAYS(text(*in_force->policy.facts[rosh].Named("high")), "Contact in person is due");
}

// Contact in person was last on 30 September, and tier D gives it eight weeks.
TEST(RenderText, SaysOverdueOnlyOfADayThatIsPast) {
  const oracle::CaseInWords told = oracle::CaseInWords::Ordinary("2026-11-30")
                                       .EmptyHistory()
                                       .Past("2026-09-30", "office", Attendance::kAttended)
                                       .Planned("office");
  const auto on = [&](std::string_view as_of) {
    const Advice advice = Advise(told.in_force(), told.contact(), told.a_case(), On(as_of));
    return RenderText(told.in_force(), advice, told.a_case(), Language::kEnglish, {});
  };
  EXPECT_SAYS(on("2026-11-25"), "due by 25 November 2026, so this contact is 5 days late.");
  EXPECT_SAYS(on("2026-11-26"), "overdue since 25 November 2026.");
}

// An ordinary contact fits on a screen, in both languages.
TEST(RenderText, AnOrdinaryContactTakesAtMostTwentyFiveLines) {
  for (const char* planned : {"office", "telephone", "video", "home visit"}) {
    oracle::CaseInWords told = oracle::CaseInWords::Ordinary(kDay).Planned(planned);
    for (const char* fact : {"circumstances.prefers", "contact.easier_at_a_distance"})
      told.Is(fact, "unknown");
    for (Language language : {Language::kEnglish, Language::kWelsh}) {
      const std::string text =
          RenderText(told.in_force(), told.Advise(), told.a_case(), language, {});
      EXPECT_LE(LinesOf(text).size(), 25u) << text;
    }
  }
}

// The exceptional model, its reason and what it suspends are on the screen.
TEST(RenderText, TellsTheExceptionalModelAndWhatItSuspends) {
  const oracle::CaseInWords told = oracle::CaseInWords::Ordinary("2027-02-01")
                                       .Is("contact.purpose", "initial appointment")
                                       .Planned("telephone");
  const std::string text =
      RenderText(told.in_force(), told.Advise(), told.a_case(), Language::kEnglish, {});
  EXPECT_SAYS(text, "Exception  Offices are shut.");
  EXPECT_SAYS(text, "Not in force meanwhile: A first appointment starts the working relationship");
}

TEST(RenderText, TellsWhatWasWrongWithTheRecordInWords) {
  SmallCase made = Make("", {{"risk.rosh", "high"}});
  made.a_case.conflicts.push_back(
      {SmallPolicy()->policy.FactNamed("risk.rosh"), {{1, "/a"}, {2, "/b"}}, 2, {}});
  made.a_case.others.push_back({"risk", "/risk", "birth date"});
  made.a_case.lapsed.push_back({"safe_to_call", false, Lapsed::Why::kTooOld, On("2026-10-02")});
  made.a_case.lapsed.push_back({"high-risk-approval", true, Lapsed::Why::kEnded, On("2026-10-03")});
  const std::string text = Render(made);
  EXPECT_SAYS(text,
              "risk: this belongs to another case (different birth date). We did not use it.");
  EXPECT_SAYS(text,
              "Risk of serious harm: the sources disagree (medium, high); the worse counts: high.");
  EXPECT_SAYS(text, "Safe to call: the answer of 2 October 2026 is too old, please ask again.");
  EXPECT_SAYS(text, "Approval for high-risk-approval: held until 3 October 2026 and no longer.");
  const std::string welsh = Render(made, Language::kWelsh);
  EXPECT_SAYS(welsh, "(dyddiad geni gwahanol)");
  EXPECT_SAYS(welsh, "Diogel i ffonio: mae ateb 2 Hydref 2026 yn rhy hen");
}

TEST(RenderText, GroupsWhatATableDidNotKnow) {
  SmallCase made = Make("", {});
  for (int i = 0; i < 1000; ++i)
    made.a_case.unmapped.push_back({"contact-types", "T" + std::to_string(i), "/contacts/0"});
  made.a_case.unmapped.push_back({"registers", "R", "/registers/0"});
  made.a_case.unmapped.push_back({"contact-types", "", "/contacts/1"});
  const std::string text = Render(made);
  EXPECT_SAYS(text, "We do not recognise 1000 values (table: contact-types)");
  EXPECT_SAYS(text, "\"T0\", \"T1\", \"T2\", \"T3\", \"T4\" and 995 more.");
  EXPECT_DOES_NOT_SAY(text, "T5");
  EXPECT_SAYS(text, "A value is missing (table: contact-types)");
  EXPECT_SAYS(text, "We do not recognise \"R\" (table: registers)");
  EXPECT_SAYS(Render(made, Language::kWelsh), "\"T4\" a 995 arall");
}

TEST(RenderText, SaysThatTheContactWasAssumed) {
  SmallCase made = Make("", {});
  EXPECT_DOES_NOT_SAY(Render(made), "we assumed this contact");
  made.contact.from = ContactFrom::kAssumed;
  EXPECT_SAYS(Render(made), "so we assumed this contact");
  EXPECT_SAYS(Render(made, Language::kWelsh), "rydym wedi tybio'r cyswllt hwn");
}

TEST(RenderText, StopsWhereNothingOfThePayloadWasRead) {
  SmallCase made = Make("", {});
  made.a_case.read = 1;
  EXPECT_DOES_NOT_SAY(Render(made), "Nothing in the record could be read");
  made.a_case.read = 0;
  EXPECT_SAYS(Render(made), "STOP");
  EXPECT_SAYS(Render(made), "Nothing in the record could be read");
  EXPECT_SAYS(Render(made, Language::kWelsh), "Nid oedd modd darllen dim yn y cofnod");
}

TEST(RenderText, SaysThatAnotherNameWasUsed) {
  SmallCase made = Make("", {});
  made.a_case.other_names.push_back({"activity", "/activity"});
  EXPECT_SAYS(Render(made), "activity: the name is spelt another way");
}

TEST(RenderText, CountsTheUnknownValuesThatAreNotListed) {
  SmallCase made = Make("", {});
  for (int i = 0; i < 7; ++i)
    made.a_case.unmapped.push_back({"flags", "flag " + std::to_string(i), "/flags"});
  EXPECT_SAYS(Render(made), "We do not recognise 7 values (table: flags)");
  made.a_case.unmapped_more.push_back({"flags", 79'000});
  EXPECT_SAYS(Render(made), "We do not recognise 79007 values (table: flags)");
  EXPECT_SAYS(Render(made), "and 79002 more");
}

TEST(RenderText, SaysWhereInformationIsOld) {
  SmallCase made = Make("", {{"risk.rosh", "low"}, {"miles", "5"}});
  const Policy& policy = SmallPolicy()->policy;
  made.a_case.dated = {{policy.FactNamed("risk.rosh"), On("2025-11-03")},
                       {policy.FactNamed("miles"), On("2001-01-01")}};
  EXPECT_DOES_NOT_SAY(Render(made), "before this advice") << "not old, or without a number";
  made.a_case.dated[0].day = On("2024-03-14");
  EXPECT_SAYS(Render(made),
              "Risk of serious harm: from 14 March 2024, more than 55 weeks before this advice.");
  EXPECT_SAYS(Render(made, Language::kWelsh),
              "Risg o niwed difrifol: o 14 Mawrth 2024, fwy na 55 wythnos cyn");
}

TEST(RenderText, LetsNoPayloadMoveTheTerminalsCursor) {
  SmallCase made = Make("", {});
  made.a_case.unmapped.push_back(
      {"registers\x1b[2J", "\x1b[31m\xC2\x9B\xE2\x80\xAE", "/registers/0"});
  const std::string text = Render(made);
  EXPECT_DOES_NOT_SAY(text, "\x1b");
  EXPECT_DOES_NOT_SAY(text, "\xC2\x9B");
  EXPECT_DOES_NOT_SAY(text, "\xE2\x80\xAE");
}

TEST(RenderText, IsColouredOnlyWhenAsked) {
  const SmallCase made = Make("office", {{"risk.rosh", "low"}});
  EXPECT_DOES_NOT_SAY(Render(made), "\x1b");
  EXPECT_SAYS(Render(made, Language::kEnglish, {true, 100}), "\x1b[1mAdvice\x1b[0m");
}

TEST(RenderText, KeepsToTheWidthInBothLanguagesUnderThePacksThatShip) {
  oracle::Dice dice(1536);
  for (const auto& policy : oracle::ShippedPacks().all()) {
    for (int i = 0; i < 10; ++i) {
      const oracle::RandomCase made = oracle::AnyCase(dice, policy->policy, 10 * i);
      const Advice advice = Advise(*policy, made.contact, made.a_case, made.as_of);
      for (Language language : {Language::kEnglish, Language::kWelsh}) {
        for (int width : {0, 60, 100}) {
          for (const std::string& line : LinesOf(RenderText(*policy, advice, made.a_case, language,
                                                            {false, width, i % 2 == 0}))) {
            EXPECT_LE(Columns(line), static_cast<std::size_t>(std::max(width, 40))) << line;
            EXPECT_TRUE(line.empty() || line.back() != ' ') << line;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace bsup::core::testing
