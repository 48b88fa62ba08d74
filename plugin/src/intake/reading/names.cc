#include "intake/reading/names.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/unicode.h"
#include "intake/mapping/fold.h"

namespace bsup::core {
namespace {

constexpr std::array<std::string_view, 15> kTitles{"mr",  "mrs",  "ms",        "miss", "mx",
                                                   "dr",  "prof", "professor", "rev",  "reverend",
                                                   "sir", "dame", "lord",      "lady", "master"};

// Words with one space between them, dashes as spaces; the whole text where it is too long to fold.
std::string InWords(const std::string& name) {
  const Folded folded(name);
  if (!folded.fits()) return name;
  std::string words;
  for (const char c : folded.text()) {
    const char plain = c == '-' ? ' ' : c;
    if (plain != ' ' || (!words.empty() && words.back() != ' ')) words += plain;
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

std::string WithoutTitle(std::string name) {
  const std::size_t space = name.find(' ');
  if (space == std::string::npos) return name;
  std::string_view first(name.data(), space);
  if (first.ends_with('.')) first.remove_suffix(1);
  if (std::ranges::find(kTitles, first) == kTitles.end()) return name;
  return name.substr(space + 1);
}

}  // namespace

bool IsOneName(std::string_view a, std::string_view b) {
  return a == b || WithoutTitle(InWords(OneForm(a))) == WithoutTitle(InWords(OneForm(b)));
}

}  // namespace bsup::core
