// One column of a batch as it came, checked as far as the interface lets one: how many buffers and
// children there are, that they are there, and lengths and offsets against each other. How long a
// buffer is, nobody who receives one is told.
//
// ReadColumn, then IsNull and what its format allows, for any row below `length`.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "batch/arrow/arrow.h"

namespace bsup::core {

enum class Format : std::uint8_t {
  kOther,  // one that no fact is read from; it may still be kept
  kNull,
  kBool,
  kInt8,
  kUint8,
  kInt16,
  kUint16,
  kInt32,
  kUint32,
  kInt64,
  kUint64,
  kFloat,
  kDouble,
  kText,
  kLargeText,
  kTextView,
  kDay,
  kMilliseconds,  // as a date
  kTimestampSeconds,
  kTimestampMilliseconds,
  kTimestampMicroseconds,
  kTimestampNanoseconds,
  kZonedTimestamp
};

class ArrowColumn {
 public:
  std::string_view name;
  Format format = Format::kOther;  // dictionary-encoded: of its indexes
  std::int64_t length = 0;
  std::unique_ptr<const ArrowColumn> dictionary;  // its values, where it is encoded by one

  // What the column holds, in Arrow's words: `int32`, `dictionary of utf8`.
  [[nodiscard]] std::string Kind() const;

  [[nodiscard]] bool IsNull(std::int64_t row) const {
    if (format == Format::kNull) return true;
    return validity_ != nullptr && !BitAt(validity_, offset_ + row);
  }
  [[nodiscard]] bool FlagAt(std::int64_t row) const {
    return BitAt(static_cast<const std::uint8_t*>(values_), offset_ + row);
  }
  // Where the format's C type is `Number`.
  template <class Number>
  [[nodiscard]] const Number* NumbersFrom(std::int64_t row) const {
    return static_cast<const Number*>(values_) + offset_ + row;
  }
  // The index into the dictionary; nothing where there is no such entry.
  [[nodiscard]] std::optional<std::int64_t> EntryAt(std::int64_t row) const;
  // Nothing where the column's own offsets cannot be.
  [[nodiscard]] std::optional<std::string_view> TextAt(std::int64_t row) const;

 private:
  friend Result<ArrowColumn> ReadColumn(const ArrowSchema& schema, const ArrowArray& array);

  static bool BitAt(const std::uint8_t* bits, std::int64_t at) {
    return (bits[at >> 3] >> (at & 7) & 1) != 0;
  }
  template <class Offset>
  [[nodiscard]] std::optional<std::string_view> TextBetween(std::int64_t row) const;
  [[nodiscard]] std::optional<std::string_view> TextInView(std::int64_t row) const;

  std::string format_text_;
  std::int64_t offset_ = 0;
  const std::uint8_t* validity_ = nullptr;
  const void* values_ = nullptr;       // of text: its offsets, or views
  const char* text_ = nullptr;         // what the offsets point into
  const void* const* data_ = nullptr;  // what views point into, so many buffers
  const std::int64_t* data_sizes_ = nullptr;
  std::int64_t data_count_ = 0;
};

inline bool IsText(Format format) {
  return format == Format::kText || format == Format::kLargeText || format == Format::kTextView;
}
inline bool IsInteger(Format format) {
  return format >= Format::kInt8 && format <= Format::kUint64;
}

// The structs outlive the column. kBadInput says what is wrong with them, `where` left empty.
Result<ArrowColumn> ReadColumn(const ArrowSchema& schema, const ArrowArray& array);

// Lengths and offsets that are sound by themselves; nothing where they are.
std::optional<std::string> UnsoundLength(const ArrowArray& array);

}  // namespace bsup::core
