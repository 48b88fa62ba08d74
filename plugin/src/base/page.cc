#include "base/page.h"

#include <algorithm>

namespace bsup::core {
namespace {

std::string_view Escape(Ink ink) {
  switch (ink) {
    case Ink::kPlain: return "";
    case Ink::kBold: return "\033[1m";
    case Ink::kRed: return "\033[1;31m";
    case Ink::kYellow: return "\033[1;33m";
    case Ink::kGreen: return "\033[1;32m";
    case Ink::kDim: return "\033[2m";
  }
  return "";
}

// The code point at `at` and where the next one begins. The text is valid UTF-8.
char32_t Next(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) return first;
  char32_t code = first >= 0xF0 ? first & 0x07 : first >= 0xE0 ? first & 0x0F : first & 0x1F;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
    code = code << 6 | (static_cast<unsigned char>(text[at++]) & 0x3F);
  }
  return code;
}

// What would move a terminal's cursor, change its colours or turn the direction of writing. A
// host's payload may hold it.
bool MovesTheScreen(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::string Harmless(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t code = Next(text, at);
    if (MovesTheScreen(code)) {
      safe += code == '\n' || code == '\t' ? ' ' : '?';
    } else {
      safe += text.substr(begin, at - begin);
    }
  }
  return safe;
}

std::size_t Columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string Padded(std::string_view text, std::size_t columns) {
  const std::size_t used = Columns(text);
  return std::string(text) + std::string(used < columns ? columns - used : 1, ' ');
}

Page::Page(TextOptions options, std::size_t label_width)
    : colour_(options.colour),
      width_(static_cast<std::size_t>(std::max(options.width, kLeastWidth))),
      label_width_(label_width) {}

void Page::Section(std::string_view label, Ink ink) {
  label_ = label;
  label_ink_ = ink;
}

void Page::Banner(std::string_view heading) {
  const std::string rule(width(), '=');
  Paragraph(rule);
  Paragraph(heading);
  Paragraph(rule);
}

void Page::Heading(std::string_view heading) {
  Blank();
  Paragraph(heading);
  Paragraph(std::string(Columns(heading), '-'));
}

void Page::Paragraph(std::string_view text, std::string_view lead, Ink ink) {
  const std::string safe = Harmless(text);
  const std::size_t hang = Columns(lead);
  std::string line(lead);
  std::size_t taken = hang;
  bool fresh = true;  // no word on this line yet
  for (std::size_t at = 0; at < safe.size();) {
    const std::size_t end = std::min(safe.find(' ', at), safe.size());
    const std::string_view word = std::string_view(safe).substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const std::size_t columns = Columns(word);
    if (!fresh && taken + 1 + columns > width()) {
      Line(line, ink);
      line.assign(hang, ' ');
      taken = hang;
      fresh = true;
    }
    if (!fresh) line += ' ';
    line += word;
    taken += columns + (fresh ? 0 : 1);
    fresh = false;
  }
  Line(line, ink);
}

void Page::Line(std::string_view text, Ink ink) {
  Write(label_, label_ink_);
  out_.append(label_width_ - std::min(label_width_, Columns(label_)), ' ');
  label_.clear();
  Write(text.substr(0, text.find_last_not_of(' ') + 1), ink);
  out_ += '\n';
}

void Page::Write(std::string_view text, Ink ink) {
  const bool inked = colour_ && ink != Ink::kPlain && !text.empty();
  if (inked) out_ += Escape(ink);
  out_ += text;
  if (inked) out_ += "\033[0m";
}

}  // namespace bsup::core
