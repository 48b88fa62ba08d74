#include "abi/arguments.h"

#include <algorithm>
#include <string>
#include <vector>

namespace bsup::core {
namespace {

// "a, b, c" as "`a`, `b` and `c`".
std::string InWords(std::string_view names) {
  std::string words = "`";
  for (std::size_t at = 0; at < names.size();) {
    const std::size_t comma = std::min(names.find(", ", at), names.size());
    const bool last = names.find(", ", comma + 1) == std::string_view::npos;
    words += names.substr(at, comma - at);
    if (comma < names.size()) words += last ? "` and `" : "`, `";
    at = comma + 2;
  }
  return words + "`";
}

}  // namespace

Result<void> Need(std::string_view names, std::initializer_list<const void*> pointers) {
  if (std::ranges::find(pointers, nullptr) == pointers.end()) return {};
  return Usage(InWords(names) + " must not be NULL");
}

Result<Language> LanguageOf(const char* code, Language absent) {
  if (code == nullptr) return absent;
  const std::optional<Language> known = ParseLanguage(code);
  if (!known) return Usage("`language` is \"" + std::string(code) + "\"; give \"en\" or \"cy\"");
  return *known;
}

Result<TextOptions> TextOptionsOf(std::uint32_t flags, std::uint32_t width) {
  constexpr std::uint32_t kLeastWidth = 40;
  constexpr std::uint32_t kMostWidth = 200;
  if (width != 0 && (width < kLeastWidth || width > kMostWidth)) {
    return Usage("`width` is " + std::to_string(width) + "; give 40 to 200, or 0");
  }
  if ((flags & ~(std::uint32_t{BSUP_TEXT_COLOUR} | std::uint32_t{BSUP_TEXT_ALL})) != 0) {
    return Usage("`flags` has unknown bits; give 0, BSUP_TEXT_COLOUR, BSUP_TEXT_ALL or both");
  }
  TextOptions options{.colour = (flags & BSUP_TEXT_COLOUR) != 0,
                      .all = (flags & BSUP_TEXT_ALL) != 0};
  if (width != 0) options.width = static_cast<int>(width);
  return options;
}

Progress ProgressOf(bsup_progress progress, void* context) {
  if (progress == nullptr) return {};
  return [=](std::uint64_t done, std::uint64_t all) { progress(context, done, all); };
}

}  // namespace bsup::core
