// Past contacts told one by one, and what is counted from them; the slow counting must always say
// the same.
#pragma once

#include <gtest/gtest.h>

#include <string_view>

#include "advice/engine/history.h"
#include "oracle/slow_history.h"

namespace bsup::core::oracle {

inline constexpr ModeIndex kOffice{0};
inline constexpr ModeIndex kHome{1};
inline constexpr ModeIndex kTelephone{2};
inline constexpr ModeIndex kVideo{3};
inline constexpr ModeIndex kCheckIn{4};
inline constexpr ModeIndex kNotKnown;

inline constexpr FactValue kKept = static_cast<FactValue>(CadenceState::kKept);
inline constexpr FactValue kDue = static_cast<FactValue>(CadenceState::kDue);
inline constexpr FactValue kOverdue = static_cast<FactValue>(CadenceState::kOverdue);

inline Day On(std::string_view date) { return Day::Parse(date).value(); }

class HistoryTest : public ::testing::Test {
 protected:
  HistoryTest() {
    for (const char* id : {"office", "home visit", "telephone", "video", "check-in"}) {
      Mode mode;
      mode.id = id;
      policy_.modes.push_back(mode);
    }
    policy_.modes[kOffice].in_person = policy_.modes[kHome].in_person = true;
    contact_.date = as_of_ = On("2026-11-23");
    history_.given = true;
  }

  void Past(std::string_view date, ModeIndex mode, Attendance attendance = Attendance::kAttended) {
    history_.contacts.push_back({On(date), mode, attendance});
  }

  [[nodiscard]] PastRecord Record() const { return {policy_, contact_, history_, as_of_}; }

  // As the engine counts; the slow counting must say the same.
  [[nodiscard]] FactValue Count(const Derivation& derivation) const {
    const FactValue counted = Record().Derive(derivation);
    EXPECT_EQ(counted, SlowDerive(derivation, policy_, contact_, history_, as_of_));
    return counted;
  }
  [[nodiscard]] FactValue Count(DerivationKind kind) const {
    return Count(Derivation{.kind = kind});
  }

  [[nodiscard]] CadenceClock Clock(CadenceKind kind, int amount) const {
    Cadence rule;
    rule.id = "the-rule";
    rule.kind = kind;
    rule.amount = amount;
    rule.home_visit_modes = {kHome};
    const CadenceClock clock = Record().ReadClock(rule);
    const CadenceClock slow = SlowClock(rule, policy_, contact_, history_, as_of_);
    EXPECT_EQ(clock.state, slow.state);
    EXPECT_EQ(clock.last, slow.last);
    EXPECT_EQ(clock.due, slow.due);
    EXPECT_EQ(clock.suspended_until, slow.suspended_until);
    return clock;
  }

  void Suspend(std::string_view from, std::string_view until, int resume_weeks) {
    Suspension suspension;
    suspension.from = On(from);
    suspension.until = On(until);
    suspension.cadence = {"the-rule"};
    suspension.resume_weeks = resume_weeks;
    policy_.suspensions.push_back(suspension);
  }

  Policy policy_;
  Contact contact_;
  History history_;
  Day as_of_;
};

}  // namespace bsup::core::oracle
