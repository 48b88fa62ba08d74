// A calendar day. There is no clock here: days come from outside.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bsup::core {

class Day {
 public:
  constexpr Day() = default;
  // `number` is days since 1 January 1970.
  static constexpr Day FromNumber(std::int32_t number) { return Day(number); }

  // `2026-11-23`, a day that exists, years 1000 to 9999.
  static std::optional<Day> Parse(std::string_view text);

  // As Parse, and date-times too: `2024-02-21T10:15:00.382936Z[Europe/London]`,
  // `2022-06-03T08:00:00+01:00`. The day is the one written: a host writes its users' local day,
  // and no time zone data is consulted.
  static std::optional<Day> ParseDateTime(std::string_view text);

  [[nodiscard]] constexpr std::int32_t number() const { return number_; }
  [[nodiscard]] std::string ToString() const;

  // The latest day on or before `until` that is the same day of a year as this one. What begins on a
  // 29 February begins on 1 March in other years.
  [[nodiscard]] Day SameDayUntil(Day until) const;

  auto operator<=>(const Day&) const = default;
  constexpr Day operator+(std::int32_t days) const { return Day(number_ + days); }
  constexpr Day operator-(std::int32_t days) const { return Day(number_ - days); }
  constexpr std::int32_t operator-(Day other) const { return number_ - other.number_; }

 private:
  constexpr explicit Day(std::int32_t number) : number_(number) {}
  std::int32_t number_ = 0;
};

}  // namespace bsup::core
