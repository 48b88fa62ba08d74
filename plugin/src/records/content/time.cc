#include "records/content/time.h"

#include <algorithm>

#include "base/day.h"

namespace bsup::core {
namespace {

constexpr std::int64_t kDayMillis = 86'400'000;

// `number` in decimal with leading zeros.
std::string Digits(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

// -1 where they are not all digits.
std::int64_t NumberOf(std::string_view digits) {
  std::int64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    number = 10 * number + (c - '0');
  }
  return number;
}

}  // namespace

std::optional<std::string> TimeText(std::int64_t time) {
  std::int64_t days = time / kDayMillis;
  std::int64_t rest = time % kDayMillis;
  if (rest < 0) {
    rest += kDayMillis;
    --days;
  }
  static const Day first = *Day::Parse("1000-01-01");
  static const Day last = *Day::Parse("9999-12-31");
  if (days < first.number() || days > last.number()) return std::nullopt;
  return Day::FromNumber(static_cast<std::int32_t>(days)).ToString() + "T" +
         Digits(rest / 3'600'000, 2) + ":" + Digits(rest / 60'000 % 60, 2) + ":" +
         Digits(rest / 1'000 % 60, 2) + "." + Digits(rest % 1'000, 3) + "Z";
}

std::optional<std::int64_t> ParseTime(std::string_view text) {
  if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text[19] != '.' || text[23] != 'Z')
    return std::nullopt;
  const std::optional<Day> day = Day::Parse(text.substr(0, 10));
  const std::int64_t hour = NumberOf(text.substr(11, 2));
  const std::int64_t minute = NumberOf(text.substr(14, 2));
  const std::int64_t second = NumberOf(text.substr(17, 2));
  const std::int64_t millis = NumberOf(text.substr(20, 3));
  if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 ||
      millis < 0)
    return std::nullopt;
  return day->number() * kDayMillis + ((hour * 60 + minute) * 60 + second) * 1'000 + millis;
}

}  // namespace bsup::core
