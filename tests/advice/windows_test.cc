// Counting over the last few contacts, and over a sentence year: the worked examples of
// plugin/docs/advice.md, "Counting the history", and what lies beside them.
#include <gtest/gtest.h>

#include "advice/past_contacts.h"

namespace bsup::core::oracle {
namespace {

constexpr Derivation OfLast(int last, ModeSet except = {}) {
  return {.kind = DerivationKind::kRemoteOfLast, .last = last, .except = except};
}
constexpr Derivation PercentOfLast(int last, ModeSet except = {}) {
  return {.kind = DerivationKind::kRemotePercentOfLast, .last = last, .except = except};
}
constexpr Derivation InSentenceYear(ModeSet modes) {
  return {.kind = DerivationKind::kAttendedInSentenceYear, .modes = modes};
}

class WindowsTest : public HistoryTest {};

TEST_F(WindowsTest, OfTheLastThreeContactsTheFourthIsNotOne) {
  Past("2026-10-05", kOffice);
  Past("2026-10-19", kTelephone);
  Past("2026-11-02", kOffice);
  Past("2026-11-16", kOffice);
  EXPECT_EQ(Count(OfLast(3)), 1);
  EXPECT_EQ(Count(OfLast(2)), 0);
  EXPECT_EQ(Count(OfLast(4)), 1);
  Past("2026-11-20", kTelephone, Attendance::kMissed);
  EXPECT_EQ(Count(OfLast(3)), 1);
}

TEST_F(WindowsTest, OfFewerContactsThanAreAskedForThoseCount) {
  EXPECT_EQ(Count(OfLast(3)), 0);
  Past("2026-10-05", kOffice);
  Past("2026-10-19", kTelephone);
  EXPECT_EQ(Count(OfLast(3)), 1);
  history_.given = false;
  EXPECT_EQ(Count(OfLast(3)), kUnknown);
}

TEST_F(WindowsTest, AnExcusedCallIsNotOneOfThem) {
  Past("2026-10-05", kOffice);
  Past("2026-10-19", kTelephone, Attendance::kExcused);
  EXPECT_EQ(Count(OfLast(1)), 0);
}

TEST_F(WindowsTest, AVisitNobodyRecordedIsNoDoubtWhereAllWereVisits) {
  Past("2026-10-05", kOffice);
  Past("2026-10-19", kOffice);
  Past("2026-11-02", kOffice);
  Past("2026-11-16", kOffice, Attendance::kNotRecorded);
  EXPECT_EQ(Count(OfLast(3)), 0);
}

TEST_F(WindowsTest, AVisitNobodyRecordedIsADoubtWhereItWouldPushACallOut) {
  Past("2026-10-05", kTelephone);
  Past("2026-10-19", kOffice);
  Past("2026-11-02", kOffice);
  Past("2026-11-16", kOffice, Attendance::kNotRecorded);
  EXPECT_EQ(Count(OfLast(3)), kUnknown);
  EXPECT_EQ(Count(OfLast(4)), 1);
}

TEST_F(WindowsTest, ACallNobodyRecordedIsADoubtUnlessItWouldPushOutAnother) {
  Past("2026-10-05", kTelephone);
  Past("2026-10-19", kTelephone);
  Past("2026-11-02", kTelephone, Attendance::kNotRecorded);
  EXPECT_EQ(Count(OfLast(3)), kUnknown);
  EXPECT_EQ(Count(OfLast(2)), 2);
}

TEST_F(WindowsTest, WhatNobodyRecordedBeforeTheLastFewIsNoDoubt) {
  Past("2026-09-07", kNotKnown, Attendance::kNotRecorded);
  Past("2026-10-05", kOffice);
  Past("2026-10-19", kTelephone);
  EXPECT_EQ(Count(OfLast(2)), 1);
  EXPECT_EQ(Count(OfLast(3)), kUnknown);
}

TEST_F(WindowsTest, AContactOfUnknownModeMayHaveBeenEither) {
  Past("2026-10-05", kOffice);
  Past("2026-10-19", kOffice);
  Past("2026-11-02", kNotKnown);
  EXPECT_EQ(Count(OfLast(3)), kUnknown);
  Past("2026-11-09", kNotKnown, Attendance::kMissed);
  EXPECT_EQ(Count(OfLast(3)), kUnknown);
  Past("2026-11-16", kOffice);
  EXPECT_EQ(Count(OfLast(1)), 0);
}

TEST_F(WindowsTest, ContactsOfAModeThatIsExceptedArePassedOver) {
  Past("2026-10-05", kTelephone);
  Past("2026-10-19", kOffice);
  Past("2026-10-26", kCheckIn);
  Past("2026-11-02", kOffice);
  Past("2026-11-09", kCheckIn);
  EXPECT_EQ(Count(OfLast(3, {kCheckIn})), 1);
  EXPECT_EQ(Count(OfLast(3)), 2);
  Past("2026-11-16", kCheckIn, Attendance::kNotRecorded);
  EXPECT_EQ(Count(OfLast(3, {kCheckIn})), 1);
}

TEST_F(WindowsTest, TheShareIsOfThoseThatThereAreAndRoundedDown) {
  EXPECT_EQ(Count(PercentOfLast(8)), 0);
  Past("2026-10-05", kOffice);
  Past("2026-10-19", kTelephone);
  Past("2026-11-02", kOffice);
  EXPECT_EQ(Count(PercentOfLast(8)), 33);
  EXPECT_EQ(Count(PercentOfLast(2)), 50);
  EXPECT_EQ(Count(PercentOfLast(1)), 0);
  Past("2026-11-09", kCheckIn);
  EXPECT_EQ(Count(PercentOfLast(8)), 50);
  EXPECT_EQ(Count(PercentOfLast(8, {kCheckIn})), 33);
}

TEST_F(WindowsTest, AVisitNobodyRecordedWouldLessenTheShareWhileThereAreFew) {
  Past("2026-10-05", kOffice);
  Past("2026-10-19", kTelephone);
  Past("2026-11-02", kOffice, Attendance::kNotRecorded);
  EXPECT_EQ(Count(PercentOfLast(8)), kUnknown);
  EXPECT_EQ(Count(OfLast(8)), 1);
}

TEST_F(WindowsTest, TheLastRemoteContactIsTheLastAttendedOne) {
  Past("2026-10-19", kTelephone);
  Past("2026-10-26", kTelephone, Attendance::kMissed);
  Past("2026-11-02", kOffice);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceRemote), 35);
  Past("2026-11-09", kNotKnown);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceRemote), kUnknown);
  Past("2026-11-16", kVideo);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceRemote), 7);
}

TEST_F(WindowsTest, WithoutARemoteContactTheDaysAreThoseSinceTheStart) {
  Past("2026-11-02", kOffice);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceRemote), kUnknown);
  history_.start = On("2026-10-05");
  EXPECT_EQ(Count(DerivationKind::kDaysSinceRemote), 49);
  Past("2026-11-09", kTelephone, Attendance::kNotRecorded);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceRemote), kUnknown);
}

TEST_F(WindowsTest, ASentenceYearBeginsOnTheDayOfTheYearOnWhichSupervisionStarted) {
  history_.start = On("2024-11-01");
  Past("2026-10-26", kOffice);
  Past("2026-11-02", kOffice);
  Past("2026-11-09", kTelephone);
  Past("2026-11-16", kHome);
  EXPECT_EQ(Count(InSentenceYear({kOffice, kHome})), 2);
  EXPECT_EQ(Count(InSentenceYear({kTelephone})), 1);
  history_.year_end = On("2026-12-31");
  EXPECT_EQ(Count(InSentenceYear({kOffice, kHome})), 3);
  Past("2026-11-20", kOffice, Attendance::kNotRecorded);
  EXPECT_EQ(Count(InSentenceYear({kOffice, kHome})), kUnknown);
  EXPECT_EQ(Count(InSentenceYear({kTelephone})), 1);
}

TEST_F(WindowsTest, TheFirstDayOfASentenceYearBelongsToIt) {
  history_.start = On("2025-11-09");
  Past("2026-11-08", kOffice);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), 0);
  Past("2026-11-09", kOffice);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), 1);
}

TEST_F(WindowsTest, ThePackageBeginsAnewWhenTheYearEnds) {
  history_.year_end = On("2026-11-22");
  Past("2026-11-02", kOffice);
  Past("2026-11-22", kOffice);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), 0);
  contact_.date = On("2026-11-22");
  Past("2026-11-23", kOffice);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), 2);
}

TEST_F(WindowsTest, TheYearOfAContactToComeIsTheYearThatItIsIn) {
  history_.start = On("2025-12-01");
  Past("2026-11-02", kOffice);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), 1);
  contact_.date = On("2026-12-07");
  EXPECT_EQ(Count(InSentenceYear({kOffice})), 0);
}

TEST_F(WindowsTest, ALastDayOfAnyYearTellsWhenTheOthersEnd) {
  Past("2026-01-01", kOffice);
  Past("2026-11-02", kOffice);
  for (const char* end : {"2024-12-31", "2025-12-31", "2026-12-31", "2028-12-31"}) {
    history_.year_end = On(end);
    EXPECT_EQ(Count(InSentenceYear({kOffice})), 2) << end;
  }
}

TEST_F(WindowsTest, AYearThatBeganOnALeapDayBeginsOnTheFirstOfMarch) {
  history_.start = On("2024-02-29");
  Past("2026-02-28", kOffice);
  Past("2026-03-01", kOffice);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), 1);
}

TEST_F(WindowsTest, AContactOfUnknownModeInTheYearMayHaveSpentOne) {
  history_.start = On("2025-12-01");
  Past("2025-11-24", kNotKnown);
  Past("2026-01-12", kNotKnown, Attendance::kMissed);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), 0);
  Past("2026-02-09", kNotKnown);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), kUnknown);
}

TEST_F(WindowsTest, WithoutAStartOrAnEndThereIsNoYearToCountIn) {
  Past("2026-11-02", kOffice);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), kUnknown);
  history_.start = On("2026-10-05");
  history_.given = false;
  EXPECT_EQ(Count(InSentenceYear({kOffice})), kUnknown);
}

TEST_F(WindowsTest, WhatIsKnownOnlyAfterAsOfIsNotCounted) {
  history_.start = On("2026-10-05");
  Past("2026-11-02", kTelephone);
  Past("2026-11-16", kOffice);
  as_of_ = On("2026-11-10");
  EXPECT_EQ(Count(OfLast(1)), 1);
  EXPECT_EQ(Count(InSentenceYear({kOffice})), 0);
}

TEST_F(WindowsTest, AnUnknownModeIsUnknownEvenWhereEveryModeOfThePolicyIsOfOneSort) {
  policy_.modes.resize(kMostModes);
  for (Mode& mode : policy_.modes) mode.in_person = true;
  history_.start = On("2026-10-05");
  Past("2026-11-02", kNotKnown);
  EXPECT_EQ(Count(DerivationKind::kDaysSinceInPerson), kUnknown);
  for (Mode& mode : policy_.modes) mode.in_person = false;
  EXPECT_EQ(Count(DerivationKind::kDaysSinceRemote), kUnknown);
  Past("2026-11-09", kNotKnown, Attendance::kMissed);
  EXPECT_EQ(Count(DerivationKind::kRemoteMissesInARow), kUnknown);
}

}  // namespace
}  // namespace bsup::core::oracle
