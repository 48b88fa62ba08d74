// Fixed words in both languages. They are in config/words, from which the build makes
// base/catalogue.h; what a policy says is in its pack.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/words.h"

namespace bsup::core {

// Words that are said as they are.
struct Text {
  std::string_view en;
  std::string_view cy;

  [[nodiscard]] constexpr std::string_view In(Language language) const {
    return language == Language::kWelsh ? cy : en;
  }
  [[nodiscard]] Words both() const { return {std::string(en), std::string(cy)}; }
};

// Words with {1}, {2} ... to be filled in, so many of them.
template <std::size_t kParts>
struct Pattern {
  std::string_view en;
  std::string_view cy;
};

// `pattern` with {1}, {2} ... filled in.
std::string Fill(std::string_view pattern, std::span<const std::string_view> parts);

inline std::string Say(const Text& text, Language language) {
  return std::string(text.In(language));
}

template <std::size_t kParts>
std::string Say(const Pattern<kParts>& pattern, Language language,
                const std::string_view (&parts)[kParts]) {
  return Fill(language == Language::kWelsh ? pattern.cy : pattern.en, parts);
}

}  // namespace bsup::core
