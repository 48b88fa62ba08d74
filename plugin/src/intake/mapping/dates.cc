#include "intake/mapping/dates.h"

#include <chrono>
#include <cstdio>

#include "intake/mapping/fold.h"
#include "intake/mapping/table.h"

namespace bsup::core {
namespace {

constexpr std::int64_t kDayMinutes = 24 * 60;
constexpr std::int64_t kFirstDay = -354285;  // 1000-01-01
constexpr std::int64_t kLastDay = 2932896;   // 9999-12-31

// Takes up to `most` digits from the front; -1 where there is none, or more.
int TakeNumber(std::string_view& text, std::size_t most) {
  int number = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
    if (digits == most) return -1;
    number = number * 10 + (text[digits] - '0');
  }
  text.remove_prefix(digits);
  return digits == 0 ? -1 : number;
}

bool Take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Day> MakeDay(int year, int month, int day) {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  return Day::Parse(text);
}

// Three numbers with one kind of separator between them; the year has four digits.
std::optional<Day> TakeNumbers(std::string_view& text, int day_at, int month_at, int year_at) {
  int numbers[3];
  char between = '\0';
  for (int i = 0; i < 3; ++i) {
    if (i == 1) {
      if (text.empty() || (text[0] != '/' && text[0] != '-' && text[0] != '.')) return std::nullopt;
      between = text[0];
    }
    if (i > 0 && !Take(text, between)) return std::nullopt;
    const std::size_t before = text.size();
    numbers[i] = TakeNumber(text, i == year_at ? 4 : 2);
    if (numbers[i] < 0 || (i == year_at && before - text.size() != 4)) return std::nullopt;
  }
  return MakeDay(numbers[year_at], numbers[month_at], numbers[day_at]);
}

std::optional<Day> TakeCompact(std::string_view& text) {
  std::string_view digits = text.substr(0, 8);
  const int number = TakeNumber(digits, 8);
  if (number < 10000000 || !digits.empty()) return std::nullopt;
  text.remove_prefix(8);
  return MakeDay(number / 10000, number / 100 % 100, number % 100);
}

// `1 Dec 2026`, `01-DEC-2026`, `1 December 2026`.
std::optional<Day> TakeNamed(std::string_view& text) {
  static constexpr std::array<std::string_view, 12> kMonths{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  const int day = TakeNumber(text, 2);
  if (day < 0 || (!Take(text, ' ') && !Take(text, '-'))) return std::nullopt;
  const std::string_view word = text.substr(0, text.find_first_of(" -"));
  const Folded month(word);
  int found = 0;
  for (int i = 0; i < 12; ++i) {
    if (month.text().size() >= 3 && kMonths[static_cast<std::size_t>(i)].starts_with(month.text()))
      found = i + 1;
  }
  text.remove_prefix(word.size());
  if (!Take(text, ' ') && !Take(text, '-')) return std::nullopt;
  const int year = TakeNumber(text, 4);
  return MakeDay(year, found, day);
}

std::optional<Day> TakeForm(std::string_view& text, DateForm form) {
  switch (form) {
    case DateForm::kDayMonthYear: return TakeNumbers(text, 0, 1, 2);
    case DateForm::kMonthDayYear: return TakeNumbers(text, 1, 0, 2);
    case DateForm::kYearMonthDay: return TakeNumbers(text, 2, 1, 0);
    case DateForm::kCompact: return TakeCompact(text);
    case DateForm::kNamed: return TakeNamed(text);
  }
  return std::nullopt;
}

// What stands after the time of an ISO date-time that Day::ParseDateTime has read: minutes east of
// Greenwich, or nothing where no offset is written.
std::optional<int> OffsetOf(std::string_view text) {
  const std::size_t at =
      text.size() <= 16 ? std::string_view::npos : text.find_first_of("Z+-[", 16);
  if (at == std::string_view::npos || text[at] == '[') return std::nullopt;
  if (text[at] == 'Z') return 0;
  const bool west = text[at] == '-';
  text.remove_prefix(at + 1);
  int minutes = TakeNumber(text, 4);
  // `+01`, `+0100` or `+01:00`.
  if (Take(text, ':')) {
    minutes = minutes * 60 + TakeNumber(text, 2);
  } else {
    minutes = minutes >= 100 ? minutes / 100 * 60 + minutes % 100 : minutes * 60;
  }
  return west ? -minutes : minutes;
}

std::int64_t LastSundayOf(std::chrono::year year, std::chrono::month month) {
  const std::chrono::sys_days day = year / month / std::chrono::Sunday[std::chrono::last];
  return day.time_since_epoch().count() * kDayMinutes;
}

// Of a zone's offset at that minute since 1970 in UTC. Summer begins and ends at 01:00 UTC, as it
// has since 1996.
int OffsetAt(const Zone& zone, std::int64_t minute) {
  if (!zone.european_summer) return zone.minutes;
  const std::chrono::sys_days day{
      std::chrono::floor<std::chrono::days>(std::chrono::minutes(minute))};
  const std::chrono::year year = std::chrono::year_month_day(day).year();
  const std::int64_t begins = LastSundayOf(year, std::chrono::March) + 60;
  const std::int64_t ends = LastSundayOf(year, std::chrono::October) + 60;
  return zone.minutes + (minute >= begins && minute < ends ? 60 : 0);
}

std::int64_t FloorOf(std::int64_t number, std::int64_t by) {
  return number / by - (number % by < 0 ? 1 : 0);
}

std::optional<HostTime> At(std::int64_t utc_minute, const Zone& zone) {
  const std::int64_t local = utc_minute + OffsetAt(zone, utc_minute);
  const std::int64_t day = FloorOf(local, kDayMinutes);
  if (day < kFirstDay || day > kLastDay) return std::nullopt;
  return HostTime{Day::FromNumber(static_cast<std::int32_t>(day)),
                  static_cast<int>(local - day * kDayMinutes)};
}

// As Day::ParseDateTime; in the zone where an offset is written and the zone is known.
std::optional<HostTime> ReadIso(std::string_view text, const std::optional<Zone>& zone) {
  const auto day = Day::ParseDateTime(text);
  if (!day) return std::nullopt;
  if (text.size() <= 10) return HostTime{*day, 0};
  const int minute = ReadTimeOfDay(text.substr(11, 5)).value_or(0);
  const auto offset = zone ? OffsetOf(text) : std::nullopt;
  if (!offset) return HostTime{*day, minute};
  return At(day->number() * kDayMinutes + minute - *offset, *zone);
}

}  // namespace

std::optional<Zone> Zone::Named(std::string_view name) {
  if (name == "UTC") return Zone{};
  if (name == "Europe/London") return Zone{0, true};
  if (name.size() != 6 || (name[0] != '+' && name[0] != '-')) return std::nullopt;
  const auto minutes = ReadTimeOfDay(name.substr(1));
  if (!minutes || *minutes > 14 * 60) return std::nullopt;
  return Zone{name[0] == '-' ? -*minutes : *minutes, false};
}

std::optional<int> ReadTimeOfDay(std::string_view text) {
  int hour = TakeNumber(text, 2);
  if (hour < 0 || hour > 24 || !Take(text, ':') || text.size() < 2) return std::nullopt;
  const std::size_t before = text.size();
  const int minute = TakeNumber(text, 2);
  if (minute < 0 || minute > 59 || before - text.size() != 2) return std::nullopt;
  if (Take(text, ':')) {
    const int second = TakeNumber(text, 2);
    if (second < 0 || second > 60) return std::nullopt;
    if (Take(text, '.') && TakeNumber(text, 9) < 0) return std::nullopt;
  }
  const Folded half(text);
  if (half.text() == "am" || half.text() == "pm") {
    if (hour < 1 || hour > 12) return std::nullopt;
    hour = hour % 12 + (half.text() == "pm" ? 12 : 0);
  } else if (!half.text().empty() || !half.fits()) {
    return std::nullopt;
  }
  return hour * 60 + minute;
}

std::optional<HostTime> DateRules::Read(std::string_view text) const {
  if (const auto iso = ReadIso(text, zone)) return iso;
  for (std::size_t i = 0; i < kDateFormNames.size(); ++i) {
    const auto form = static_cast<DateForm>(i);
    if (!Allows(form)) continue;
    std::string_view rest = text;
    const auto day = TakeForm(rest, form);
    if (!day) continue;
    if (rest.empty()) return HostTime{*day, 0};
    if (!Take(rest, ' ') && !Take(rest, 'T')) continue;
    if (const auto minute = ReadTimeOfDay(rest)) return HostTime{*day, *minute};
  }
  return std::nullopt;
}

std::optional<HostTime> DateRules::Read(const JsonNode& node) const {
  if (epoch != Epoch::kNone) {
    if (const auto number = WholeNumber(node)) {
      const std::int64_t minute = FloorOf(*number, epoch == Epoch::kSeconds ? 60 : 60000);
      if (minute < kFirstDay * kDayMinutes || minute > kLastDay * kDayMinutes) return std::nullopt;
      return At(minute, zone.value_or(Zone{}));
    }
  }
  if (node.is_integer() && Allows(DateForm::kCompact)) {
    const ScalarText digits(node);
    return Read(digits.text());
  }
  return node.is_string() ? Read(node.string()) : std::nullopt;
}

}  // namespace bsup::core
