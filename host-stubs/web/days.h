#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace web {

// "2026-11-30", or more after it, as a host's times have.
std::optional<std::chrono::sys_days> ParseIsoDay(std::string_view text);
// As people write it: "30/11/2026", "1.12.2026" or "2026-11-30".
std::optional<std::chrono::sys_days> ParseDay(std::string_view text);
std::string IsoDay(std::chrono::sys_days day);
// "30/11/2026", as the date picker writes it.
std::string FieldDay(std::chrono::sys_days day);

}  // namespace web
