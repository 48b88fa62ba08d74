// How a host writes days and times, and what day it is for its users. See plugin/docs/mapping.md,
// "Days".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/day.h"
#include "base/enum_table.h"
#include "base/json.h"

namespace bsup::core {

// The order of day, month and year. Any of `/`, `-` and `.` stands between them.
enum class DateForm : std::uint8_t {
  kDayMonthYear,
  kMonthDayYear,
  kYearMonthDay,
  kCompact,
  kNamed
};
inline constexpr std::array kDateFormNames{"D/M/Y", "M/D/Y", "Y/M/D", "YMD", "D MON Y"};
static_assert(HasMembers<DateForm>(kDateFormNames.size()));

// Numbers that count from the start of 1970 in UTC.
enum class Epoch : std::uint8_t { kNone, kSeconds, kMilliseconds };

struct HostTime {
  Day day;
  int minute = 0;  // of that day; 0 for a day without a time
};

// A time zone by a rule of its own, since advice must not depend on the time zone files of a
// machine.
struct Zone {
  int minutes = 0;               // east of Greenwich
  bool european_summer = false;  // an hour more from the last Sunday of March to that of October

  // `UTC`, `Europe/London` or `+01:00`.
  static std::optional<Zone> Named(std::string_view name);
};

struct DateRules {
  std::uint8_t forms = 0;    // beside ISO 8601: a bit for each DateForm
  std::optional<Zone> zone;  // of the users; none: a time's day is the one written
  Epoch epoch = Epoch::kNone;

  void Allow(DateForm form) {
    forms |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(form));
  }
  [[nodiscard]] bool Allows(DateForm form) const {
    return (forms >> static_cast<unsigned>(form) & 1u) != 0;
  }

  // Nothing where it is not a day, nor one of the years 1000 to 9999.
  [[nodiscard]] std::optional<HostTime> Read(const JsonNode& node) const;
  [[nodiscard]] std::optional<HostTime> Read(std::string_view text) const;
};

// Minutes after midnight of `14:30`, `14:30:05` or `2:30 pm`.
std::optional<int> ReadTimeOfDay(std::string_view text);

}  // namespace bsup::core
