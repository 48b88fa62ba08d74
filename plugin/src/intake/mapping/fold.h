// Spelling as intake compares it: case, runs of space, typographic quotes and dashes make no
// difference.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace bsup::core {

// The folded form of one text, kept on the stack. See plugin/docs/mapping.md, "Spelling".
class Folded {
 public:
  static constexpr std::size_t kMostBytes = 256;

  explicit Folded(std::string_view text);
  Folded(const Folded&) = delete;
  Folded& operator=(const Folded&) = delete;

  // Empty for a text of nothing but space, and for one that does not fit.
  [[nodiscard]] std::string_view text() const { return fits_ ? head() : std::string_view(); }
  // As much of it as fits.
  [[nodiscard]] std::string_view head() const { return {bytes_.data(), size_}; }
  [[nodiscard]] bool fits() const { return fits_; }

 private:
  void Append(char32_t c);

  std::array<char, kMostBytes> bytes_;
  std::size_t size_ = 0;
  bool fits_ = true;
};

// The folded words of a text of any length, with a space between them. A word that is too long to
// fold stands as it is.
std::string FoldedWords(std::string_view text);

// Whether the words `needle` stand in the text, with no letter or digit beside them. Both are
// folded.
bool HasWords(std::string_view words, std::string_view needle);

// `folded` without a length of time at its start or, in brackets, at its end: `12 month community
// order`, `community order (12 months)`.
std::string_view WithoutLength(std::string_view folded);

}  // namespace bsup::core
