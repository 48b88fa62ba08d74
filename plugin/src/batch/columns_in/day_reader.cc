#include "batch/columns_in/day_reader.h"

namespace bsup::core {
namespace {

constexpr std::int64_t kSecondsInDay = 24 * 60 * 60;

// Towards the past, so that an hour before 1970 is a day before it.
std::int64_t DaysIn(std::int64_t units, std::int64_t in_a_day) {
  const std::int64_t days = units / in_a_day;
  return units % in_a_day < 0 ? days - 1 : days;
}

std::int64_t DayNumberAt(const ArrowColumn& column, std::int64_t row) {
  if (column.format == Format::kDay) return *column.NumbersFrom<std::int32_t>(row);
  const std::int64_t units = *column.NumbersFrom<std::int64_t>(row);
  switch (column.format) {
    case Format::kTimestampSeconds: return DaysIn(units, kSecondsInDay);
    case Format::kTimestampMicroseconds: return DaysIn(units, kSecondsInDay * 1'000'000);
    case Format::kTimestampNanoseconds: return DaysIn(units, kSecondsInDay * 1'000'000'000);
    default: return DaysIn(units, kSecondsInDay * 1'000);  // also a date64
  }
}

}  // namespace

std::optional<std::string> WrongTypeForDays(const ArrowColumn& column) {
  const bool right = column.format == Format::kNull ||
                     (column.format >= Format::kDay && column.format != Format::kZonedTimestamp);
  if (right && !column.dictionary) return std::nullopt;
  std::string wrong =
      "holds " + column.Kind() + " and should hold dates, or timestamps without a time zone";
  if (column.format == Format::kZonedTimestamp)
    wrong += "; turn the moments into dates where the people are";
  return wrong;
}

std::optional<Day> DayAt(const ArrowColumn& column, std::int64_t row) {
  static const std::int64_t first = Day::Parse("1000-01-01")->number();
  static const std::int64_t last = Day::Parse("9999-12-31")->number();
  const std::int64_t number = DayNumberAt(column, row);
  if (number < first || number > last) return std::nullopt;
  return Day::FromNumber(static_cast<std::int32_t>(number));
}

}  // namespace bsup::core
