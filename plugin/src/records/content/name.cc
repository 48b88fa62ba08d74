#include "records/content/name.h"

#include <cstdint>

#include "base/unicode.h"
#include "intake/mapping/fold.h"

namespace bsup::core {
namespace {

// Takes the code point at the front of `text`; false where it is not UTF-8 (RFC 3629): overlong,
// a surrogate, or past U+10FFFF.
bool TakeCodePoint(std::string_view& text, std::uint32_t& code) {
  const auto first = static_cast<unsigned char>(text.front());
  std::size_t more = 0;
  std::uint32_t least = 0;
  if (first < 0x80) {
    code = first;
  } else if (first >= 0xC0 && first < 0xE0) {
    more = 1, least = 0x80, code = first & 0x1Fu;
  } else if (first >= 0xE0 && first < 0xF0) {
    more = 2, least = 0x800, code = first & 0x0Fu;
  } else if (first >= 0xF0 && first < 0xF8) {
    more = 3, least = 0x10000, code = first & 0x07u;
  } else {
    return false;
  }
  if (text.size() <= more) return false;
  for (std::size_t i = 1; i <= more; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) return false;
    code = code << 6 | (next & 0x3Fu);
  }
  text.remove_prefix(more + 1);
  return code >= least && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

}  // namespace

bool IsName(std::string_view text, std::size_t most) {
  if (text.empty() || text.size() > most) return false;
  while (!text.empty()) {
    std::uint32_t code = 0;
    if (!TakeCodePoint(text, code)) return false;
    if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return false;
  }
  return true;
}

bool SameUser(std::string_view a, std::string_view b) {
  return a == b || FoldedWords(OneForm(a)) == FoldedWords(OneForm(b));
}

}  // namespace bsup::core
