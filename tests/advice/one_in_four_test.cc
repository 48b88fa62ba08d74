// "One in four of a low-risk, stable person's office visits may be a telephone call", and a cadence
// that ends: sentences from practice that need a count, as plugin/docs/policy_teams.md writes them.
#include <gtest/gtest.h>

#include "advice/engine/advise.h"
#include "policy/pack_builder.h"

namespace bsup::core {
namespace {

std::string Declared(const std::string& id, const std::string& type) {
  return "[fact.\"" + id +
         "\"]\nlabel = { en = \"L\", cy = \"L\" }\nask = { en = \"A?\", cy = \"A?\" }\n" + type;
}

std::string Derived(const std::string& id, const std::string& derive) {
  return Declared(id,
                  "type = \"count\"\nmin = 0\nmax = 3660\nworse = \"high\"\n"
                  "unit = { en = \"of them\", cy = \"ohonynt\" }\nderive = " +
                      derive + "\n");
}

// The rule with its condition, for the small pack.
std::shared_ptr<const PolicyInForce> OneInFour(const std::string& condition) {
  return InForce({PackFile(
      "pack.toml",
      SmallPack(Declared("stable", "type = \"flag\"\n") +
                Derived("weeks", "\"weeks working together\"") +
                Derived("days", "\"days into supervision\"") +
                Derived("calls", "{ remote_of_last = 3 }") +
                ARule("principle", "one-in-four",
                      kStandard + "supplement_only = [\"telephone\"]\n" + condition + "\n") +
                ARule("cadence", "early-engagement",
                      kStandard + "when = { days = \"< 56\" }\ncontact_every_weeks = 1\n"
                                  "ask = { en = \"Seen?\", cy = \"Gwelwyd?\" }\n")))});
}

const std::string kUnless =
    "unless = { \"risk.rosh\" = \"low\", stable = true, weeks = \">= 26\", calls = 0 }";
const std::string kWhen =
    "when = { \"risk.rosh\" = \"low\", stable = true, weeks = \">= 26\", calls = \">= 1\" }";

// A telephone call of 23 November 2026, planned for somebody at low risk, stable, and known for a
// year, who came to the office a year ago.
class OneInFourTest : public ::testing::Test {
 protected:
  OneInFourTest() {
    contact_.date = On("2026-11-23");
    contact_.with = contact_.role = 0;
    case_.facts.assign(policy().facts.size(), kUnknown);
    case_.from.assign(policy().facts.size(), "");
    Is("risk.rosh", 0);
    Is("stable", 1);
    case_.history.given = true;
    case_.history.start = On("2025-11-24");
    Past("2025-11-24", "office");
  }

  void Is(std::string_view fact, FactValue value) { case_.facts[policy().FactNamed(fact)] = value; }
  void Past(std::string_view day, std::string_view mode,
            Attendance attendance = Attendance::kAttended) {
    case_.history.contacts.push_back({On(day), policy().ModeNamed(mode), attendance});
  }
  void PastVisits() {
    for (const char* day : {"2026-09-14", "2026-10-05", "2026-10-26"}) Past(day, "office");
  }

  [[nodiscard]] Advice Advised() const {
    Contact contact = contact_;
    contact.planned = policy().ModeNamed("telephone");
    return Advise(*policy_, contact, case_, contact.date);
  }
  [[nodiscard]] bool CallCounts() const {
    return Advised().modes[policy().ModeNamed("telephone")].standing.counts;
  }
  [[nodiscard]] bool IsAsked(std::string_view fact) const {
    const Advice advice = Advised();
    const FactIndex index = policy().FactNamed(fact);
    return std::ranges::any_of(advice.ask, [&](const Question& question) {
      return std::ranges::find(question.facts, index) != question.facts.end();
    });
  }
  [[nodiscard]] const Policy& policy() const { return policy_->policy; }

  std::shared_ptr<const PolicyInForce> policy_ = OneInFour(kUnless);
  Contact contact_;
  Case case_;
};

TEST_F(OneInFourTest, AfterThreeVisitsACallCounts) {
  PastVisits();
  EXPECT_TRUE(CallCounts());
  EXPECT_TRUE(Advised().ask.empty());
}

TEST_F(OneInFourTest, AfterACallTheNextThreeContactsAreVisits) {
  PastVisits();
  Past("2026-11-02", "telephone");
  EXPECT_FALSE(CallCounts());
  Past("2026-11-05", "office");
  Past("2026-11-09", "home visit");
  EXPECT_FALSE(CallCounts());
  Past("2026-11-16", "office");
  EXPECT_TRUE(CallCounts());
}

TEST_F(OneInFourTest, AVideoCallIsTheOneInFourToo) {
  PastVisits();
  Past("2026-11-02", "video");
  EXPECT_FALSE(CallCounts());
}

TEST_F(OneInFourTest, AMissedVisitIsNotOneOfTheThree) {
  PastVisits();
  Past("2026-11-02", "telephone");
  Past("2026-11-05", "office", Attendance::kMissed);
  Past("2026-11-09", "office");
  Past("2026-11-16", "office");
  EXPECT_FALSE(CallCounts());
}

TEST_F(OneInFourTest, ForEverybodyElseACallComesOnTop) {
  PastVisits();
  Is("risk.rosh", 1);
  EXPECT_FALSE(CallCounts());
  Is("risk.rosh", 0);
  Is("stable", 0);
  EXPECT_FALSE(CallCounts());
  Is("stable", 1);
  case_.history.took_over = On("2026-06-01");  // 25 weeks
  EXPECT_FALSE(CallCounts());
  case_.history.took_over = On("2026-05-25");
  EXPECT_TRUE(CallCounts());
}

TEST_F(OneInFourTest, ACallThatComesOnTopIsNobodysOneInFour) {
  Past("2026-11-02", "telephone");
  contact_.role = 1;
  EXPECT_TRUE(CallCounts());
}

TEST_F(OneInFourTest, WhatIsNotKnownOfThePersonIsAsked) {
  PastVisits();
  Is("stable", kUnknown);
  EXPECT_FALSE(CallCounts());
  EXPECT_TRUE(IsAsked("stable"));
}

TEST_F(OneInFourTest, AVisitNobodyRecordedIsNoDoubtWhereAllWereVisits) {
  PastVisits();
  Past("2026-11-16", "office", Attendance::kNotRecorded);
  EXPECT_TRUE(CallCounts());
}

TEST_F(OneInFourTest, ACallNobodyRecordedIsAskedAbout) {
  PastVisits();
  Past("2026-11-16", "telephone", Attendance::kNotRecorded);
  EXPECT_FALSE(CallCounts());
  EXPECT_TRUE(IsAsked("calls"));
}

TEST_F(OneInFourTest, WithWhenTheRuleIsForThesePeopleAndOthersHaveTheirOwn) {
  policy_ = OneInFour(kWhen);
  PastVisits();
  EXPECT_TRUE(CallCounts());
  Past("2026-11-02", "telephone");
  EXPECT_FALSE(CallCounts());
  Is("risk.rosh", 2);
  EXPECT_TRUE(CallCounts());
}

TEST_F(OneInFourTest, EarlyEngagementIsWeeklyForEightWeeksAndNoLonger) {
  case_.history.start = On("2026-09-29");  // 55 days
  EXPECT_EQ(Advised().cadence.size(), 1U);
  case_.history.start = On("2026-09-28");  // eight weeks
  EXPECT_EQ(Advised().cadence.size(), 0U);
}

}  // namespace
}  // namespace bsup::core
