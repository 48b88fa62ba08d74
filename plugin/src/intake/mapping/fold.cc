#include "intake/mapping/fold.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace bsup::core {
namespace {

// The next character of UTF-8 that was already found valid, or that stands as it is where it is
// not.
char32_t NextCharacter(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length == 1 || at + length > text.size()) {
    ++at;
    return lead;
  }
  char32_t character = lead & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) {
    character = character << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3F);
  }
  at += length;
  return character;
}

// Lower case over Latin-1 and Latin Extended-A, which with ASCII hold every letter of English and
// Welsh.
char32_t Lower(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE) return c == 0xD7 ? c : c + 32;
  if (c == 0x178) return 0xFF;
  const bool upper_is_even = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
  const bool upper_is_odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if ((upper_is_even && c % 2 == 0) || (upper_is_odd && c % 2 == 1)) return c + 1;
  return c;
}

char32_t Plain(char32_t c) {
  if (c >= 0x2010 && c <= 0x2015) return '-';
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201B: return '\'';
    case 0x201C:
    case 0x201D: return '"';
    case 0x2212: return '-';
    case 0xA0: return ' ';
    default: return Lower(c);
  }
}

// Plain() of ASCII, at hand: nearly every character is.
constexpr std::array<char, 128> kPlainAscii = [] {
  std::array<char, 128> plain{};
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = static_cast<char>(i);
    plain[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  for (const char c : {'\t', '\n', '\r'}) plain[static_cast<std::size_t>(c)] = ' ';
  return plain;
}();

std::string_view SkipDigits(std::string_view text) {
  while (!text.empty() && text[0] >= '0' && text[0] <= '9') text.remove_prefix(1);
  return text;
}

// What follows `12 months`, or the whole text where it does not begin so.
std::string_view AfterLength(std::string_view text) {
  std::string_view rest = SkipDigits(text);
  if (rest.size() == text.size() || !rest.starts_with(' ')) return text;
  rest.remove_prefix(1);
  for (const std::string_view unit : {"day", "week", "month", "year"}) {
    if (!rest.starts_with(unit)) continue;
    rest.remove_prefix(unit.size());
    if (rest.starts_with('s')) rest.remove_prefix(1);
    return rest;
  }
  return text;
}

}  // namespace

Folded::Folded(std::string_view text) {
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    char32_t c = 0;
    if (byte < 0x80) {
      c = static_cast<unsigned char>(kPlainAscii[byte]);
      ++at;
    } else {
      c = Plain(NextCharacter(text, at));
    }
    if (c == ' ') {
      space = size_ > 0;
      continue;
    }
    if (size_ + 5 > kMostBytes) {
      fits_ = false;
      return;
    }
    if (space) bytes_[size_++] = ' ';
    space = false;
    if (c < 0x80) {
      bytes_[size_++] = static_cast<char>(c);
    } else {
      Append(c);
    }
  }
}

void Folded::Append(char32_t c) {
  const auto tail = [&](int shift) {
    bytes_[size_++] = static_cast<char>(0x80 | (c >> shift & 0x3F));
  };
  if (c < 0x800) {
    bytes_[size_++] = static_cast<char>(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    bytes_[size_++] = static_cast<char>(0xE0 | c >> 12);
    tail(6);
  } else {
    bytes_[size_++] = static_cast<char>(0xF0 | c >> 18);
    tail(12);
    tail(6);
  }
  tail(0);
}

std::string FoldedWords(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::string words;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
    if (text.empty()) return words;
    const std::string_view word = text.substr(0, text.find_first_of(kSpace));
    text.remove_prefix(word.size());
    const Folded folded(word);
    if (!words.empty()) words += ' ';
    words += folded.fits() ? folded.text() : word;
  }
}

bool HasWords(std::string_view words, std::string_view needle) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t at = words.find(needle); at != std::string_view::npos;
       at = words.find(needle, at + 1)) {
    const std::size_t end = at + needle.size();
    if ((at == 0 || !is_letter(words[at - 1])) && (end == words.size() || !is_letter(words[end])))
      return true;
  }
  return false;
}

std::string_view WithoutLength(std::string_view folded) {
  const std::string_view rest = AfterLength(folded);
  if (rest.size() < folded.size() && rest.starts_with(' ')) folded = rest.substr(1);
  if (folded.ends_with(')')) {
    const std::size_t open = folded.rfind(" (");
    if (open != std::string_view::npos && open > 0 && AfterLength(folded.substr(open + 2)) == ")") {
      folded = folded.substr(0, open);
    }
  }
  return folded;
}

}  // namespace bsup::core
