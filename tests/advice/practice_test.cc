// Sentences from practice, on the packs that ship. They say what the packs are for and not which
// number a weight has. Long, since it is one list, in the order of the packs.
#include <gtest/gtest.h>

#include "oracle/case_in_words.h"

namespace bsup::core::oracle {
namespace {

constexpr const char* kDate = "2026-11-23";
constexpr const char* kOfficesShut = "2027-02-01";

bool CallsAreUsable(const CaseInWords& told, const Advice& advice) {
  return told.Mode(advice, "telephone").standing.usable() ||
         told.Mode(advice, "video").standing.usable();
}

TEST(Practice, AnOrdinaryCaseIsAdvisedWithoutAWord) {
  const CaseInWords told = CaseInWords::Ordinary(kDate).Planned("office");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Lead(advice), "office");
  EXPECT_FALSE(advice.provisional);
  EXPECT_TRUE(*advice.planned_safe);
  EXPECT_TRUE(advice.ask.empty());
  EXPECT_EQ(advice.notice.level, NoticeLevel::kNone);
}

TEST(Practice, FirstAppointmentIsInPersonEvenWhenRiskIsLow) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("risk.rosh", "low")
                               .Is("contact.purpose", "initial appointment")
                               .Is("circumstances.travel_minutes", "120")
                               .Is("circumstances.prefers", "telephone");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Lead(advice), "office");
  for (const char* mode : {"video", "telephone", "online check-in"}) {
    EXPECT_GE(told.Mode(advice, mode).standing.permission, Permission::kNeedsApproval) << mode;
    EXPECT_TRUE(told.Names(told.Mode(advice, mode).restrictions, "first-appointment-in-person"))
        << mode;
  }
}

TEST(Practice, ASeniorOfficerMayApproveAFirstAppointmentByTelephone) {
  CaseInWords told = CaseInWords::Ordinary(kDate)
                         .Is("contact.purpose", "initial appointment")
                         .Approved("first-appointment-in-person", "senior probation officer");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Mode(advice, "telephone").standing.permission, Permission::kPermitted);
  EXPECT_TRUE(told.Mode(advice, "telephone").roles.empty());
  EXPECT_EQ(told.Lead(advice), "office");
}

TEST(Practice, AHigherRoleMayApproveInstead) {
  const CaseInWords told =
      CaseInWords::Ordinary(kDate)
          .Is("contact.purpose", "initial appointment")
          .Approved("first-appointment-in-person", "head of probation delivery unit");
  EXPECT_EQ(told.Mode(told.Advise(), "telephone").standing.permission, Permission::kPermitted);
}

TEST(Practice, AnApprovalForOneRuleIsNoneForAnother) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("contact.purpose", "initial appointment")
                               .Approved("visit-without-assessment", "senior probation officer");
  EXPECT_EQ(told.Mode(told.Advise(), "telephone").standing.permission, Permission::kNeedsApproval);
}

TEST(Practice, AMissingDomesticAbuseFlagIsNotEvidenceThatThereIsNone) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("risk.domestic_abuse_perpetrator", "unknown")
                               .Is("risk.domestic_abuse_victim", "unknown")
                               .Is("risk.domestic_abuse_evidence", "unknown")
                               .Is("contact.safe_to_call", "unknown")
                               .Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_FALSE(*advice.planned_safe);
  EXPECT_NE(advice.notice.level, NoticeLevel::kNone);
  EXPECT_TRUE(told.Asks(advice, "risk.domestic_abuse_perpetrator"));
  EXPECT_TRUE(told.Names(told.Mode(advice, "telephone").safeguards, "domestic-abuse-check-flags"));
}

TEST(Practice, DomesticAbuseIsOneQuestionAndAPlainNoSettlesIt) {
  CaseInWords told = CaseInWords::Ordinary(kDate).Planned("telephone");
  for (const char* fact : {"risk.domestic_abuse_perpetrator", "risk.domestic_abuse_victim",
                           "risk.domestic_abuse_evidence", "contact.safe_to_call"})
    told.Is(fact, "unknown");
  const Advice advice = told.Advise();
  ASSERT_EQ(advice.ask.size(), 1u);
  EXPECT_EQ(advice.ask[0].facts.size(), 3u);
  EXPECT_EQ(advice.ask[0].rank, Rank::kUnusable);
  EXPECT_EQ(advice.ask[0].answers.size(), 2u);
  for (const char* fact : {"risk.domestic_abuse_perpetrator", "risk.domestic_abuse_victim",
                           "risk.domestic_abuse_evidence"})
    told.Is(fact, "false");
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNone);
}

// Whether it is safe to talk can only be answered in the call, unless a flag says to ask before.
TEST(Practice, WhetherItIsSafeToCallIsAskedBeforehandOnlyWithAFlag) {
  CaseInWords told = CaseInWords::Ordinary(kDate)
                         .Is("contact.safe_to_call", "unknown")
                         .Is("risk.domestic_abuse_victim", "unknown")
                         .Planned("telephone");
  EXPECT_FALSE(told.Asks(told.Advise(), "contact.safe_to_call"));
  told.Is("risk.domestic_abuse_victim", "true");
  EXPECT_TRUE(told.Asks(told.Advise(), "contact.safe_to_call"));
}

TEST(Practice, WhatThePlannedOrTheLeadingModeNeedsIsAskedFirst) {
  CaseInWords told = CaseInWords::Ordinary(kDate).Planned("telephone");
  for (const char* fact :
       {"risk.rosh", "risk.domestic_abuse_victim", "risk.rising", "circumstances.telephone"})
    told.Is(fact, "unknown");
  const Advice advice = told.Advise();
  ASSERT_FALSE(advice.ask.empty());
  EXPECT_EQ(advice.ask[0].rank, Rank::kNeeds);
  EXPECT_EQ(advice.ask[0].facts[0], told.policy().FactNamed("circumstances.telephone"));
}

// The facts in spite of which a rule makes the planned call a supplement are asked together.
TEST(Practice, WhatHoldsThePlannedModeBackIsAsked) {
  CaseInWords told =
      CaseInWords::Ordinary(kDate).Is("risk.rosh", "unknown").Is("risk.mappa_level", "unknown");
  told.Is("circumstances.complex_needs", "unknown").Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_FALSE(told.Mode(advice, "telephone").standing.counts);
  EXPECT_TRUE(told.Asks(advice, "risk.rosh"));
  EXPECT_TRUE(told.Asks(advice, "risk.mappa_level"));
}

TEST(Practice, WhetherThePractitionerIsAtHomeIsAskedWhereACallIsPlanned) {
  CaseInWords told = CaseInWords::Ordinary(kDate).Is("contact.practitioner_at_home", "unknown");
  EXPECT_FALSE(told.Planned("office").Asks(told.Advise(), "contact.practitioner_at_home"));
  const Advice advice = told.Planned("telephone").Advise();
  ASSERT_EQ(advice.ask.size(), 1u);
  EXPECT_EQ(advice.ask[0].rank, Rank::kSafeguards);
  EXPECT_TRUE(told.Asks(advice, "contact.practitioner_at_home"));
  EXPECT_EQ(advice.notice.level, NoticeLevel::kNone);
}

// Where contact is suspended only public protection changes that, so only that is asked.
TEST(Practice, UnderNoAdviceOnlyWhatChangesTheOutcomeIsAsked) {
  CaseInWords told = CaseInWords::Ordinary(kDate).Is("case.contact_suspended", "true");
  for (const char* fact : {"risk.child_protection", "circumstances.childcare", "risk.self_harm",
                           "circumstances.telephone", "risk.rising"})
    told.Is(fact, "unknown");
  const Advice advice = told.Planned("telephone").Advise();
  ASSERT_EQ(advice.ask.size(), 1u);
  EXPECT_EQ(advice.ask[0].facts[0], told.policy().FactNamed("risk.child_protection"));
  EXPECT_EQ(advice.planned_safe, std::nullopt);
  EXPECT_TRUE(advice.cadence.empty());
  EXPECT_TRUE(advice.resources.empty());
}

TEST(Practice, WhereThereIsDomesticAbuseNobodyCallsBeforeAskingWhetherItIsSafe) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("risk.domestic_abuse_victim", "true")
                               .Is("contact.safe_to_call", "unknown")
                               .Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_FALSE(CallsAreUsable(told, advice));
  EXPECT_TRUE(told.Asks(advice, "contact.safe_to_call"));
}

TEST(Practice, WhereItIsNotSafeToCallNobodyCalls) {
  for (const char* flag : {"risk.domestic_abuse_victim", "risk.domestic_abuse_perpetrator",
                           "risk.domestic_abuse_evidence"}) {
    const CaseInWords told =
        CaseInWords::Ordinary(kDate).Is(flag, "true").Is("contact.safe_to_call", "false");
    EXPECT_FALSE(CallsAreUsable(told, told.Advise())) << flag;
  }
}

TEST(Practice, WhereItIsSafeToCallDomesticAbuseStillWeighsAgainstCalling) {
  const CaseInWords plain = CaseInWords::Ordinary(kDate);
  const CaseInWords told = CaseInWords::Ordinary(kDate).Is("risk.domestic_abuse_victim", "true");
  const Advice advice = told.Advise();
  EXPECT_TRUE(told.Names(told.Mode(advice, "telephone").against, "domestic-abuse"));
  EXPECT_LT(told.Mode(advice, "telephone").score, plain.Mode(plain.Advise(), "telephone").score);
}

TEST(Practice, ConvenienceNeverOutweighsSafety) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("risk.domestic_abuse_victim", "true")
                               .Is("circumstances.childcare", "true")
                               .Is("circumstances.physical_disability", "true")
                               .Is("circumstances.poor_transport", "true")
                               .Is("circumstances.travel_minutes", "120")
                               .Is("circumstances.employment", "true")
                               .Is("circumstances.prefers", "telephone")
                               .Is("contact.easier_at_a_distance", "true");
  const Advice advice = told.Advise();
  for (const char* mode : {"telephone", "video", "online check-in"}) {
    EXPECT_LT(told.Mode(advice, mode).score, told.policy().bands.suited) << mode;
    EXPECT_GE(told.Mode(advice, mode).band, Band::kUseWithCare) << mode;
  }
}

TEST(Practice, WithoutARiskAgainstItConvenienceCounts) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("circumstances.physical_disability", "true")
                               .Is("circumstances.travel_minutes", "120")
                               .Is("circumstances.prefers", "video")
                               .Is("circumstances.childcare", "true");
  EXPECT_EQ(told.Lead(told.Advise()), "video");
}

TEST(Practice, TooLittleRemoteContactIsAFindingToo) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("circumstances.travel_minutes", "180")
                               .Is("circumstances.employment", "true")
                               .Is("circumstances.poor_transport", "true")
                               .Is("circumstances.prefers", "telephone")
                               .Planned("office");
  const Advice advice = told.Advise();
  EXPECT_NE(told.Lead(advice), "office");
  EXPECT_FALSE(told.policy().modes[advice.decision.outcome.lead].in_person);
}

TEST(Practice, TwoMissedRemoteContactsBringTheNextOneInPerson) {
  CaseInWords told = CaseInWords::Ordinary(kDate);
  told.Past("2026-11-15", "telephone", Attendance::kMissed)
      .Past("2026-11-19", "video", Attendance::kMissed);
  const Advice advice = told.Advise();
  for (const char* mode : {"video", "telephone", "online check-in"}) {
    EXPECT_FALSE(told.Mode(advice, mode).standing.counts) << mode;
    EXPECT_TRUE(
        told.Names(told.Mode(advice, mode).restrictions, "in-person-after-two-remote-misses"))
        << mode;
  }
  EXPECT_TRUE(told.Mode(advice, "office").standing.usable());
}

TEST(Practice, OneMissedRemoteContactDoesNot) {
  CaseInWords told = CaseInWords::Ordinary(kDate);
  told.Past("2026-11-15", "telephone", Attendance::kMissed)
      .Past("2026-11-19", "video", Attendance::kExcused);
  EXPECT_TRUE(told.Mode(told.Advise(), "telephone").standing.usable());
}

TEST(Practice, AtVeryHighRiskACallComesOnTopAndPlanningOneThatCountsIsAStop) {
  const CaseInWords told =
      CaseInWords::Ordinary(kDate).Is("risk.rosh", "very high").Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_FALSE(told.Mode(advice, "telephone").standing.counts);
  EXPECT_EQ(advice.notice.level, NoticeLevel::kStop);
  CaseInWords additional = CaseInWords::Ordinary(kDate).Is("risk.rosh", "very high");
  additional.Is("contact.role", "additional");
  EXPECT_TRUE(additional.Mode(additional.Advise(), "telephone").standing.counts);
}

TEST(Practice, AtMappaLevelTwoRemoteContactNeverReplacesSeeingThePerson) {
  const CaseInWords told =
      CaseInWords::Ordinary(kDate).Is("risk.mappa_category", "2").Is("risk.mappa_level", "2");
  const Advice advice = told.Advise();
  EXPECT_FALSE(CallsAreUsable(told, advice));
  EXPECT_FALSE(told.Mode(advice, "online check-in").standing.usable());
}

TEST(Practice, WhileItIsNotKnownWhetherRiskIsVeryHighItIsTreatedAsThoughItWere) {
  const CaseInWords told =
      CaseInWords::Ordinary(kDate).Is("risk.rosh", "unknown").Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_FALSE(told.Mode(advice, "telephone").standing.counts);
  EXPECT_TRUE(told.Asks(advice, "risk.rosh"));
}

TEST(Practice, SuspendedContactHasNoAdviceAndThatIsNoReasonToStop) {
  const CaseInWords told =
      CaseInWords::Ordinary(kDate).Is("case.contact_suspended", "true").Planned("office");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Lead(advice), "no advice");
  EXPECT_EQ(advice.decision.firmness, Firmness::kNoAdvice);
  EXPECT_EQ(advice.notice.level, NoticeLevel::kNote);
  EXPECT_TRUE(told.Names(advice.outcome_rules, "contact-suspended"));
}

TEST(Practice, SuspendedContactWithVeryHighRiskIsReferred) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("case.contact_suspended", "true")
                               .Is("risk.rosh", "very high");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Lead(advice), "refer suspended");
  EXPECT_EQ(advice.decision.firmness, Firmness::kRefer);
}

TEST(Practice, SuspendedContactIsReferredForMappaAndChildProtectionToo) {
  const CaseInWords mappa = CaseInWords::Ordinary(kDate)
                                .Is("case.contact_suspended", "true")
                                .Is("risk.mappa_category", "2")
                                .Is("risk.mappa_level", "1");
  EXPECT_EQ(mappa.Lead(mappa.Advise()), "refer suspended");
  const CaseInWords child = CaseInWords::Ordinary(kDate)
                                .Is("case.contact_suspended", "true")
                                .Is("risk.child_protection", "true");
  EXPECT_EQ(child.Lead(child.Advise()), "refer suspended");
}

TEST(Practice, WhileContactIsSuspendedAnUnknownRiskIsAskedAndNotPresumed) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("case.contact_suspended", "true")
                               .Is("risk.rosh", "unknown")
                               .Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Lead(advice), "no advice");
  EXPECT_TRUE(advice.provisional);
  EXPECT_TRUE(told.Asks(advice, "risk.rosh"));
}

TEST(Practice, SafeguardsAreStillSaidWhileContactIsSuspended) {
  const CaseInWords told = CaseInWords::Ordinary(kDate).Is("case.contact_suspended", "true");
  EXPECT_TRUE(
      told.Names(told.Mode(told.Advise(), "telephone").safeguards, "person-rings-while-suspended"));
}

TEST(Practice, AnUnknownSuspensionIsNotOne) {
  const CaseInWords told = CaseInWords::Ordinary(kDate).Is("case.contact_suspended", "unknown");
  EXPECT_EQ(told.Lead(told.Advise()), "office");
}

TEST(Practice, AProfessionalsMeetingIsAdvisedEvenWhenThePersonIsSuspended) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("case.contact_suspended", "true")
                               .Is("contact.with", "professionals")
                               .Is("contact.purpose", "multi-agency meeting");
  const Advice advice = told.Advise();
  EXPECT_TRUE(advice.decision.outcome.lead);
  EXPECT_EQ(told.Mode(advice, "home visit").standing.permission, Permission::kCannot);
}

TEST(Practice, AMultiAgencyMeetingSuitsVideo) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("contact.with", "professionals")
                               .Is("contact.purpose", "multi-agency meeting");
  EXPECT_EQ(told.Lead(told.Advise()), "video");
}

TEST(Practice, AnUnscheduledWelfareCheckSuitsTheTelephone) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("contact.purpose", "welfare check")
                               .Is("contact.scheduled", "false")
                               .Is("contact.role", "additional")
                               .Is("circumstances.prefers", "telephone");
  EXPECT_EQ(told.Lead(told.Advise()), "telephone");
}

TEST(Practice, AnInDepthRiskAssessmentIsInPerson) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("contact.purpose", "in-depth risk assessment")
                               .Is("circumstances.prefers", "telephone")
                               .Is("circumstances.poor_transport", "true");
  const Advice advice = told.Advise();
  ASSERT_TRUE(advice.decision.outcome.lead);
  EXPECT_TRUE(told.policy().modes[advice.decision.outcome.lead].in_person);
}

TEST(Practice, WithoutATelephoneNobodyCallsIt) {
  const CaseInWords told =
      CaseInWords::Ordinary(kDate).Is("circumstances.telephone", "false").Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Mode(advice, "telephone").standing.permission, Permission::kCannot);
  EXPECT_EQ(advice.notice.level, NoticeLevel::kNote);
}

TEST(Practice, AnUnknownTelephoneIsNotAMissingOne) {
  const CaseInWords told =
      CaseInWords::Ordinary(kDate).Is("circumstances.telephone", "unknown").Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Mode(advice, "telephone").standing.permission, Permission::kPermitted);
  EXPECT_TRUE(told.Asks(advice, "circumstances.telephone"));
  EXPECT_FALSE(*advice.planned_safe);
}

TEST(Practice, APersonInCustodyIsVisitedThereOrRungThroughThePrison) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("sentence.in_custody", "true")
                               .Is("circumstances.telephone", "false")
                               .Is("circumstances.device", "false");
  const Advice advice = told.Advise();
  for (const char* mode : {"office", "home visit", "doorstep", "online check-in"}) {
    EXPECT_EQ(told.Mode(advice, mode).standing.permission, Permission::kCannot) << mode;
  }
  EXPECT_TRUE(told.Mode(advice, "in person elsewhere").standing.usable());
  EXPECT_TRUE(CallsAreUsable(told, advice));
}

TEST(Practice, AKnownDangerAtTheDoorNeedsAnAssessmentOrApproval) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("risk.cuckooing", "true")
                               .Is("risk.home_visit_assessed", "false");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Mode(advice, "home visit").standing.permission, Permission::kNeedsApproval);
  EXPECT_EQ(told.Mode(advice, "doorstep").standing.permission, Permission::kNeedsApproval);
  const CaseInWords assessed = CaseInWords::Ordinary(kDate).Is("risk.cuckooing", "true");
  EXPECT_EQ(assessed.Mode(assessed.Advise(), "home visit").standing.permission,
            Permission::kPermitted);
}

TEST(Practice, ATierThatCouldRiseIsSaidToBeProvisional) {
  const auto is_said = [](const char* tier, const char* provisional) {
    const CaseInWords told = CaseInWords::Ordinary(kDate)
                                 .Is("case.tier_v3", tier)
                                 .Is("case.tier_provisional", provisional);
    const Advice advice = told.Advise();
    EXPECT_EQ(told.Lead(advice),
              CaseInWords::Ordinary(kDate)
                  .Is("case.tier_v3", tier)
                  .Lead(CaseInWords::Ordinary(kDate).Is("case.tier_v3", tier).Advise()))
        << "it limits nothing";
    return told.Names(told.Mode(advice, "office").safeguards, "tier-provisional");
  };
  EXPECT_TRUE(is_said("D", "true"));
  EXPECT_FALSE(is_said("D", "false"));
  EXPECT_FALSE(is_said("D", "unknown"));
  EXPECT_FALSE(is_said("A", "true")) << "no tier is higher";
  EXPECT_FALSE(is_said("unknown", "true")) << "there is no tier that could rise";
}

TEST(Practice, SignUpForCheckInsIsInPerson) {
  const CaseInWords told = CaseInWords::Ordinary(kDate).Is("contact.purpose", "check-in sign-up");
  const Advice advice = told.Advise();
  EXPECT_FALSE(CallsAreUsable(told, advice));
  EXPECT_EQ(told.Lead(advice), "office");
}

TEST(Practice, AStopIsNeverQuietened) {
  CaseInWords told = CaseInWords::Ordinary(kDate)
                         .Is("risk.domestic_abuse_victim", "true")
                         .Is("contact.safe_to_call", "false")
                         .Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_EQ(advice.notice.level, NoticeLevel::kStop);
  EXPECT_TRUE(advice.notice.key.empty());
  told.Shown(advice.notice.key).Shown("5e0c3f0a9b1d2c47");
  const Advice again = told.Advise();
  EXPECT_EQ(again.notice.level, NoticeLevel::kStop);
  EXPECT_FALSE(again.notice.repeated);
}

// A note of which nothing remains but that something must be done for the call.
CaseInWords CallOfSomebodyAtRiskOfSelfHarm(const char* date) {
  CaseInWords told = CaseInWords::Ordinary(date).Is("risk.self_harm", "true");
  return told.Planned("telephone");
}

TEST(Practice, ANoteIsNotRepeatedForTheSameContactOnTheSameFacts) {
  CaseInWords told = CallOfSomebodyAtRiskOfSelfHarm(kDate);
  const Advice advice = told.Advise();
  ASSERT_EQ(advice.notice.level, NoticeLevel::kNote);
  ASSERT_EQ(advice.notice.key.size(), 16u);
  told.Shown(advice.notice.key);
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNone);
  EXPECT_TRUE(told.Advise().notice.repeated);
}

TEST(Practice, ANoteOnOtherFactsIsSaid) {
  CaseInWords told = CallOfSomebodyAtRiskOfSelfHarm(kDate);
  told.Shown(told.Advise().notice.key).Is("risk.home_visit_assessed", "false");
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNone);
  told.Is("risk.rising", "unknown").Is("risk.domestic_abuse_victim", "unknown");
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNote);
}

TEST(Practice, ANoteShownForOneContactIsSaidAgainForTheNext) {
  const Advice first = CallOfSomebodyAtRiskOfSelfHarm("2026-11-23").Advise();
  CaseInWords next = CallOfSomebodyAtRiskOfSelfHarm("2026-12-14");
  next.Shown(first.notice.key);
  EXPECT_EQ(next.Advise().notice.level, NoticeLevel::kNote);
  CaseInWords other = CallOfSomebodyAtRiskOfSelfHarm("2026-11-23");
  other.Shown(first.notice.key).Is("contact.purpose", "welfare check");
  EXPECT_EQ(other.Advise().notice.level, NoticeLevel::kNote);
}

// What is not permitted, lacks an approval or would not count is said every time.
TEST(Practice, ANoteIsNeverQuietWhileThePlannedModeMayNotBeUsedAsItIs) {
  CaseInWords private_place =
      CaseInWords::Ordinary(kDate).Is("contact.private_place", "false").Planned("telephone");
  CaseInWords approval = CaseInWords::Ordinary(kDate)
                             .Is("contact.purpose", "initial appointment")
                             .Planned("telephone");
  CaseInWords on_top = CaseInWords::Ordinary(kDate).Planned("telephone");
  on_top.Past("2026-11-15", "telephone", Attendance::kMissed)
      .Past("2026-11-19", "telephone", Attendance::kMissed);
  for (CaseInWords* told : {&private_place, &approval, &on_top}) {
    const Advice advice = told->Advise();
    ASSERT_EQ(advice.notice.level, NoticeLevel::kNote);
    told->Shown(advice.notice.key);
    EXPECT_EQ(told->Advise().notice.level, NoticeLevel::kNote);
    EXPECT_FALSE(told->Advise().notice.repeated);
  }
}

TEST(Practice, ANeedInUnderstandingIsNotOutweighedByConvenience) {
  for (const char* need : {"circumstances.hearing_or_speech", "circumstances.interpreter",
                           "circumstances.learning_disability", "circumstances.complex_needs"}) {
    const CaseInWords told = CaseInWords::Ordinary(kDate)
                                 .Is(need, "true")
                                 .Is("circumstances.childcare", "true")
                                 .Is("circumstances.poor_transport", "true")
                                 .Is("circumstances.employment", "true")
                                 .Is("circumstances.prefers", "telephone");
    const Advice advice = told.Advise();
    EXPECT_GE(told.Mode(advice, "telephone").band, Band::kUseWithCare) << need;
    EXPECT_FALSE(advice.decision.alternatives.Has(told.policy().ModeNamed("telephone"))) << need;
  }
}

TEST(Practice, ACallToSomebodyWhoHearsBadlyIsAgreedOnFirst) {
  CaseInWords told = CaseInWords::Ordinary(kDate)
                         .Is("circumstances.hearing_or_speech", "true")
                         .Planned("telephone");
  for (const RuleIndex rule : told.policy().safeguards.indexes()) {
    const Safeguard& safeguard = told.policy().safeguards[rule];
    if (safeguard.must && safeguard.id != "hearing-or-speech-call") told.Confirmed(safeguard.id);
  }
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNote);
  EXPECT_EQ(told.Confirmed("hearing-or-speech-call").Advise().notice.level, NoticeLevel::kNone);
}

TEST(Practice, ConvenienceDoesNotMakeTheTelephoneSuitAFirstAppointment) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("contact.purpose", "initial appointment")
                               .Is("circumstances.childcare", "true")
                               .Is("circumstances.poor_transport", "true")
                               .Is("circumstances.employment", "true")
                               .Is("circumstances.prefers", "telephone");
  EXPECT_GE(told.Mode(told.Advise(), "telephone").band, Band::kUseWithCare);
}

// In custody a journey, children, work, a telephone of one's own and a private place say nothing.
TEST(Practice, WhatHoldsInTheCommunityBearsOnNothingInCustody) {
  const CaseInWords plain = CaseInWords::Ordinary(kDate).Is("sentence.in_custody", "true");
  CaseInWords told = CaseInWords::Ordinary(kDate).Is("sentence.in_custody", "true");
  for (const char* fact :
       {"circumstances.childcare", "circumstances.poor_transport", "circumstances.employment",
        "circumstances.unable_to_travel", "circumstances.physical_disability"})
    told.Is(fact, "true");
  told.Is("circumstances.telephone", "false")
      .Is("circumstances.device", "false")
      .Is("contact.private_place", "false")
      .Is("circumstances.travel_minutes", "120");
  const Advice inside = plain.Advise();
  const Advice advice = told.Advise();
  EXPECT_EQ(advice.decision.score, inside.decision.score);
  EXPECT_EQ(advice.decision.outcome, inside.decision.outcome);
  EXPECT_EQ(advice.decision.cannot, inside.decision.cannot);
  for (const ModeIndex mode : advice.modes.indexes())
    EXPECT_EQ(advice.modes[mode].safeguards, inside.modes[mode].safeguards);
}

TEST(Practice, APartAboutSomebodyElseIsAStop) {
  const CaseInWords told = CaseInWords::Ordinary(kDate).Planned("office").SomebodyElses();
  const Advice advice = told.Advise();
  EXPECT_EQ(advice.notice.level, NoticeLevel::kStop);
  ASSERT_FALSE(advice.notice.reasons.empty());
  EXPECT_EQ(advice.notice.reasons[0].why, NoticeReason::Why::kSomebodyElse);
}

TEST(Practice, ResearchAloneNeverStops) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("contact.purpose", "initial appointment")
                               .Planned("telephone");
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNote);
}

TEST(Practice, ASafeguardThatMayNotBeSkippedIsSaidUntilItIsConfirmed) {
  CaseInWords told = CaseInWords::Ordinary(kDate)
                         .Is("risk.self_harm", "true")
                         .Is("circumstances.physical_disability", "true")
                         .Planned("telephone");
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNote);
  told.Confirmed("self-harm-where-are-you");
  EXPECT_EQ(told.Advise().notice.level, NoticeLevel::kNone);
}

TEST(Practice, WhenInPersonContactIsOverdueACallComesOnTop) {
  CaseInWords told =
      CaseInWords::Ordinary(kDate).NoHistory().Start("2026-01-05").Planned("telephone");
  told.Past("2026-01-12", "home visit", Attendance::kAttended)
      .Past("2026-09-01", "office", Attendance::kAttended);
  const Advice advice = told.Advise();
  const CadenceAdvice* clock = told.Clock(advice, "in-person-tier-d");
  ASSERT_NE(clock, nullptr);
  EXPECT_EQ(clock->state, static_cast<FactValue>(CadenceState::kOverdue));
  EXPECT_EQ(clock->due->ToString(), "2026-10-27");
  EXPECT_FALSE(told.Mode(advice, "telephone").standing.counts);
  EXPECT_EQ(advice.notice.level, NoticeLevel::kNote);
}

TEST(Practice, WhereNoMinimumIsPublishedItSaysSoAndNeverNone) {
  const CaseInWords told = CaseInWords::Ordinary(kDate).Is("case.tier_v3", "A");
  const Advice advice = told.Advise();
  const CadenceAdvice* clock = told.Clock(advice, "in-person-tiers-a-b-not-published");
  ASSERT_NE(clock, nullptr);
  EXPECT_EQ(clock->state, kUnknown);
}

TEST(Practice, TierDOfTheOldSchemeIsNotTierDOfTheNew) {
  const CaseInWords told =
      CaseInWords::Ordinary(kDate).Is("case.tier_v2", "D0").Is("case.tier_v3", "unknown");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Clock(advice, "in-person-tier-d"), nullptr);
  EXPECT_NE(told.Clock(advice, "in-person-earlier-tier-not-published"), nullptr);
}

TEST(Practice, MappaCategoryThreeAtLevelOneIsDoubted) {
  const CaseInWords told = CaseInWords::Ordinary(kDate)
                               .Is("risk.mappa_category", "3")
                               .Is("risk.mappa_level", "1")
                               .Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Value(advice, "risk.mappa_level"), kUnknown);
  ASSERT_EQ(advice.conflicts.size(), 1u);
  EXPECT_TRUE(advice.conflicts[0].integrity);
  EXPECT_FALSE(told.Mode(advice, "telephone").standing.counts);
}

TEST(Practice, OfficesShutBringsInTheDoorstep) {
  const CaseInWords told =
      CaseInWords::Ordinary(kOfficesShut).Is("risk.rosh", "high").Planned("doorstep");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Mode(advice, "office").standing.permission, Permission::kCannot);
  EXPECT_EQ(told.Lead(advice), "doorstep");
}

TEST(Practice, WhileOfficesAreShutAFirstAppointmentMayBeByTelephone) {
  const CaseInWords told =
      CaseInWords::Ordinary(kOfficesShut).Is("contact.purpose", "initial appointment");
  EXPECT_EQ(told.Mode(told.Advise(), "telephone").standing.permission, Permission::kPermitted);
}

TEST(Practice, WhileOfficesAreShutInPersonClocksStandStill) {
  CaseInWords told = CaseInWords::Ordinary(kOfficesShut).NoHistory().Start("2026-10-01");
  told.Past("2026-11-02", "office", Attendance::kAttended);
  const Advice advice = told.Advise();
  const CadenceAdvice* clock = told.Clock(advice, "in-person-tier-d");
  ASSERT_NE(clock, nullptr);
  EXPECT_EQ(clock->state, static_cast<FactValue>(CadenceState::kKept));
  EXPECT_EQ(clock->suspended_until->ToString(), "2027-03-26");
}

TEST(Practice, WhenOfficesOpenAgainEverythingIsAsBefore) {
  const CaseInWords told =
      CaseInWords::Ordinary("2027-03-27").Is("contact.purpose", "initial appointment");
  const Advice advice = told.Advise();
  EXPECT_TRUE(told.Mode(advice, "office").standing.usable());
  EXPECT_EQ(told.Mode(advice, "telephone").standing.permission, Permission::kNeedsApproval);
}

TEST(Practice, ARegionMaySetItsOwnWeeksAndTheNationKeepsIts) {
  const CaseInWords nation = CaseInWords::Ordinary("2026-10-05").Is("case.tier_v3", "E");
  const CaseInWords kent =
      CaseInWords::Ordinary("2026-10-05", "Kent, Surrey and Sussex").Is("case.tier_v3", "E");
  const Advice of_nation = nation.Advise();
  const Advice of_kent = kent.Advise();
  const auto due = [](const CadenceAdvice* clock) { return clock->due->number(); };
  EXPECT_EQ(due(nation.Clock(of_nation, "in-person-tier-e")) -
                due(kent.Clock(of_kent, "in-person-tier-e")),
            14);
}

TEST(Practice, WithNothingKnownItStillAdvisesAndSaysThatItDependsOnWhatIsUnknown) {
  const CaseInWords told = CaseInWords(kDate).Planned("telephone");
  const Advice advice = told.Advise();
  EXPECT_EQ(told.Lead(advice), "office");
  EXPECT_TRUE(advice.provisional);
  EXPECT_FALSE(*advice.planned_safe);
  EXPECT_EQ(advice.ask.size(), 3u);
  EXPECT_EQ(told.Mode(advice, "office").standing.permission, Permission::kPermitted);
}

TEST(Practice, WhatCannotChangeAnythingIsNotAsked) {
  const CaseInWords told =
      CaseInWords::Ordinary(kDate).Is("needs.alcohol", "unknown").Planned("office");
  const Advice advice = told.Advise();
  EXPECT_TRUE(advice.ask.empty());
  EXPECT_FALSE(advice.provisional);
}

TEST(Practice, MaterialIsOfferedThatFitsTheLead) {
  const CaseInWords told = CaseInWords::Ordinary(kDate).Is("needs.alcohol", "true");
  const Advice advice = told.Advise();
  ASSERT_FALSE(advice.resources.empty());
  for (const Acting& acting : advice.resources) {
    const Resource& resource = told.policy().resources[acting.ref.index];
    EXPECT_TRUE(resource.modes.Has(advice.decision.outcome.lead)) << resource.id;
  }
}

}  // namespace
}  // namespace bsup::core::oracle
