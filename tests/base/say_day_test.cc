#include "base/say_day.h"

#include <gtest/gtest.h>

namespace bsup::core {
namespace {

TEST(SayDay, SaysDaysInBothLanguages) {
  const Day day = *Day::Parse("2026-08-01");
  EXPECT_EQ(SayDay(day, Language::kEnglish), "1 August 2026");
  EXPECT_EQ(SayDay(day, Language::kWelsh), "1 Awst 2026");
  EXPECT_EQ(SayWeekday(day, Language::kEnglish), "Saturday 1 August 2026");
  EXPECT_EQ(SayWeekday(day, Language::kWelsh), "Dydd Sadwrn 1 Awst 2026");
}

}  // namespace
}  // namespace bsup::core
