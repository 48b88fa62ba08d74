// How the rows of a column become values of a fact: settled once for a column and a fact, so that a
// row takes a look into a table, or a comparison with a few known words.
//
// The planned mode and the region are read likewise, as choices among the modes and the regions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "batch/arrow/arrow_column.h"
#include "policy/model/vocabulary.h"

namespace bsup::core {

// The row holds something that is not a value of the fact.
inline constexpr FactValue kWrongValue = kUnknown + 1;

// What is wrong with reading such a fact from such a column at all; nothing where it can be.
std::optional<std::string> WrongType(const ArrowColumn& column, const Fact& fact);

class FactReader {
 public:
  // Both outlive this. The column's type is right.
  FactReader(const ArrowColumn& column, const Fact& fact);

  // Writes the value of each of `rows` (of the column) to `out[0]`, `out[stride]` and so on.
  // Returns whether any is wrong.
  bool Read(std::span<const std::int64_t> rows, std::size_t stride, FactValue* out) const;

  // The text of a row; nothing where its offsets or its index are out of bounds.
  [[nodiscard]] std::optional<std::string_view> TextIn(std::int64_t row) const;

  // What is wrong in a row that Read found wrong, and which values there are.
  [[nodiscard]] std::string WhatIsWrong(std::int64_t row) const;

 private:
  [[nodiscard]] FactValue Named(std::optional<std::string_view> text) const;
  template <class Number>
  [[nodiscard]] FactValue Counted(Number number) const;
  template <class ValueAt>
  bool Each(std::span<const std::int64_t> rows, std::size_t stride, FactValue* out,
            ValueAt value_at) const;
  template <class Number>
  bool EachNumber(std::span<const std::int64_t> rows, std::size_t stride, FactValue* out) const;
  template <class Index>
  bool EachEntry(std::span<const std::int64_t> rows, std::size_t stride, FactValue* out) const;
  bool ReadEntries(std::span<const std::int64_t> rows, std::size_t stride, FactValue* out) const;

  const ArrowColumn& column_;
  const Fact& fact_;
  std::vector<FactValue> entries_;  // of a dictionary, by index
};

}  // namespace bsup::core
