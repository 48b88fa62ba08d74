// Plain text for a terminal: sections with a label on the left, lines wrapped to a width.
//
// Section, then Paragraph or Row any number of times; again for the next section; then Take.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "advice/text/render.h"

namespace bsup::core {

enum class Ink : std::uint8_t { kPlain, kBold, kRed, kYellow, kGreen, kDim };

class Screen {
 public:
  static constexpr int kLeastWidth = 40;

  // `label_width` columns are kept for labels, the space after them included.
  Screen(TextOptions options, std::size_t label_width);

  // The label stands before the next line.
  void Section(std::string_view label, Ink ink = Ink::kBold);

  // `text` after `lead`, wrapped; further lines begin below the text's first.
  void Paragraph(std::string_view text, std::string_view lead = "", Ink ink = Ink::kPlain);

  // Columns there are for text.
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

}  // namespace bsup::core
