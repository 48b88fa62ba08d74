#include "base/say_day.h"

#include <array>
#include <chrono>

#include "base/catalogue.h"

namespace bsup::core {
namespace {

constexpr std::array kMonths{MonthText::kJanuary, MonthText::kFebruary, MonthText::kMarch,
                             MonthText::kApril,   MonthText::kMay,      MonthText::kJune,
                             MonthText::kJuly,    MonthText::kAugust,   MonthText::kSeptember,
                             MonthText::kOctober, MonthText::kNovember, MonthText::kDecember};

constexpr std::array kWeekdays{
    WeekdayText::kSunday,   WeekdayText::kMonday, WeekdayText::kTuesday, WeekdayText::kWednesday,
    WeekdayText::kThursday, WeekdayText::kFriday, WeekdayText::kSaturday};

std::chrono::sys_days CalendarDay(Day day) {
  return std::chrono::sys_days{std::chrono::days{day.number()}};
}

}  // namespace

std::string SayDay(Day day, Language language) {
  const std::chrono::year_month_day date{CalendarDay(day)};
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         Say(kMonths[static_cast<unsigned>(date.month()) - 1], language) + " " +
         std::to_string(static_cast<int>(date.year()));
}

std::string SayWeekday(Day day, Language language) {
  const std::chrono::weekday weekday{CalendarDay(day)};
  return Say(kWeekdays[weekday.c_encoding()], language) + " " + SayDay(day, language);
}

}  // namespace bsup::core
