// How a decision stands on the day before, the day of and the day after.
#include "records/standing/decision_state.h"

#include <gtest/gtest.h>

#include "records/kept.h"

namespace bsup::core::testing {
namespace {

class Visit : public Story {
 public:
  Visit() : Story("X100002", "home visit") { Decide(kOfficer, kVisit); }

  void Approved(std::string_view who, std::string_view day, std::string_view until,
                const std::string& role = "senior probation officer") {
    Approve(By(who, day),
            R"("approved":true,"role":")" + role + R"(","until":")" + std::string(until) + '"');
  }
  void Refused(std::string_view who, std::string_view day,
               const std::string& role = "senior probation officer") {
    Approve(By(who, day), R"("approved":false,"words":"No.","role":")" + role + '"');
  }
  DecisionStanding Standing(std::string_view day) {
    return Must(StandingOn(On(day), decision(), records()));
  }
  std::string State(std::string_view day) {
    return kDecisionStateNames[static_cast<std::size_t>(Standing(day).state)];
  }
  std::string Promise(std::string_view day) {
    return kMitigationStateNames[static_cast<std::size_t>(Standing(day).mitigations[0].state)];
  }
  // As if the decision needed these roles, in the text of a JSON list.
  void Needing(const std::string& roles) {
    std::string& subject = *records()[1].subject;
    const std::string needed = R"(["senior probation officer"])";
    subject.replace(subject.find(needed), needed.size(), roles);
  }
};

TEST(StandingOn, ADecisionWaitsUntilTheDayItIsApproved) {
  Visit visit;
  visit.Approved("s.senior", "2026-11-25", "2026-11-30");
  EXPECT_EQ(visit.State("2026-11-24"), "waiting");
  EXPECT_EQ(visit.Standing("2026-11-24").lacks,
            std::vector<std::string>{"senior probation officer"});
  EXPECT_EQ(visit.State("2026-11-25"), "approved");
  EXPECT_EQ(visit.Standing("2026-11-25").until, On("2026-11-30"));
}

TEST(StandingOn, AnApprovalLapsesOnTheDayAfterItsLast) {
  Visit visit;
  visit.Approved("s.senior", "2026-11-25", "2026-11-28");
  EXPECT_EQ(visit.State("2026-11-27"), "approved");
  EXPECT_EQ(visit.State("2026-11-28"), "approved");
  EXPECT_EQ(visit.State("2026-11-29"), "lapsed");
  visit.Approved("s.senior", "2026-11-30", "2026-12-31");
  EXPECT_EQ(visit.State("2026-11-29"), "lapsed");
  EXPECT_EQ(visit.State("2026-11-30"), "approved");
}

TEST(StandingOn, AnApprovalThatHeldWhenTheContactTookPlaceDoesNotLapse) {
  Visit visit;
  visit.Approved("s.senior", "2026-11-25", "2026-11-30");
  EXPECT_EQ(visit.State("2026-12-02"), "lapsed");
  visit.Happen(By("a.officer", "2026-12-01"), R"("mode":"home visit","attended":"attended")");
  EXPECT_EQ(visit.State("2026-11-30"), "approved");
  EXPECT_EQ(visit.State("2026-12-02"), "approved");
}

TEST(StandingOn, AContactThatWasMissedStopsNoClock) {
  Visit visit;
  visit.Approved("s.senior", "2026-11-25", "2026-11-30");
  visit.Happen(By("a.officer", "2026-11-30"), R"("mode":null,"attended":"missed")");
  EXPECT_EQ(visit.State("2026-12-01"), "lapsed");
}

TEST(StandingOn, AContactThatTookPlaceWithoutApprovalWasNotApproved) {
  Visit visit;
  visit.Approved("s.senior", "2026-11-25", "2026-11-28");
  visit.Happen(By("a.officer", "2026-11-30"), R"("mode":"home visit","attended":"attended")");
  EXPECT_EQ(visit.State("2026-12-01"), "lapsed");
}

TEST(StandingOn, TheLastWordOnARoleCounts) {
  Visit visit;
  visit.Refused("s.senior", "2026-11-24");
  visit.Approved("h.head", "2026-11-25", "2026-12-01", "head of probation delivery unit");
  visit.Refused("s.senior", "2026-11-26");
  EXPECT_EQ(visit.State("2026-11-24"), "refused");
  EXPECT_EQ(visit.Standing("2026-11-24").refusals, std::vector<std::uint64_t>{14});
  EXPECT_EQ(visit.State("2026-11-25"), "approved");
  EXPECT_EQ(visit.State("2026-11-26"), "refused");
  EXPECT_EQ(visit.Standing("2026-11-26").refusals, std::vector<std::uint64_t>{16});
}

TEST(StandingOn, EveryRoleNeedsASignatureOfItsOwn) {
  Visit visit;
  visit.Needing(R"(["senior probation officer","head of probation delivery unit"])");
  visit.Approved("h.head", "2026-11-24", "2026-12-01", "head of probation delivery unit");
  EXPECT_EQ(visit.State("2026-11-24"), "waiting");
  EXPECT_EQ(visit.Standing("2026-11-24").lacks.size(), 1u);
  visit.Approved("s.senior", "2026-11-25", "2026-11-27");
  EXPECT_EQ(visit.State("2026-11-25"), "approved");
  EXPECT_EQ(visit.Standing("2026-11-25").until, On("2026-11-27"));
  EXPECT_EQ(visit.State("2026-11-28"), "lapsed");
}

TEST(StandingOn, ASeniorsSignatureIsNotAHeads) {
  Visit visit;
  visit.Needing(R"(["senior probation officer","head of probation delivery unit"])");
  visit.Approved("s.senior", "2026-11-24", "2026-12-01");
  visit.Approved("t.senior", "2026-11-24", "2026-12-01");
  EXPECT_EQ(visit.State("2026-11-24"), "waiting");
  EXPECT_EQ(visit.Standing("2026-11-24").lacks,
            std::vector<std::string>{"head of probation delivery unit"});
}

TEST(StandingOn, AHeadWhoSignedFirstMakesRoomForASenior) {
  Visit visit;
  visit.Needing(R"(["head of probation delivery unit","senior probation officer"])");
  visit.Approved("d.director", "2026-11-24", "2026-12-01", "regional probation director");
  visit.Approved("h.head", "2026-11-24", "2026-12-01", "head of probation delivery unit");
  EXPECT_EQ(visit.State("2026-11-24"), "approved");
}

TEST(StandingOn, ApprovalsThatNeverHeldTogetherDoNotLapse) {
  Visit visit;
  visit.Needing(R"(["senior probation officer","head of probation delivery unit"])");
  visit.Approved("s.senior", "2026-11-24", "2026-11-25");
  visit.Approved("h.head", "2026-11-26", "2026-12-01", "head of probation delivery unit");
  EXPECT_EQ(visit.State("2026-11-26"), "waiting");
  EXPECT_EQ(visit.Standing("2026-11-26").lacks,
            std::vector<std::string>{"senior probation officer"});
}

TEST(StandingOn, OutsidePolicyAndNeedsNoneAreStatesOfTheirOwn) {
  Story outside("X100003", "telephone");
  outside.Decide(kOfficer, R"("mode":"telephone","reason":{"code":"urgent","words":"Fire."})");
  const DecisionStanding standing =
      Must(StandingOn(On("2026-11-23"), outside.decision(), outside.records()));
  EXPECT_EQ(standing.state, DecisionState::kOutsidePolicy);
  EXPECT_EQ(standing.outside, Outside::kNotPermitted);
  Story free("X100010", "telephone");
  free.Decide(kOfficer, R"("mode":"telephone")");
  EXPECT_EQ(Must(StandingOn(On("2026-11-23"), free.decision(), free.records())).state,
            DecisionState::kNeedsNone);
}

TEST(StandingOn, ALaterDecisionOnTheSameAdviceSupersedesFromItsDay) {
  Visit visit;
  visit.Approved("s.senior", "2026-11-24", "2026-12-01");
  visit.Decide(By("a.officer", "2026-11-26"), R"("mode":"office")");
  EXPECT_EQ(visit.State("2026-11-25"), "approved");
  EXPECT_EQ(visit.State("2026-11-26"), "superseded");
  EXPECT_EQ(visit.Standing("2026-11-26").superseded_by, 15u);
  EXPECT_EQ(Must(StandingOn(On("2026-11-26"), visit.records()[3], visit.records())).state,
            DecisionState::kNeedsNone);
}

// A call to somebody whom it is not safe to call, then a decision to see them.
Story ACallOutsidePolicy(const std::string& outcome) {
  Story story("X100003", "telephone");
  story.Decide(kOfficer, R"("mode":"telephone","reason":{"code":"urgent","words":"Fire."})");
  if (!outcome.empty()) story.Happen(By("a.officer", "2026-11-30"), outcome);
  story.Decide(By("a.officer", "2026-12-02"), R"("mode":"office")");
  return story;
}
DecisionStanding OfTheCall(const std::string& outcome, std::string_view day) {
  Story story = ACallOutsidePolicy(outcome);
  return Must(StandingOn(On(day), story.decision(), story.records()));
}

TEST(StandingOn, WhatWasDoneOutsidePolicyStaysThatWhateverIsDecidedLater) {
  const std::string attended = R"("mode":"telephone","attended":"attended")";
  EXPECT_EQ(OfTheCall(attended, "2026-12-01").state, DecisionState::kOutsidePolicy);
  const DecisionStanding later = OfTheCall(attended, "2026-12-02");
  EXPECT_EQ(later.state, DecisionState::kOutsidePolicy);
  EXPECT_TRUE(later.done_outside);
  EXPECT_EQ(later.superseded_by, 15u);
  EXPECT_TRUE(OfTheCall(R"("mode":null,"attended":"attended")", "2026-12-02").done_outside)
      << "that its mode is not known does not make it another";
}

TEST(StandingOn, WhatWasNotDoneOutsidePolicyIsSuperseded) {
  for (const char* outcome :
       {"", R"("mode":null,"attended":"missed")", R"("mode":null,"attended":"not recorded")",
        R"("mode":"office","attended":"attended")"}) {
    const DecisionStanding standing = OfTheCall(outcome, "2026-12-02");
    EXPECT_EQ(standing.state, DecisionState::kSuperseded) << outcome;
    EXPECT_FALSE(standing.done_outside) << outcome;
  }
}

TEST(StandingOn, WhatWasDoneWithinPolicyIsSuperseded) {
  Visit visit;
  visit.Happen(By("a.officer", "2026-11-30"), R"("mode":"home visit","attended":"attended")");
  visit.Decide(By("a.officer", "2026-12-02"), R"("mode":"office")");
  EXPECT_EQ(visit.State("2026-12-02"), "superseded");
}

TEST(StandingOn, APromiseThatWasKeptIsDoneFromTheDayThatSaysSo) {
  Visit visit;
  visit.Keep(By("a.officer", "2026-12-03"), R"("promises":[0],"on":"2026-11-29")");
  EXPECT_EQ(visit.Promise("2026-12-02"), "overdue");
  EXPECT_EQ(visit.Promise("2026-12-03"), "done");
  EXPECT_EQ(visit.Standing("2026-12-03").mitigations[0].done, On("2026-12-03"));
  EXPECT_EQ(visit.Standing("2026-12-03").mitigations[0].done_on, On("2026-11-29"));
  EXPECT_FALSE(visit.Standing("2026-12-03").done_outside);
}

TEST(StandingOn, APromiseIsOverdueOnTheDayAfterItsDueDay) {
  Visit visit;
  EXPECT_EQ(visit.Promise("2026-11-29"), "open");
  EXPECT_EQ(visit.Promise("2026-11-30"), "open");
  EXPECT_EQ(visit.Promise("2026-12-01"), "overdue");
  visit.Happen(By("a.officer", "2026-12-02"),
               R"("mode":"home visit","attended":"attended","mitigations_done":[0])");
  EXPECT_EQ(visit.Promise("2026-12-01"), "overdue");
  EXPECT_EQ(visit.Promise("2026-12-02"), "done");
  EXPECT_EQ(visit.Standing("2026-12-02").mitigations[0].done, On("2026-12-02"));
}

TEST(StandingOn, ThatNobodySaidWhetherItWasDoneIsNotThatItWas) {
  Visit visit;
  visit.Happen(By("a.officer", "2026-11-30"), R"("mode":"home visit","attended":"attended")");
  EXPECT_EQ(visit.Promise("2026-11-30"), "open");
}

TEST(StandingOn, IsAskedForADayOnWhichThereWasADecision) {
  Visit visit;
  EXPECT_TRUE(StandingOn(On("2026-11-23"), visit.decision(), visit.records()));
  const auto before = StandingOn(On("2026-11-22"), visit.decision(), visit.records());
  ASSERT_FALSE(before);
  EXPECT_EQ(before.error().status, Status::kBadInput);
  EXPECT_EQ(StandingOn(On("2026-11-23"), Erased(visit.decision()), {}).error().status,
            Status::kErased);
}

TEST(StandingOn, IsGivenAsJson) {
  Visit visit;
  EXPECT_EQ(
      visit.Standing("2026-11-24").ToJson(),
      R"({"done_outside":false,"lacks":["senior probation officer"],"mitigations":[)"
      R"({"done":null,"done_on":null,"due":"2026-11-30","state":"open","what":"two of us go"}],"outside":null,)"
      R"("refusals":[],"state":"waiting","superseded_by":null,"until":null})");
}

}  // namespace
}  // namespace bsup::core::testing
