// A code table: what each code or description of a host stands for.
//
// Add names, each with the number of its entry, then Find any number of times.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace bsup::core {

// A text, whole number (`2.0` is one) or truth value as the text that tables look up; nothing to
// look up for other kinds.
class ScalarText {
 public:
  explicit ScalarText(const JsonNode& node);
  ScalarText(const ScalarText&) = delete;
  ScalarText& operator=(const ScalarText&) = delete;

  [[nodiscard]] bool is_scalar() const { return is_scalar_; }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  char digits_[24];
  std::string_view text_;
  bool is_scalar_ = true;
};

// `12`, `"12"` or `12.0` as the whole number; nothing for other values.
std::optional<std::int64_t> WholeNumber(const JsonNode& node);

// Texts, each with the number of an entry.
class TextIndex {
 public:
  static constexpr int kNone = -2;

  // The entry that the text already has, or `entry` now that it is added.
  int Add(std::string_view text, int entry);
  [[nodiscard]] int Find(std::string_view text) const;
  [[nodiscard]] std::vector<std::string> Texts() const;

 private:
  struct Text {
    std::string text;
    int entry = 0;
  };

  void Place(std::uint32_t text);

  std::vector<Text> texts_;
  std::vector<std::uint32_t>
      slots_;  // one more than the index of a text; a power of two of them, at least half empty
};

class NameTable {
 public:
  static constexpr int kNotSaid = -1;  // empty, or a spelling of "not known"
  static constexpr int kUnmapped = TextIndex::kNone;

  // Folded suffixes that are left out, such as `(ns)`, and whether a length of time is. Before the
  // first Add.
  void IgnoreSuffixes(std::vector<std::string> folded) { suffixes_ = std::move(folded); }
  void IgnoreLength() { ignore_length_ = true; }

  // The entry that the name already has, or `entry` itself now that it is added; kUnmapped if it is
  // empty or too long to fold.
  int Add(std::string_view name, int entry);

  // The same of all names that begin so: the longest beginning counts, a whole name before it.
  int AddBeginning(std::string_view text, int entry);

  // Its entry, kNotSaid or kUnmapped.
  [[nodiscard]] int Find(std::string_view text) const;

  // Folded.
  [[nodiscard]] std::vector<std::string> Names() const { return folded_.Texts(); }

 private:
  struct Beginning {
    std::string folded;
    int entry = 0;
  };

  [[nodiscard]] std::string_view Trim(std::string_view folded) const;
  [[nodiscard]] int FindBeginning(std::string_view folded) const;

  TextIndex written_;  // as the mapping writes them: hosts mostly do too, and folding costs more
                       // than looking
  TextIndex folded_;
  std::vector<Beginning> beginnings_;  // the longest first
  std::vector<std::string> suffixes_;
  bool ignore_length_ = false;
};

}  // namespace bsup::core
