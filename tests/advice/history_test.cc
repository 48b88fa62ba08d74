// Counting the contact history, with dates worked by hand. See plugin/docs/advice.md, "Counting the
// history".
#include "advice/engine/history.h"

#include <gtest/gtest.h>

#include "advice/past_contacts.h"
#include "oracle/random_case.h"
#include "oracle/random_policy.h"
#include "oracle/slow_history.h"

namespace bsup::core::oracle {
namespace {

TEST_F(HistoryTest, DaysAreCountedFromTheLastTimeThePersonWasSeen) {
  Past("2026-10-01", kOffice);
  Past("2026-11-02", kHome);
  Past("2026-11-16", kTelephone);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), 21);
}

TEST_F(HistoryTest, AMissedOfficeVisitIsNotSeeingThePerson) {
  Past("2026-10-01", kOffice);
  Past("2026-11-02", kOffice, Attendance::kMissed);
  Past("2026-11-03", kOffice, Attendance::kExcused);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), 53);
}

TEST_F(HistoryTest, SomebodyNeverSeenIsCountedFromTheStart) {
  Past("2026-11-02", kTelephone);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), kUnknown);
  history_.start = On("2026-10-24");
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), 30);
}

TEST_F(HistoryTest, AVisitNobodyRecordedLeavesItUnknown) {
  Past("2026-10-01", kOffice);
  Past("2026-11-02", kOffice, Attendance::kNotRecorded);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), kUnknown);
  EXPECT_EQ(Count(DerivationKind::kRemoteInARow), kUnknown);
  Past("2026-11-10", kOffice);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), 13);
}

TEST_F(HistoryTest, AnAttendedContactOfUnknownModeMayHaveBeenInPerson) {
  Past("2026-10-01", kOffice);
  Past("2026-11-02", kNotKnown);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), kUnknown);
  EXPECT_EQ(Count(DerivationKind::kRemoteInARow), kUnknown);
}

TEST_F(HistoryTest, AMissedContactOfUnknownModeWasNotInPerson) {
  Past("2026-10-01", kOffice);
  Past("2026-11-02", kNotKnown, Attendance::kMissed);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), 53);
}

TEST_F(HistoryTest, NoHistoryIsNotAnEmptyOne) {
  history_.start = On("2026-11-03");
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), 20);
  EXPECT_EQ(Count(DerivationKind::kRemoteInARow), 0);
  EXPECT_EQ(Count(DerivationKind::kMissesInARow), 0);
  history_.given = false;
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), kUnknown);
  EXPECT_EQ(Count(DerivationKind::kRemoteInARow), kUnknown);
  EXPECT_EQ(Count(DerivationKind::kMissesInARow), kUnknown);
  EXPECT_EQ(Count(DerivationKind::kRemoteMissesInARow), kUnknown);
  EXPECT_EQ(Count(DerivationKind::kWeeksWorkingTogether), kUnknown);
  EXPECT_EQ(Count(DerivationKind::kDaysIntoSupervision), 20);
}

TEST_F(HistoryTest, TheFinalThirdHasAFirstDayWhateverTheContactsAre) {
  EXPECT_EQ(Count(DerivationKind::kDayOfFinalThird), kUnknown);
  history_.given = false;
  for (const auto& [first, number] :
       {std::pair(contact_.date - 9, 10), std::pair(contact_.date, 1),
        std::pair(contact_.date + 1, 0), std::pair(contact_.date + 400, 0)}) {
    history_.final_third = first;
    EXPECT_EQ(Count(DerivationKind::kDayOfFinalThird), number);
  }
}

TEST_F(HistoryTest, WhatCameAfterAsOfIsNotHistory) {
  Past("2026-11-02", kOffice);
  Past("2026-11-20", kOffice);
  as_of_ = On("2026-11-19");
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), 21);
  as_of_ = On("2026-11-20");
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), 3);
}

TEST_F(HistoryTest, RemoteContactsInARowAreTheAttendedOnes) {
  Past("2026-10-01", kTelephone);
  Past("2026-10-08", kOffice);
  Past("2026-10-15", kTelephone);
  Past("2026-10-22", kVideo, Attendance::kMissed);
  Past("2026-10-29", kOffice, Attendance::kMissed);
  Past("2026-11-05", kVideo);
  EXPECT_EQ(Count(DerivationKind::kRemoteInARow), 2);
  Past("2026-11-12", kTelephone, Attendance::kNotRecorded);
  EXPECT_EQ(Count(DerivationKind::kRemoteInARow), kUnknown);
}

TEST_F(HistoryTest, AnExcusedContactNeitherCountsNorEndsARowOfMisses) {
  Past("2026-10-01", kOffice);
  Past("2026-10-08", kOffice, Attendance::kMissed);
  Past("2026-10-15", kTelephone, Attendance::kExcused);
  Past("2026-10-22", kTelephone, Attendance::kMissed);
  EXPECT_EQ(Count(DerivationKind::kMissesInARow), 2);
  EXPECT_EQ(Count(DerivationKind::kRemoteMissesInARow), 1);
}

TEST_F(HistoryTest, MissesAreCountedWhateverTheirMode) {
  Past("2026-10-01", kOffice, Attendance::kMissed);
  Past("2026-10-08", kNotKnown, Attendance::kAttended);
  Past("2026-10-15", kNotKnown, Attendance::kMissed);
  EXPECT_EQ(Count(DerivationKind::kMissesInARow), 1);
}

TEST_F(HistoryTest, SeeingThePersonInPersonDoesNotEndARowOfRemoteMisses) {
  Past("2026-10-01", kTelephone, Attendance::kMissed);
  Past("2026-10-08", kOffice);
  Past("2026-10-15", kVideo, Attendance::kMissed);
  EXPECT_EQ(Count(DerivationKind::kRemoteMissesInARow), 2);
  EXPECT_EQ(Count(DerivationKind::kMissesInARow), 1);
  Past("2026-10-22", kTelephone);
  EXPECT_EQ(Count(DerivationKind::kRemoteMissesInARow), 0);
}

TEST_F(HistoryTest, AMissOfUnknownModeMayHaveBeenRemote) {
  Past("2026-10-01", kTelephone, Attendance::kMissed);
  Past("2026-10-08", kNotKnown, Attendance::kMissed);
  EXPECT_EQ(Count(DerivationKind::kRemoteMissesInARow), kUnknown);
  Past("2026-10-15", kTelephone);
  EXPECT_EQ(Count(DerivationKind::kRemoteMissesInARow), 0);
}

TEST_F(HistoryTest, OfOneDayTheOrderGivenCounts) {
  Past("2026-11-02", kOffice);
  Past("2026-11-02", kTelephone);
  EXPECT_EQ(Count(DerivationKind::kRemoteInARow), 1);
  history_.contacts.clear();
  Past("2026-11-02", kTelephone);
  Past("2026-11-02", kOffice);
  EXPECT_EQ(Count(DerivationKind::kRemoteInARow), 0);
}

TEST_F(HistoryTest, WorkingTogetherBeginsWhenThePersonWasFirstSeen) {
  Past("2026-10-01", kOffice, Attendance::kMissed);
  Past("2026-10-05", kTelephone);
  Past("2026-11-09", kOffice);
  EXPECT_EQ(Count(DerivationKind::kWeeksWorkingTogether), 7);
  history_.took_over = On("2026-11-03");
  EXPECT_EQ(Count(DerivationKind::kWeeksWorkingTogether), 2);
}

TEST_F(HistoryTest, TakingACaseOverIsNoRelationship) {
  history_.took_over = On("2026-01-05");
  Past("2026-10-01", kOffice, Attendance::kMissed);
  EXPECT_EQ(Count(DerivationKind::kWeeksWorkingTogether), 0);
}

TEST_F(HistoryTest, AClockRunsFromTheLastContactThatSatisfiesIt) {
  Past("2026-10-12", kOffice);
  Past("2026-11-16", kTelephone);
  const CadenceClock clock = Clock(CadenceKind::kInPersonEveryWeeks, 8);
  EXPECT_EQ(clock.last, On("2026-10-12"));
  EXPECT_EQ(clock.due, On("2026-12-07"));
  EXPECT_EQ(clock.state, kKept);
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 6).state, kDue);
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 5).state, kOverdue);
  EXPECT_EQ(Clock(CadenceKind::kContactEveryWeeks, 1).due, On("2026-11-23"));
}

TEST_F(HistoryTest, AClockThatRunsOutBeforeTheNextContactIsDueNow) {
  Past("2026-10-12", kOffice);
  contact_.next = On("2026-12-07");
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 8).state, kKept);
  contact_.next = On("2026-12-08");
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 8).state, kDue);
}

TEST_F(HistoryTest, WithoutAContactAClockRunsFromTheStart) {
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 8).state, kUnknown);
  history_.start = On("2026-11-09");
  const CadenceClock clock = Clock(CadenceKind::kInPersonEveryWeeks, 1);
  EXPECT_EQ(clock.last, On("2026-11-09"));
  EXPECT_EQ(clock.due, On("2026-11-16"));
  EXPECT_EQ(clock.state, kOverdue);
}

TEST_F(HistoryTest, AContactOfUnknownModeSatisfiesARuleOnAnyContact) {
  history_.start = On("2026-01-05");
  Past("2026-11-18", kNotKnown);
  EXPECT_EQ(Clock(CadenceKind::kContactEveryWeeks, 1).due, On("2026-11-25"));
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 1).state, kUnknown);
}

TEST_F(HistoryTest, AFirstHomeVisitThatHasHappenedIsKeptForGood) {
  history_.start = On("2025-11-03");
  EXPECT_EQ(Clock(CadenceKind::kFirstHomeVisitDays, 15).state, kOverdue);
  EXPECT_EQ(Clock(CadenceKind::kFirstHomeVisitDays, 15).due, On("2025-11-18"));
  Past("2026-06-01", kHome);
  Past("2026-11-02", kNotKnown);
  const CadenceClock clock = Clock(CadenceKind::kFirstHomeVisitDays, 15);
  EXPECT_EQ(clock.state, kKept);
  EXPECT_EQ(clock.last, On("2026-06-01"));
  EXPECT_EQ(clock.due, std::nullopt);
}

TEST_F(HistoryTest, AContactThatMayHaveBeenTheFirstHomeVisitLeavesItUnknown) {
  history_.start = On("2025-11-03");
  Past("2026-06-01", kHome, Attendance::kNotRecorded);
  EXPECT_EQ(Clock(CadenceKind::kFirstHomeVisitDays, 15).state, kUnknown);
}

TEST_F(HistoryTest, TheMostRemoteContactsInARowAreDueWhenReachedAndOverdueBeyond) {
  Past("2026-10-01", kOffice);
  Past("2026-10-08", kTelephone);
  EXPECT_EQ(Clock(CadenceKind::kRemoteInARowMost, 2).state, kKept);
  Past("2026-10-15", kTelephone);
  EXPECT_EQ(Clock(CadenceKind::kRemoteInARowMost, 2).state, kDue);
  Past("2026-10-22", kVideo);
  EXPECT_EQ(Clock(CadenceKind::kRemoteInARowMost, 2).state, kOverdue);
  Past("2026-10-29", kVideo, Attendance::kNotRecorded);
  EXPECT_EQ(Clock(CadenceKind::kRemoteInARowMost, 2).state, kUnknown);
}

TEST_F(HistoryTest, AClockStandsStillWhileItIsSuspended) {
  Past("2026-08-31", kOffice);
  Suspend("2026-09-28", "2026-10-11", 0);  // fourteen days
  const CadenceClock clock = Clock(CadenceKind::kInPersonEveryWeeks, 10);
  EXPECT_EQ(clock.due, On("2026-11-23"));  // 9 November and fourteen days
  EXPECT_EQ(clock.state, kDue);
  EXPECT_EQ(clock.suspended_until, std::nullopt);
}

TEST_F(HistoryTest, DaysOfASuspensionBeforeTheLastContactAreLeftOut) {
  Past("2026-10-05", kOffice);
  Suspend("2026-09-28", "2026-10-11", 0);
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 6).due,
            On("2026-11-22"));  // 16 November and six days
  history_.contacts.clear();
  Past("2026-10-11", kOffice);
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 6).due, On("2026-11-22"));
}

TEST_F(HistoryTest, AClockDueOnTheFirstDayOfASuspensionStandsStill) {
  Past("2026-08-31", kOffice);
  Suspend("2026-09-14", "2026-09-27", 0);
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 2).due, On("2026-09-28"));
}

TEST_F(HistoryTest, AClockThatRanOutBeforeASuspensionIsNotMoved) {
  Past("2026-08-31", kOffice);
  Suspend("2026-09-15", "2026-09-27", 6);
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 2).due, On("2026-09-14"));
}

TEST_F(HistoryTest, AfterASuspensionThereAreWeeksToStartAgain) {
  Past("2026-08-31", kOffice);
  Suspend("2026-09-14", "2026-10-11", 6);
  const CadenceClock clock = Clock(CadenceKind::kInPersonEveryWeeks, 2);
  EXPECT_EQ(clock.due, On("2026-11-22"));  // six weeks after 11 October, and not 12 October
  EXPECT_EQ(clock.state, kOverdue);
}

TEST_F(HistoryTest, OneSuspensionMayBringAClockIntoTheNext) {
  Past("2026-08-31", kOffice);
  Suspend("2026-09-14", "2026-09-20", 0);
  Suspend("2026-09-21", "2026-09-30", 0);
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 2).due, On("2026-10-01"));
}

TEST_F(HistoryTest, ASuspensionThatCoversTheContactKeepsEveryClock) {
  Suspend("2026-11-23", "2026-11-23", 2);
  const CadenceClock clock = Clock(CadenceKind::kInPersonEveryWeeks, 8);
  EXPECT_EQ(clock.state, kKept);
  EXPECT_EQ(clock.suspended_until, On("2026-11-23"));
  history_.given = false;
  EXPECT_EQ(Clock(CadenceKind::kRemoteInARowMost, 1).state, kKept);
  contact_.date = On("2026-11-24");
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 8).state, kUnknown);
}

TEST_F(HistoryTest, ASuspensionOfAnotherRuleIsNoneOfThis) {
  Past("2026-08-31", kOffice);
  Suspend("2026-09-07", "2026-09-20", 6);
  policy_.suspensions[0].cadence = {"another-rule"};
  EXPECT_EQ(Clock(CadenceKind::kInPersonEveryWeeks, 2).due, On("2026-09-14"));
}

Derivation AnyOf(const DerivationRow& row, Dice& dice, const Policy& policy) {
  const auto some_modes = [&] {
    return ModeSet::FromBits(static_cast<std::uint8_t>(dice.Below(1 << policy.modes.size())));
  };
  Derivation derivation{.kind = row.member};
  if (row.takes == DerivationTakes::kModes) derivation.modes = some_modes();
  if (row.takes != DerivationTakes::kContacts) return derivation;
  derivation.last = dice.Between(1, 6);
  if (dice.Percent(50)) derivation.except = some_modes();
  return derivation;
}

TEST(History, IsCountedAlikeByBothOnRandomHistories) {
  for (int seed = 0; seed < 3'000; ++seed) {
    Dice dice(static_cast<std::uint64_t>(seed));
    const auto in_force = RandomPolicy(dice);
    const Policy& policy = in_force->policy;
    const RandomCase made = AnyCase(dice, policy, 50);
    const PastRecord record(policy, made.contact, made.a_case.history, made.as_of);
    for (const DerivationRow& row : kDerivations) {
      const Derivation derivation = AnyOf(row, dice, policy);
      FactValue slow =
          SlowDerive(derivation, policy, made.contact, made.a_case.history, made.as_of);
      if (slow != kUnknown && row.member == DerivationKind::kWeeksWorkingTogether)
        slow = std::max(slow, 0);
      EXPECT_EQ(record.Derive(derivation), slow) << row.word << " " << seed;
    }
    for (const Cadence& rule : policy.cadence) {
      if (rule.kind == CadenceKind::kNotPublished) continue;
      const CadenceClock clock = record.ReadClock(rule);
      const CadenceClock slow =
          SlowClock(rule, policy, made.contact, made.a_case.history, made.as_of);
      EXPECT_EQ(clock.state, slow.state) << seed;
      EXPECT_EQ(clock.last, slow.last) << seed;
      EXPECT_EQ(clock.due, slow.due) << seed;
    }
  }
}

}  // namespace
}  // namespace bsup::core::oracle
