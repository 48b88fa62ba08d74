#include "days.h"

#include <array>
#include <cstdio>

namespace web {
namespace {

std::optional<std::chrono::sys_days> Make(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok() || year < 1900 || year > 2999) return std::nullopt;
  return std::chrono::sys_days(date);
}

}  // namespace

std::optional<std::chrono::sys_days> ParseIsoDay(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const std::string head(text.substr(0, 10));
  int read = 0;
  if (std::sscanf(head.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &read) != 3 || read != 10) {
    return std::nullopt;
  }
  return Make(year, month, day);
}

std::optional<std::chrono::sys_days> ParseDay(std::string_view text) {
  if (text.size() == 10 && text[4] == '-') return ParseIsoDay(text);
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const std::string whole(text.substr(0, 32));
  int read = 0;
  if (std::sscanf(whole.c_str(), " %2u%*1[/. -]%2u%*1[/. -]%4d %n", &day, &month, &year, &read) !=
          3 ||
      static_cast<std::size_t>(read) != whole.size()) {
    return std::nullopt;
  }
  return Make(year, month, day);
}

std::string IsoDay(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::string FieldDay(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%u/%u/%04d", static_cast<unsigned>(date.day()),
                static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
  return text.data();
}

}  // namespace web
