// Online check-ins and the supervision package from 1 October 2026, and the rules of the days
// before: sentences from practice on the packs that ship.
#include <gtest/gtest.h>

#include <utility>

#include "oracle/case_in_words.h"

namespace bsup::core::oracle {
namespace {

constexpr const char* kToday = "2026-11-23";
constexpr const char* kCheckIn = "online check-in";

// An ordinary person in that tier, with a check-in planned.
CaseInWords InTier(std::string_view tier, std::string_view date = kToday) {
  return CaseInWords::Ordinary(date).Is("case.tier_v3", tier).Planned(kCheckIn);
}

CaseInWords OnAProgramme(std::string_view tier = "A") {
  return InTier(tier)
      .Is("case.accredited_programme", "true")
      .Is("case.treatment_manager_agrees", "true");
}

Standing StandingOf(const CaseInWords& told) { return told.Mode(told.Advise(), kCheckIn).standing; }

bool IsOpen(const CaseInWords& told) {
  return StandingOf(told).permission == Permission::kPermitted;
}

// Open, and it may stand in for contact in person.
bool Replaces(const CaseInWords& told) { return IsOpen(told) && StandingOf(told).counts; }

bool Restricts(const CaseInWords& told, std::string_view rule) {
  return told.Names(told.Mode(told.Advise(), kCheckIn).restrictions, rule);
}

bool Says(const CaseInWords& told, std::string_view mode, std::string_view safeguard) {
  return told.Names(told.Mode(told.Advise(), mode).safeguards, safeguard);
}

TEST(CheckIn, InTiersDToGItIsOpenAndComesOnTop) {
  for (const char* tier : {"D", "E", "F", "G"}) {
    const CaseInWords told = InTier(tier);
    EXPECT_TRUE(IsOpen(told)) << tier;
    EXPECT_FALSE(StandingOf(told).counts) << tier;
    EXPECT_TRUE(Restricts(told, "check-in-does-not-reduce")) << tier;
    EXPECT_TRUE(Replaces(InTier(tier).Is("contact.role", "additional"))) << tier;
  }
}

TEST(CheckIn, NoApprovalMakesItCountInTiersDToG) {
  const CaseInWords told =
      InTier("E").Approved("check-in-replaces-with-approval", "regional probation director");
  EXPECT_FALSE(StandingOf(told).counts);
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kStop);
}

TEST(CheckIn, InTiersAToCItIsNotOpen) {
  for (const char* tier : {"A", "B", "C"}) {
    EXPECT_FALSE(IsOpen(InTier(tier))) << tier;
    const CaseInWords additional = InTier(tier).Is("contact.role", "additional");
    EXPECT_TRUE(Restricts(additional, "check-in-tiers-a-to-c")) << tier;
  }
}

TEST(CheckIn, WhoBeganBeforeOctoberGoesOnInAnyTierButItNoLongerReduces) {
  for (const char* tier : {"A", "B", "C", "D", "G"}) {
    const CaseInWords told = InTier(tier).Is("case.check_ins_before_october_2026", "true");
    EXPECT_TRUE(IsOpen(told)) << tier;
    EXPECT_FALSE(StandingOf(told).counts) << tier;
  }
  EXPECT_TRUE(IsOpen(InTier("D")
                         .Is("case.phase", "final third")
                         .Is("case.check_ins_before_october_2026", "true")));
  EXPECT_FALSE(StandingOf(OnAProgramme().Is("case.check_ins_before_october_2026", "true")).counts)
      << "not on a programme either";
}

TEST(CheckIn, WhoBeganBeforeOctoberGoesOnOnlyOnAPackage) {
  EXPECT_FALSE(IsOpen(InTier("C")
                          .Is("case.check_ins_before_october_2026", "true")
                          .Is("case.on_supervision_package", "false")));
}

TEST(CheckIn, APractitionerInThePilotMayUseThemWithAnyoneOnTheCaseload) {
  for (const char* tier : {"A", "B", "C"}) {
    const CaseInWords told = InTier(tier).Is("case.practitioner_in_check_in_pilot", "true");
    EXPECT_TRUE(IsOpen(told)) << tier;
    EXPECT_FALSE(StandingOf(told).counts) << tier;
  }
}

TEST(CheckIn, InTiersAAndBOnAProgrammeItMayReduceContactInPersonWithApproval) {
  for (const char* tier : {"A", "B"}) {
    EXPECT_EQ(StandingOf(OnAProgramme(tier)).permission, Permission::kNeedsApproval) << tier;
    EXPECT_TRUE(StandingOf(OnAProgramme(tier)).counts) << tier;
    EXPECT_TRUE(Replaces(
        OnAProgramme(tier).Approved("check-in-replaces-with-approval", "senior probation officer")))
        << tier;
    EXPECT_TRUE(IsOpen(OnAProgramme(tier).Is("contact.role", "additional")))
        << tier << ": nobody approves what comes on top";
  }
  EXPECT_FALSE(IsOpen(OnAProgramme("C"))) << "tier C has no such exception";
}

TEST(CheckIn, WhenTheProgrammeEndsTheCheckInsStop) {
  EXPECT_FALSE(IsOpen(OnAProgramme().Is("case.accredited_programme", "false")));
}

TEST(CheckIn, AgainstTheTreatmentManagerItIsNotOpen) {
  const CaseInWords told = OnAProgramme().Is("case.treatment_manager_agrees", "false");
  EXPECT_TRUE(Restricts(told, "check-in-tiers-a-to-c"));
  EXPECT_FALSE(StandingOf(told).counts);
}

TEST(CheckIn, OnAProgrammeThePersonIsStillSeenEveryMonth) {
  CaseInWords told = OnAProgramme()
                         .Approved("check-in-replaces-with-approval", "senior probation officer")
                         .NoHistory()
                         .Start("2026-01-05");
  told.Past("2026-01-12", "home visit", Attendance::kAttended)
      .Past("2026-10-20", "office", Attendance::kAttended);
  const Advice advice = told.Advise();
  ASSERT_NE(told.Clock(advice, "in-person-programme"), nullptr);
  EXPECT_FALSE(told.Mode(advice, kCheckIn).standing.counts);
}

TEST(CheckIn, OnAProgrammeTheOlderListStillKeepsItFromReplacing) {
  constexpr std::pair<const char*, const char*> kOlderList[] = {
      {"risk.rosh", "very high"},
      {"risk.child_protection", "true"},
      {"risk.domestic_abuse_victim", "true"},
      {"risk.sexual_offending", "true"},
      {"case.on_suspended_supervision", "true"},
      {"sentence.youth", "true"}};
  for (const auto& [fact, value] : kOlderList) {
    EXPECT_FALSE(StandingOf(OnAProgramme().Is(fact, value)).counts) << fact;
  }
  EXPECT_FALSE(Restricts(InTier("E").Is("risk.rosh", "very high"), "check-in-very-high-risk"))
      << "where it cannot replace anything, one reason is enough";
}

TEST(CheckIn, NeverUnderNationalSecurityOrAnIntensiveSupervisionCourt) {
  for (const char* flag : {"case.national_security_division", "case.intensive_supervision_court"}) {
    for (const char* role : {"counts", "additional"}) {
      EXPECT_FALSE(IsOpen(InTier("E").Is(flag, "true").Is("contact.role", role))) << flag << role;
      EXPECT_FALSE(IsOpen(InTier("E")
                              .Is(flag, "true")
                              .Is("case.check_ins_before_october_2026", "true")
                              .Is("contact.role", role)))
          << flag << role;
    }
  }
}

TEST(CheckIn, NotInTheFinalThirdNorOffAPackage) {
  EXPECT_FALSE(IsOpen(InTier("E").Is("case.phase", "final third")));
  EXPECT_FALSE(IsOpen(InTier("E").Is("case.on_supervision_package", "false")));
}

TEST(CheckIn, NotWithoutAgreement) {
  EXPECT_FALSE(IsOpen(InTier("E").Is("circumstances.agrees_to_check_in", "false")));
  EXPECT_TRUE(Says(InTier("E").Is("circumstances.agrees_to_check_in", "unknown"), kCheckIn,
                   "check-in-ask-agreement"));
}

TEST(CheckIn, WhereTheTierIsNotKnownItDoesNotCountAndTheTierIsAsked) {
  const CaseInWords told = InTier("unknown");
  EXPECT_FALSE(StandingOf(told).counts);
  EXPECT_TRUE(told.Asks(told.Advise(), "case.tier_v3"));
  EXPECT_FALSE(*told.Advise().planned_safe);
  EXPECT_TRUE(
      InTier("unknown")
          .Is("contact.role", "additional")
          .Asks(InTier("unknown").Is("contact.role", "additional").Advise(), "case.tier_v3"))
      << "whether it is open is asked of an additional one too";
}

TEST(CheckIn, OnAProgrammeItDoesNotCountUntilEverythingIsKnown) {
  for (const char* fact :
       {"case.tier_v3", "case.accredited_programme", "case.treatment_manager_agrees",
        "case.check_ins_before_october_2026", "case.on_supervision_package",
        "case.intensive_supervision_court", "case.national_security_division"}) {
    CaseInWords told = OnAProgramme()
                           .Approved("check-in-replaces-with-approval", "senior probation officer")
                           .Is(fact, "unknown");
    EXPECT_FALSE(StandingOf(told).counts) << fact;
  }
}

TEST(CheckIn, WhereAnAnswerWouldCloseItTheQuestionIsAsked) {
  for (const char* fact :
       {"case.on_supervision_package", "case.phase", "case.national_security_division"}) {
    const CaseInWords told = InTier("E").Is(fact, "unknown");
    EXPECT_TRUE(IsOpen(told)) << fact;
    EXPECT_TRUE(told.Asks(told.Advise(), fact)) << fact;
  }
}

TEST(CheckIn, WhereAnAnswerWouldOpenItTheQuestionIsAskedAndUntilThenItIsNotOpen) {
  const CaseInWords told = InTier("C")
                               .Is("case.check_ins_before_october_2026", "unknown")
                               .Is("case.practitioner_in_check_in_pilot", "unknown");
  EXPECT_FALSE(IsOpen(told));
  EXPECT_TRUE(told.Asks(told.Advise(), "case.check_ins_before_october_2026"));
  EXPECT_TRUE(told.Asks(told.Advise(), "case.practitioner_in_check_in_pilot"));
}

TEST(CheckIn, WhereNobodyPlansOneNothingOfItIsAsked) {
  CaseInWords told = CaseInWords::Ordinary(kToday).Planned("office");
  for (const char* fact :
       {"case.check_ins_before_october_2026", "case.practitioner_in_check_in_pilot",
        "case.treatment_manager_agrees", "case.on_supervision_package", "package.left",
        "package.used", "package.allowance", "package.booked", "package.early_engagement_weeks",
        "package.early_engagement_attended", "circumstances.gender", "case.prevent_concerns",
        "case.final_third_eligible"})
    told.Is(fact, "unknown");
  EXPECT_TRUE(told.Advise().ask.empty());
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNone);
}

TEST(CheckIn, IsNeverEnforced) {
  EXPECT_TRUE(Says(InTier("E"), kCheckIn, "check-in-not-enforced"));
  const CaseInWords sign_up =
      InTier("E").Is("contact.purpose", "check-in sign-up").Planned("office");
  EXPECT_TRUE(Says(sign_up, "office", "check-in-sign-up-explain"));
  EXPECT_FALSE(Says(InTier("E"), "office", "check-in-sign-up-explain"));
}

TEST(CheckIn, UntilThirtySeptemberItMayReplaceSomeContactWithApprovalInAnyTier) {
  const CaseInWords told = InTier("C", "2026-09-30");
  EXPECT_EQ(told.policy().version, "2026.04");
  EXPECT_EQ(StandingOf(told).permission, Permission::kNeedsApproval);
  EXPECT_TRUE(
      Replaces(InTier("C", "2026-09-30")
                   .Approved("check-in-replaces-with-approval", "senior probation officer")));
  EXPECT_TRUE(
      Restricts(InTier("C", "2026-09-30").Is("risk.rosh", "very high"), "check-in-very-high-risk"));
  EXPECT_EQ(InTier("C", "2026-10-01").policy().version, "2026.10");
  EXPECT_FALSE(IsOpen(InTier("C", "2026-10-01")));
}

TEST(CheckIn, UntilThirtySeptemberNationalSecurityCasesHadThemOnTop) {
  CaseInWords told = InTier("E", "2026-09-30").Is("case.national_security_division", "true");
  EXPECT_FALSE(StandingOf(told).counts);
  EXPECT_TRUE(IsOpen(told.Is("contact.role", "additional")));
}

TEST(Package, UntilThirtySeptemberThereIsNoneAndNoIntervalIsPublished) {
  const CaseInWords told = CaseInWords::Ordinary("2026-09-30").Is("case.tier_v2", "D2");
  const Advice advice = told.Advise();
  ASSERT_NE(told.Clock(advice, "in-person-not-published"), nullptr);
  EXPECT_EQ(told.Clock(advice, "in-person-not-published")->state, kUnknown);
  EXPECT_EQ(advice.cadence.size(), 2U) << "beside it only the first home visit";
}

TEST(Package, InEarlyEngagementThePersonIsSeenEveryWeek) {
  CaseInWords told = CaseInWords::Ordinary(kToday)
                         .Is("case.phase", "early engagement")
                         .NoHistory()
                         .Start("2026-10-26")
                         .Planned("telephone");
  told.Past("2026-11-04", "home visit", Attendance::kAttended)
      .Past("2026-11-16", "telephone", Attendance::kAttended)
      .Past("2026-11-20", kCheckIn, Attendance::kAttended);
  const Advice advice = told.Advise();
  const CadenceAdvice* clock = told.Clock(advice, "in-person-early-engagement");
  ASSERT_NE(clock, nullptr);
  EXPECT_EQ(clock->due->ToString(), "2026-11-11") << "neither a call nor a check-in is seeing them";
  EXPECT_EQ(clock->state, static_cast<FactValue>(CadenceState::kOverdue));
  EXPECT_FALSE(told.Mode(advice, "telephone").standing.counts);
}

TEST(Package, AfterEarlyEngagementTheWeeklyClockStops) {
  const CaseInWords told = CaseInWords::Ordinary(kToday).Is("case.phase", "standard");
  EXPECT_EQ(told.Clock(told.Advise(), "in-person-early-engagement"), nullptr);
}

// An ordinary person whose allowance is used up.
CaseInWords UsedUp() {
  return CaseInWords::Ordinary(kToday)
      .Is("circumstances.gender", "male")
      .Is("package.allowance", "13")
      .Is("package.used", "13")
      .Is("package.left", "0");
}

TEST(Package, WhenTheAllowanceIsUsedUpAFurtherAppointmentIsAContingency) {
  EXPECT_TRUE(Says(UsedUp(), "office", "appointments-used"));
  EXPECT_FALSE(Says(UsedUp(), kCheckIn, "appointments-used")) << "check-ins spend none";
  EXPECT_FALSE(Says(UsedUp().Is("package.left", "1"), "office", "appointments-used"));
  EXPECT_FALSE(Says(UsedUp().Is("package.left", "unknown"), "office", "appointments-used"));
  EXPECT_FALSE(Says(UsedUp().Is("package.allowance", "0"), "office", "appointments-used"))
      << "a package without a number has none to use up";
}

TEST(Package, AWomanInTiersCToGMayHaveUpToFiveMoreUnlessIomRed) {
  const auto woman = [](std::string_view tier) {
    return UsedUp().Is("circumstances.gender", "female").Is("case.tier_v3", tier);
  };
  for (const char* tier : {"C", "D", "E", "F", "G"})
    EXPECT_TRUE(Says(woman(tier), "office", "appointments-used-woman")) << tier;
  for (const char* tier : {"A", "B"})
    EXPECT_FALSE(Says(woman(tier), "office", "appointments-used-woman")) << tier;
  EXPECT_FALSE(Says(woman("D").Is("case.iom_red", "true"), "office", "appointments-used-woman"));
  EXPECT_FALSE(Says(UsedUp(), "office", "appointments-used-woman"));
}

TEST(Package, IomRedHasTheMaximumOfTierAWhichIsNotPublished) {
  EXPECT_TRUE(Says(UsedUp().Is("case.iom_red", "true"), "office", "appointments-used-iom-red"));
  EXPECT_FALSE(Says(UsedUp(), "office", "appointments-used-iom-red"));
}

TEST(Package, WhileAPreventConcernsFlagIsActiveThePractitionerJudges) {
  const CaseInWords told = UsedUp().Is("case.prevent_concerns", "true");
  EXPECT_TRUE(Says(told, "office", "appointments-used-prevent-concerns"));
  EXPECT_FALSE(Says(told, "office", "appointments-used"));
}

CaseInWords AfterTheDate(std::string_view phase, std::string_view eligible, std::string_view day) {
  return InTier("E")
      .Is("case.phase", phase)
      .Is("case.final_third_eligible", eligible)
      .Is("case.day_of_final_third", day);
}

TEST(CheckIn, TheDateTellsTheFinalThirdWhereTheStageIsNotKnown) {
  const auto closed = [](const CaseInWords& told) {
    return Restricts(told, "check-in-final-third");
  };
  EXPECT_TRUE(closed(AfterTheDate("unknown", "true", "1")));
  EXPECT_FALSE(closed(AfterTheDate("unknown", "true", "0"))) << "the day before it";
  EXPECT_FALSE(closed(AfterTheDate("unknown", "true", "unknown")));
  EXPECT_FALSE(closed(AfterTheDate("unknown", "false", "1")));
  EXPECT_FALSE(closed(AfterTheDate("unknown", "unknown", "1")));
  EXPECT_FALSE(closed(AfterTheDate("standard", "true", "1"))) << "the record goes first";
  EXPECT_TRUE(closed(AfterTheDate("final third", "unknown", "unknown")));
}

TEST(FinalThird, AnEarlierStageAfterItsDateDeservesALook) {
  const auto looked_at = [](const CaseInWords& told) {
    return Says(told, "office", "final-third-has-begun");
  };
  EXPECT_TRUE(looked_at(AfterTheDate("standard", "true", "1")));
  EXPECT_TRUE(looked_at(AfterTheDate("early engagement", "true", "30")));
  EXPECT_FALSE(looked_at(AfterTheDate("standard", "true", "0")));
  EXPECT_FALSE(looked_at(AfterTheDate("standard", "false", "1")));
  EXPECT_FALSE(looked_at(AfterTheDate("standard", "true", "unknown")));
  EXPECT_FALSE(looked_at(AfterTheDate("final third", "true", "1")));
}

}  // namespace
}  // namespace bsup::core::oracle
