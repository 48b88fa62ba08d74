// Days in words.
#pragma once

#include <string>

#include "base/day.h"
#include "base/words.h"

namespace bsup::core {

// `30 November 2026`, `30 Tachwedd 2026`.
std::string SayDay(Day day, Language language);

// `Monday 30 November 2026`, `Dydd Llun 30 Tachwedd 2026`.
std::string SayWeekday(Day day, Language language);

}  // namespace bsup::core
