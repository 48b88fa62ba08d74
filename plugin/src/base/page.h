// Plain text for a terminal: lines wrapped between words to a width, with labels on the left where
// there are any.
//
// Section, then Paragraph any number of times; again for the next section; then Take.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace bsup::core {

struct TextOptions {
  bool colour = false;
  int width = 100;   // columns; at least Page::kLeastWidth are used
  bool all = false;  // everything, where a text leaves out what is seldom needed
};

enum class Ink : std::uint8_t { kPlain, kBold, kRed, kYellow, kGreen, kDim };

class Page {
 public:
  static constexpr int kLeastWidth = 40;

  // `label_width` columns are kept for labels, the space after them included.
  explicit Page(TextOptions options, std::size_t label_width = 0);

  void Blank() { out_ += '\n'; }

  // A heading between rules of `=`, or underlined with `-` below a blank line.
  void Banner(std::string_view heading);
  void Heading(std::string_view heading);

  // Puts the label before the next line.
  void Section(std::string_view label, Ink ink = Ink::kBold);

  // `text` after `lead`, wrapped; further lines begin below the text's first.
  void Paragraph(std::string_view text, std::string_view lead = "", Ink ink = Ink::kPlain);

  // The columns that are left for text.
  [[nodiscard]] std::size_t width() const { return width_ - label_width_; }

  [[nodiscard]] std::string Take() { return std::move(out_); }

 private:
  void Line(std::string_view text, Ink ink);
  void Write(std::string_view text, Ink ink);

  bool colour_;
  std::size_t width_;
  std::size_t label_width_;
  std::string label_;
  Ink label_ink_ = Ink::kBold;
  std::string out_;
};

// On one line, with a question mark for what would move a terminal's cursor, change its colours or
// turn the direction of writing.
std::string Harmless(std::string_view text);

// Characters, not bytes: Welsh has letters of two.
std::size_t Columns(std::string_view text);

// `text` with spaces up to `columns`, and at least one.
std::string Padded(std::string_view text, std::size_t columns);

}  // namespace bsup::core
