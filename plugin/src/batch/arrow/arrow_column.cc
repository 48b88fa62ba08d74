#include "batch/arrow/arrow_column.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "base/suggest.h"

namespace bsup::core {
namespace {

struct FormatWord {
  const char* text;
  Format format;
  const char* kind;
};

constexpr std::array kFormatWords{
    FormatWord{"n", Format::kNull, "null"},
    FormatWord{"b", Format::kBool, "bool"},
    FormatWord{"c", Format::kInt8, "int8"},
    FormatWord{"C", Format::kUint8, "uint8"},
    FormatWord{"s", Format::kInt16, "int16"},
    FormatWord{"S", Format::kUint16, "uint16"},
    FormatWord{"i", Format::kInt32, "int32"},
    FormatWord{"I", Format::kUint32, "uint32"},
    FormatWord{"l", Format::kInt64, "int64"},
    FormatWord{"L", Format::kUint64, "uint64"},
    FormatWord{"f", Format::kFloat, "float"},
    FormatWord{"g", Format::kDouble, "double"},
    FormatWord{"u", Format::kText, "utf8"},
    FormatWord{"U", Format::kLargeText, "large utf8"},
    FormatWord{"vu", Format::kTextView, "utf8 view"},
    FormatWord{"tdD", Format::kDay, "date32"},
    FormatWord{"tdm", Format::kMilliseconds, "date64"},
    FormatWord{"tss:", Format::kTimestampSeconds, "timestamp in s"},
    FormatWord{"tsm:", Format::kTimestampMilliseconds, "timestamp in ms"},
    FormatWord{"tsu:", Format::kTimestampMicroseconds, "timestamp in us"},
    FormatWord{"tsn:", Format::kTimestampNanoseconds, "timestamp in ns"},
};

const FormatWord* Known(std::string_view text) {
  const auto* word =
      std::ranges::find_if(kFormatWords, [&](const FormatWord& each) { return text == each.text; });
  return word == kFormatWords.end() ? nullptr : word;
}

bool IsZoned(std::string_view text) {
  return text.size() > 4 && text.substr(0, 2) == "ts" && text[3] == ':' &&
         Known(text.substr(0, 4)) != nullptr;
}

Format FormatOf(std::string_view text) {
  if (const FormatWord* word = Known(text)) return word->format;
  return IsZoned(text) ? Format::kZonedTimestamp : Format::kOther;
}

// How many buffers a format has, the least where it may have more.
std::int64_t BuffersOf(Format format) {
  if (format == Format::kNull) return 0;
  return IsText(format) ? 3 : 2;
}

Error Faulty(std::string what) { return {Status::kBadInput, "", std::move(what)}; }

std::string Number(std::int64_t number) { return std::to_string(number); }

// What is wrong with the buffers of a column of such a format.
std::optional<std::string> WrongBuffers(Format format, const ArrowArray& array) {
  const std::int64_t least = BuffersOf(format);
  // Some libraries give a column of nulls a buffer all the same.
  const bool right = format == Format::kTextView ? array.n_buffers >= least
                     : format == Format::kNull   ? array.n_buffers == 0 || array.n_buffers == 1
                                                 : array.n_buffers == least;
  if (!right) {
    return "has " + Number(array.n_buffers) + " buffers where its type has " + Number(least) +
           (format == Format::kTextView ? " or more" : "");
  }
  if (format == Format::kNull) return std::nullopt;
  if (array.buffers == nullptr) return "has no list of buffers";
  if (array.length > 0) {
    if (array.buffers[1] == nullptr) return "has rows, and its values are NULL";
    if (array.buffers[0] == nullptr && array.null_count > 0)
      return "counts nulls, and nothing says which they are";
  }
  if (format == Format::kTextView && array.n_buffers > least &&
      array.buffers[array.n_buffers - 1] == nullptr) {
    return "has buffers of text, and how long they are is NULL";
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> UnsoundLength(const ArrowArray& array) {
  // So that no position in bytes overflows.
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 64;
  if (array.length < 0 || array.length > kMost) return "has a length of " + Number(array.length);
  if (array.offset < 0 || array.offset > kMost) return "has an offset of " + Number(array.offset);
  if (array.null_count < -1 || array.null_count > array.length)
    return "has a null count of " + Number(array.null_count) + " in " + Number(array.length) +
           " rows";
  return std::nullopt;
}

Result<ArrowColumn> ReadColumn(const ArrowSchema& schema, const ArrowArray& array) {
  if (schema.release == nullptr || array.release == nullptr)
    return Faulty("was released or moved away before it was given");
  if (schema.format == nullptr) return Faulty("has no format");
  ArrowColumn column;
  column.name = schema.name == nullptr ? "" : schema.name;
  column.format_text_ = schema.format;
  column.format = FormatOf(column.format_text_);
  if (auto wrong = UnsoundLength(array)) return Faulty(*std::move(wrong));
  column.length = array.length;
  column.offset_ = array.offset;
  if ((schema.dictionary == nullptr) != (array.dictionary == nullptr))
    return Faulty("has a dictionary in one of schema and array and not in the other");
  if (schema.dictionary != nullptr) {
    if (!IsInteger(column.format))
      return Faulty("has a dictionary, and indexes of no integer type");
    if (schema.dictionary->dictionary != nullptr)
      return Faulty("has a dictionary that is dictionary-encoded itself");
    BSUP_TRY(ArrowColumn values, ReadColumn(*schema.dictionary, *array.dictionary));
    column.dictionary = std::make_unique<const ArrowColumn>(std::move(values));
  }
  if (column.format == Format::kOther || column.format == Format::kZonedTimestamp) return column;
  if (array.n_children != 0 || schema.n_children != 0)
    return Faulty("has children, and its type has none");
  if (auto wrong = WrongBuffers(column.format, array)) return Faulty(*std::move(wrong));
  if (column.format == Format::kNull) return column;
  column.validity_ = static_cast<const std::uint8_t*>(array.buffers[0]);
  column.values_ = array.buffers[1];
  if (column.format == Format::kTextView) {
    column.data_count_ = array.n_buffers - 3;
    column.data_ = array.buffers + 2;
    column.data_sizes_ = static_cast<const std::int64_t*>(array.buffers[array.n_buffers - 1]);
  } else if (IsText(column.format)) {
    column.text_ = static_cast<const char*>(array.buffers[2]);
  }
  return column;
}

std::string ArrowColumn::Kind() const {
  if (dictionary != nullptr) return "dictionary of " + dictionary->Kind();
  if (format == Format::kZonedTimestamp) return "timestamp with a time zone";
  if (const FormatWord* word = Known(format_text_)) return word->kind;
  return "Arrow format " + Quoted(format_text_);
}

std::optional<std::int64_t> ArrowColumn::EntryAt(std::int64_t row) const {
  const auto within = [this]<class Index>(Index index) -> std::optional<std::int64_t> {
    if (std::cmp_less(index, 0) || std::cmp_greater_equal(index, dictionary->length))
      return std::nullopt;
    return static_cast<std::int64_t>(index);
  };
  switch (format) {
    case Format::kInt8: return within(*NumbersFrom<std::int8_t>(row));
    case Format::kUint8: return within(*NumbersFrom<std::uint8_t>(row));
    case Format::kInt16: return within(*NumbersFrom<std::int16_t>(row));
    case Format::kUint16: return within(*NumbersFrom<std::uint16_t>(row));
    case Format::kInt32: return within(*NumbersFrom<std::int32_t>(row));
    case Format::kUint32: return within(*NumbersFrom<std::uint32_t>(row));
    case Format::kInt64: return within(*NumbersFrom<std::int64_t>(row));
    case Format::kUint64: return within(*NumbersFrom<std::uint64_t>(row));
    default: return std::nullopt;
  }
}

template <class Offset>
std::optional<std::string_view> ArrowColumn::TextBetween(std::int64_t row) const {
  const Offset* offsets = NumbersFrom<Offset>(row);
  const Offset begin = offsets[0];
  const Offset end = offsets[1];
  if (begin < 0 || end < begin) return std::nullopt;
  if (begin == end) return std::string_view();
  if (text_ == nullptr) return std::nullopt;
  return std::string_view(text_ + begin, static_cast<std::size_t>(end - begin));
}

std::optional<std::string_view> ArrowColumn::TextInView(std::int64_t row) const {
  // Length, then up to 12 bytes of text; longer: its first four bytes, a buffer, and an offset.
  constexpr std::int32_t kInline = 12;
  const char* view = static_cast<const char*>(values_) + (offset_ + row) * 16;
  std::array<std::int32_t, 4> parts;
  std::memcpy(parts.data(), view, sizeof parts);
  const std::int32_t size = parts[0];
  if (size < 0) return std::nullopt;
  if (size <= kInline) return std::string_view(view + 4, static_cast<std::size_t>(size));
  const std::int32_t buffer = parts[2];
  const std::int32_t begin = parts[3];
  if (buffer < 0 || buffer >= data_count_ || begin < 0) return std::nullopt;
  if (data_[buffer] == nullptr || data_sizes_[buffer] - begin < size) return std::nullopt;
  return std::string_view(static_cast<const char*>(data_[buffer]) + begin,
                          static_cast<std::size_t>(size));
}

std::optional<std::string_view> ArrowColumn::TextAt(std::int64_t row) const {
  switch (format) {
    case Format::kText: return TextBetween<std::int32_t>(row);
    case Format::kLargeText: return TextBetween<std::int64_t>(row);
    case Format::kTextView: return TextInView(row);
    default: return std::nullopt;
  }
}

}  // namespace bsup::core
