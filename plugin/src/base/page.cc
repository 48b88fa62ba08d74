#include "base/page.h"

#include <algorithm>
#include <utility>

namespace bsup::core {

std::size_t Columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string Padded(std::string_view text, std::size_t columns) {
  const std::size_t used = Columns(text);
  return std::string(text) + std::string(used < columns ? columns - used : 1, ' ');
}

void Page::Banner(std::string_view heading) {
  const std::string rule(kColumns, '=');
  text_ += rule + '\n';
  Paragraph(0, heading);
  text_ += rule + '\n';
}

void Page::Heading(std::string_view heading) {
  text_ += '\n' + std::string(heading) + '\n' + std::string(Columns(heading), '-') + '\n';
}

void Page::Paragraph(std::size_t indent, std::string_view words) {
  Wrap(std::string(indent, ' '), indent, words);
}

void Page::Beside(std::string first, std::string_view words) {
  const std::size_t indent = Columns(first);
  Wrap(std::move(first), indent, words);
}

void Page::Labelled(std::size_t indent, std::string_view label, std::string_view words) {
  Beside(std::string(indent, ' ') + Padded(label, labels_), words);
}

void Page::Wrap(std::string first, std::size_t indent, std::string_view words) {
  std::string line = std::move(first);
  std::size_t used = Columns(line);
  bool empty = true;  // of words
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    if (!empty && used + 1 + Columns(word) > kColumns) {
      text_ += line + '\n';
      line.assign(indent, ' ');
      used = indent;
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    used += Columns(word) + (empty ? 0 : 1);
    empty = false;
  }
  text_ += line + '\n';
}

}  // namespace bsup::core
