#include "base/day.h"

#include <chrono>
#include <cstdio>

namespace bsup::core {
namespace {

// The number written with exactly `text.size()` digits.
std::optional<int> Digits(std::string_view text) {
  int number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

// Two digits at `at`, no more than `most`.
bool TwoDigits(std::string_view text, std::size_t at, int most) {
  if (text.size() < at + 2) return false;
  const auto number = Digits(text.substr(at, 2));
  return number && *number <= most;
}

// `Z`, `+01:00`, `+0100`, each perhaps followed by `[Zone/Name]`, or nothing.
bool IsOffset(std::string_view text) {
  const std::size_t zone = text.find('[');
  if (zone != std::string_view::npos) {
    if (text.back() != ']' || text.size() < zone + 3) return false;
    text = text.substr(0, zone);
  }
  if (text.empty() || text == "Z") return true;
  if (text[0] != '+' && text[0] != '-') return false;
  text.remove_prefix(1);
  if (!TwoDigits(text, 0, 18)) return false;
  if (text.size() == 2) return true;
  const std::size_t minutes = text[2] == ':' ? 3 : 2;
  return text.size() == minutes + 2 && TwoDigits(text, minutes, 59);
}

// `10:15`, `10:15:00`, `10:15:00.382936`, then an offset.
bool IsTime(std::string_view text) {
  if (!TwoDigits(text, 0, 24) || text.size() < 5 || text[2] != ':' || !TwoDigits(text, 3, 59)) {
    return false;
  }
  text.remove_prefix(5);
  if (!text.empty() && text[0] == ':') {
    if (!TwoDigits(text, 1, 60)) return false;
    text.remove_prefix(3);
    if (!text.empty() && text[0] == '.') {
      std::size_t end = 1;
      while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
      if (end == 1) return false;
      text.remove_prefix(end);
    }
  }
  return IsOffset(text);
}

std::chrono::year_month_day DateOf(std::int32_t number) {
  return std::chrono::sys_days{std::chrono::days{number}};
}

std::int32_t NumberOf(const std::chrono::year_month_day& date) {
  return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}

}  // namespace

std::optional<Day> Day::Parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = Digits(text.substr(0, 4));
  const auto month = Digits(text.substr(5, 2));
  const auto day = Digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1000) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day(NumberOf(date));
}

std::optional<Day> Day::ParseDateTime(std::string_view text) {
  if (text.size() <= 10) return Parse(text);
  if ((text[10] != 'T' && text[10] != ' ') || !IsTime(text.substr(11))) return std::nullopt;
  return Parse(text.substr(0, 10));
}

std::string Day::ToString() const {
  const std::chrono::year_month_day date = DateOf(number_);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

Day Day::SameDayUntil(Day until) const {
  const std::chrono::year_month_day date = DateOf(number_);
  // A 29 February that a year does not have is taken for the day after its 28th.
  const auto in = [&](std::chrono::year year) {
    return Day(NumberOf(year / date.month() / date.day()));
  };
  const std::chrono::year year = DateOf(until.number_).year();
  const Day same = in(year);
  return same <= until ? same : in(year - std::chrono::years{1});
}

}  // namespace bsup::core
