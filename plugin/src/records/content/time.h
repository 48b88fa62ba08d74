// When something was recorded: milliseconds since 1970-01-01T00:00:00Z, and the text of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bsup::core {

// `2026-11-23T10:15:00.123Z`, years 1000 to 9999; nothing outside them.
std::optional<std::string> TimeText(std::int64_t time);
std::optional<std::int64_t> ParseTime(std::string_view text);

}  // namespace bsup::core
