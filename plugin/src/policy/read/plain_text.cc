#include "policy/read/plain_text.h"

#include <algorithm>
#include <cstddef>

namespace bsup::core {

std::string_view Trimmed(std::string_view text, std::string_view cut) {
  const std::size_t first = text.find_first_not_of(cut);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(cut) - first + 1);
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return lower;
}

}  // namespace bsup::core
