#include "base/text.h"

namespace bsup::core {

std::string Fill(std::string_view pattern, std::span<const std::string_view> parts) {
  std::string filled;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{') {
      filled += parts[static_cast<std::size_t>(pattern[i + 1] - '1')];
      i += 2;
    } else {
      filled += pattern[i];
    }
  }
  return filled;
}

}  // namespace bsup::core
