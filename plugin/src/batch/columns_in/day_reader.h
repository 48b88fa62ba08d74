// Days from a column of dates or of timestamps without a time zone, whose date is taken as written.
// A timestamp with a zone is a moment, and which day that was the column does not say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/day.h"
#include "batch/arrow/arrow_column.h"

namespace bsup::core {

// What is wrong with reading days from such a column at all; nothing where they can be.
std::optional<std::string> WrongTypeForDays(const ArrowColumn& column);

// Years 1000 to 9999, as everywhere; nothing for a day beyond. The row is not null.
std::optional<Day> DayAt(const ArrowColumn& column, std::int64_t row);

inline constexpr const char* kDayBeyond = "is a day beyond the years 1000 to 9999";

}  // namespace bsup::core
