// Plain text for a terminal: 100 columns, indented, wrapped between words.
#pragma once

#include <string>
#include <string_view>

namespace bsup::core {

class Page {
 public:
  static constexpr std::size_t kColumns = 100;

  // `labels` is the width of the column of labels.
  explicit Page(std::size_t labels) : labels_(labels) {}

  void Blank() { text_ += '\n'; }

  // A heading between rules of `=`, or underlined with `-`.
  void Banner(std::string_view heading);
  void Heading(std::string_view heading);

  // A paragraph, each of its lines indented.
  void Paragraph(std::size_t indent, std::string_view words);

  // Words beside what is `first` on their line, wrapped under themselves.
  void Beside(std::string first, std::string_view words);

  // The same beside a label.
  void Labelled(std::size_t indent, std::string_view label, std::string_view words);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void Wrap(std::string first, std::size_t indent, std::string_view words);

  std::size_t labels_;
  std::string text_;
};

// Characters, not bytes: Welsh has letters of two.
std::size_t Columns(std::string_view text);

// `text` with spaces up to `columns`, and at least one.
std::string Padded(std::string_view text, std::size_t columns);

}  // namespace bsup::core
