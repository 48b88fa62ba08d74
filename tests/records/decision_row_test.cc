// A decision as a row: what was advised, decided and came of it, as of a day.
#include "records/standing/decision_row.h"

#include <gtest/gtest.h>

#include "records/content/fields.h"
#include "records/kept.h"

namespace bsup::core::testing {
namespace {

const std::vector<std::string> kAskedFacts{"risk.rosh", "contact.private_place",
                                           "contact.scheduled", "no.such_fact"};

// A home visit that was approved the day after, took place by telephone in the end, and was
// corrected two days later.
Story AVisitOverTheTelephone() {
  Story story("X100002", "home visit");
  story.Decide(kOfficer, kVisit);
  story.Approve(By("s.senior", "2026-11-24", "senior probation officer"),
                R"("approved":true,"role":"senior probation officer","until":"2026-12-04")");
  story.Happen(By("a.officer", "2026-12-01"),
               R"("mode":null,"attended":"missed","technical_failure":false)");
  story.Happen(By("a.officer", "2026-12-03"),
               R"("mode":"telephone","attended":"attended","mitigations_done":[0])");
  return story;
}

DecisionRow RowOn(Story& story, std::string_view day) {
  return Must(RowOf(On(day), story.decision(), story.advice(), story.records(), kAskedFacts));
}

TEST(RowOf, TellsWhatWasAdvisedAndDecided) {
  Story story = AVisitOverTheTelephone();
  const DecisionRow row = RowOn(story, "2026-11-23");
  EXPECT_EQ(row.sequence, 13U);
  EXPECT_EQ(row.day, On("2026-11-23"));
  ASSERT_TRUE(row.known);
  EXPECT_EQ(row.known->person, "X100002");
  EXPECT_EQ(row.known->who, "a.officer");
  EXPECT_EQ(row.known->role, "probation officer");
  EXPECT_EQ(row.known->region, std::nullopt);
  EXPECT_EQ(row.known->decision.mode, "home visit");
  EXPECT_EQ(row.known->decision.advised, row.known->advice.lead);
  EXPECT_EQ(row.known->standing.state, DecisionState::kWaiting);
  EXPECT_FALSE(row.known->outcome);
}

TEST(RowOf, TakesOutcomesUpToTheDayAndNoLaterOne) {
  Story story = AVisitOverTheTelephone();
  const DecisionRow missed = RowOn(story, "2026-12-02");
  ASSERT_TRUE(missed.known->outcome);
  EXPECT_EQ(missed.known->outcome->said.attended, Attendance::kMissed);
  EXPECT_EQ(missed.known->outcome->said.mode, std::nullopt);
  EXPECT_EQ(missed.known->outcome->said.technical_failure, false);
  EXPECT_EQ(missed.known->outcome->day, On("2026-12-01"));
  EXPECT_EQ(missed.known->standing.mitigations[0].state, MitigationState::kOverdue);

  const DecisionRow mended = RowOn(story, "2026-12-03");
  EXPECT_EQ(mended.known->outcome->day, On("2026-12-03"));
  EXPECT_EQ(mended.known->outcome->said.attended, Attendance::kAttended);
  EXPECT_EQ(mended.known->outcome->said.mode, "telephone");
  EXPECT_EQ(mended.known->standing.mitigations[0].state, MitigationState::kDone);
}

TEST(RowOf, WhatALaterOutcomeDoesNotKnowIsNotForgotten) {
  Story story("X100002", "home visit");
  story.Decide(kOfficer, kVisit);
  story.Happen(By("a.officer", "2026-11-30"),
               R"("mode":"home visit","attended":"attended","technical_failure":true,)"
               R"("risk_information":"gained","risk_words":"A new partner lives there.",)"
               R"("right_mode":"right","outcome_code":"ATTC")");
  const OutcomeRecord learnt = RowOn(story, "2026-11-30").known->outcome->said;
  story.Happen(By("a.officer", "2026-12-02"), R"("mode":null,"attended":"not recorded")");
  const auto told = [&] { return RowOn(story, "2026-12-05").known->outcome->said; };
  EXPECT_EQ(WrittenFields(told()), WrittenFields(learnt));
  story.Happen(By("a.officer", "2026-12-03"),
               R"("mode":null,"attended":"attended","technical_failure":false)");
  EXPECT_EQ(told().technical_failure, false) << "the newest known value";
  EXPECT_EQ(told().risk_words, "A new partner lives there.");
  EXPECT_EQ(told().mode, "home visit");
  story.Happen(By("a.officer", "2026-12-04"), R"("mode":null,"attended":"missed")");
  EXPECT_EQ(told().attended, Attendance::kMissed);
  EXPECT_EQ(told().mode, std::nullopt) << "it did not take place";
}

TEST(RowOf, APromiseThatWasKeptLeavesWhatWasLearntAlone) {
  Story story("X100002", "home visit");
  story.Decide(kOfficer, kVisit);
  story.Happen(By("a.officer", "2026-11-30"),
               R"("mode":"home visit","attended":"attended","risk_information":"gained")");
  story.Keep(By("a.officer", "2026-12-02"), R"("promises":[0],"on":"2026-12-01")");
  const DecisionRow row = RowOn(story, "2026-12-02");
  EXPECT_EQ(row.known->outcome->said.risk_information, RiskInformation::kGained);
  EXPECT_EQ(row.known->outcome->day, On("2026-11-30"));
  EXPECT_EQ(row.known->standing.mitigations[0].state, MitigationState::kDone);
  EXPECT_EQ(RowOn(story, "2026-12-01").known->standing.mitigations[0].state,
            MitigationState::kOverdue);
}

TEST(RowOf, GivesFactsAsTheyWereDecidedOnAndUnknownOnesAsNothing) {
  Story story = AVisitOverTheTelephone();
  const auto facts = RowOn(story, "2026-11-23").known->facts;
  ASSERT_EQ(facts.size(), kAskedFacts.size());
  EXPECT_EQ(facts[0], "very high");
  EXPECT_EQ(facts[1], std::nullopt);
  EXPECT_EQ(facts[2], "true");
  EXPECT_EQ(facts[3], std::nullopt);
}

TEST(RowOf, HasTheCadenceOfRulesThatReachTheCaseAlone) {
  Story story = AVisitOverTheTelephone();
  const std::vector<std::string> asked{"cadence.first-home-visit-high",
                                       "cadence.first-home-visit-low"};
  const auto facts =
      Must(RowOf(On("2026-11-23"), story.decision(), story.advice(), story.records(), asked))
          .known->facts;
  EXPECT_NE(facts[0], std::nullopt) << "somebody dangerous";
  EXPECT_EQ(facts[1], std::nullopt);
}

TEST(RowOf, SaysHowTheFirstHomeVisitAndOtherContactStandWhateverTheRulesAreCalled) {
  Story story = AVisitOverTheTelephone();
  const DecisionRow row = RowOn(story, "2026-11-23");
  EXPECT_EQ(row.known->first_home_visit, CadenceShown::kKept);
  EXPECT_EQ(row.known->cadence, CadenceShown::kNotPublished) << "tiers A and B";
}

TEST(FurthestFromKept, IsTheRuleThatNeedsSomebodyToActFirst) {
  constexpr auto kInPerson = CadenceKind::kInPersonEveryWeeks;
  std::vector<CadenceTold> told{{"visit", CadenceKind::kFirstHomeVisitDays, CadenceShown::kOverdue},
                                {"a", kInPerson, CadenceShown::kSuspended}};
  EXPECT_EQ(FurthestFromKept(told, false), CadenceShown::kSuspended)
      << "the visit is another matter";
  told.push_back({"b", kInPerson, CadenceShown::kKept});
  EXPECT_EQ(FurthestFromKept(told, false), CadenceShown::kKept);
  told.push_back({"c", kInPerson, CadenceShown::kUnknown});
  EXPECT_EQ(FurthestFromKept(told, false), CadenceShown::kUnknown) << "it may be overdue";
  told.push_back({"d", kInPerson, CadenceShown::kDue});
  EXPECT_EQ(FurthestFromKept(told, false), CadenceShown::kDue);
  EXPECT_EQ(FurthestFromKept(told, true), CadenceShown::kOverdue);
  EXPECT_EQ(FurthestFromKept({}, true), std::nullopt);
}

TEST(RowOf, KnowsNothingOfSomebodyErased) {
  Story story = AVisitOverTheTelephone();
  const DecisionRow row = Must(
      RowOf(On("2026-12-03"), Erased(story.decision()), Erased(story.advice()), {}, kAskedFacts));
  EXPECT_EQ(row.sequence, 13U);
  EXPECT_FALSE(row.known);
}

TEST(RowOf, RefusesADecisionOfALaterDay) {
  Story story = AVisitOverTheTelephone();
  const auto row =
      RowOf(On("2026-11-22"), story.decision(), story.advice(), story.records(), kAskedFacts);
  ASSERT_FALSE(row);
  EXPECT_EQ(row.error().status, Status::kBadInput);
}

TEST(RowOf, RefusesAnotherRecordInPlaceOfTheAdvice) {
  Story story = AVisitOverTheTelephone();
  EXPECT_FALSE(RowOf(On("2026-12-03"), story.decision(), story.decision(), {}, kAskedFacts));
}

}  // namespace
}  // namespace bsup::core::testing
