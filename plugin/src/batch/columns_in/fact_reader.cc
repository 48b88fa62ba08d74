#include "batch/columns_in/fact_reader.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>
#include <utility>

#include "base/suggest.h"

namespace bsup::core {
namespace {

bool Fits(const ArrowColumn& column, FactType type) {
  const Format format = column.dictionary ? column.dictionary->format : column.format;
  if (format == Format::kNull) return true;
  switch (type) {
    case FactType::kFlag: return format == Format::kBool && !column.dictionary;
    case FactType::kChoice:
    case FactType::kLevel: return IsText(format);
    case FactType::kCount: break;
  }
  return !column.dictionary &&
         (IsInteger(format) || format == Format::kFloat || format == Format::kDouble);
}

const char* TypesFor(FactType type) {
  switch (type) {
    case FactType::kFlag: return "bool";
    case FactType::kChoice:
    case FactType::kLevel: return "text (utf8), or a dictionary of it";
    case FactType::kCount: break;
  }
  return "whole numbers";
}

}  // namespace

std::optional<std::string> WrongType(const ArrowColumn& column, const Fact& fact) {
  if (Fits(column, fact.type)) return std::nullopt;
  return "holds " + column.Kind() + " and should hold " + TypesFor(fact.type) +
         (fact.values.empty() ? "" : ": " + OneOf(fact.values));
}

FactReader::FactReader(const ArrowColumn& column, const Fact& fact) : column_(column), fact_(fact) {
  if (!column.dictionary) return;
  const ArrowColumn& values = *column.dictionary;
  entries_.reserve(static_cast<std::size_t>(values.length));
  for (std::int64_t i = 0; i < values.length; ++i)
    entries_.push_back(values.IsNull(i) ? kUnknown : Named(values.TextAt(i)));
}

FactValue FactReader::Named(std::optional<std::string_view> text) const {
  if (!text) return kWrongValue;
  for (std::size_t v = 0; v < fact_.values.size(); ++v) {
    const std::string& value = fact_.values[v];
    if (value.size() == text->size() && std::memcmp(value.data(), text->data(), text->size()) == 0)
      return static_cast<FactValue>(v);
  }
  return kWrongValue;
}

// Beyond the fact's bounds it is the bound, as everywhere at intake.
template <class Number>
FactValue FactReader::Counted(Number number) const {
  if constexpr (std::is_floating_point_v<Number>) {
    if (std::isnan(number) || std::isinf(number) || std::trunc(number) != number)
      return kWrongValue;
    if (number <= static_cast<Number>(fact_.min)) return fact_.min;
    if (number >= static_cast<Number>(fact_.max)) return fact_.max;
  } else {
    if (std::cmp_less_equal(number, fact_.min)) return fact_.min;
    if (std::cmp_greater_equal(number, fact_.max)) return fact_.max;
  }
  return static_cast<FactValue>(number);
}

template <class ValueAt>
bool FactReader::Each(std::span<const std::int64_t> rows, std::size_t stride, FactValue* out,
                      ValueAt value_at) const {
  bool wrong = false;
  for (const std::int64_t row : rows) {
    const FactValue value = column_.IsNull(row) ? kUnknown : value_at(row);
    wrong |= value == kWrongValue;
    *out = value;
    out += stride;
  }
  return wrong;
}

template <class Number>
bool FactReader::EachNumber(std::span<const std::int64_t> rows, std::size_t stride,
                            FactValue* out) const {
  const Number* numbers = column_.NumbersFrom<Number>(0);
  return Each(rows, stride, out, [&](std::int64_t row) { return Counted(numbers[row]); });
}

template <class Index>
bool FactReader::EachEntry(std::span<const std::int64_t> rows, std::size_t stride,
                           FactValue* out) const {
  const Index* indexes = column_.NumbersFrom<Index>(0);
  return Each(rows, stride, out, [&](std::int64_t row) {
    const Index index = indexes[row];
    if (std::cmp_less(index, 0) || std::cmp_greater_equal(index, entries_.size()))
      return kWrongValue;
    return entries_[static_cast<std::size_t>(index)];
  });
}

bool FactReader::ReadEntries(std::span<const std::int64_t> rows, std::size_t stride,
                             FactValue* out) const {
  switch (column_.format) {
    case Format::kInt8: return EachEntry<std::int8_t>(rows, stride, out);
    case Format::kUint8: return EachEntry<std::uint8_t>(rows, stride, out);
    case Format::kInt16: return EachEntry<std::int16_t>(rows, stride, out);
    case Format::kUint16: return EachEntry<std::uint16_t>(rows, stride, out);
    case Format::kInt32: return EachEntry<std::int32_t>(rows, stride, out);
    case Format::kUint32: return EachEntry<std::uint32_t>(rows, stride, out);
    case Format::kInt64: return EachEntry<std::int64_t>(rows, stride, out);
    default: return EachEntry<std::uint64_t>(rows, stride, out);
  }
}

bool FactReader::Read(std::span<const std::int64_t> rows, std::size_t stride,
                      FactValue* out) const {
  if (column_.dictionary) return ReadEntries(rows, stride, out);
  switch (column_.format) {
    case Format::kBool:
      return Each(rows, stride, out,
                  [&](std::int64_t row) -> FactValue { return column_.FlagAt(row) ? 1 : 0; });
    case Format::kText:
    case Format::kLargeText:
    case Format::kTextView:
      return Each(rows, stride, out, [&](std::int64_t row) { return Named(column_.TextAt(row)); });
    case Format::kInt8: return EachNumber<std::int8_t>(rows, stride, out);
    case Format::kUint8: return EachNumber<std::uint8_t>(rows, stride, out);
    case Format::kInt16: return EachNumber<std::int16_t>(rows, stride, out);
    case Format::kUint16: return EachNumber<std::uint16_t>(rows, stride, out);
    case Format::kInt32: return EachNumber<std::int32_t>(rows, stride, out);
    case Format::kUint32: return EachNumber<std::uint32_t>(rows, stride, out);
    case Format::kInt64: return EachNumber<std::int64_t>(rows, stride, out);
    case Format::kUint64: return EachNumber<std::uint64_t>(rows, stride, out);
    case Format::kFloat: return EachNumber<float>(rows, stride, out);
    case Format::kDouble: return EachNumber<double>(rows, stride, out);
    default: return Each(rows, stride, out, [](std::int64_t) { return kUnknown; });
  }
}

std::optional<std::string_view> FactReader::TextIn(std::int64_t row) const {
  if (!column_.dictionary) return column_.TextAt(row);
  const auto entry = column_.EntryAt(row);
  return entry ? column_.dictionary->TextAt(*entry) : std::nullopt;
}

std::string FactReader::WhatIsWrong(std::int64_t row) const {
  if (fact_.type == FactType::kCount) {
    const double number = column_.format == Format::kFloat
                              ? static_cast<double>(*column_.NumbersFrom<float>(row))
                              : *column_.NumbersFrom<double>(row);
    if (std::isnan(number)) return "is NaN, which is not a number; give null where it is not known";
    return std::to_string(number) + " is not a whole number; give one from " +
           std::to_string(fact_.min) + " to " + std::to_string(fact_.max) + ", or null";
  }
  const auto text = TextIn(row);
  if (!text) return "its offsets or its index are beyond what the column holds";
  const std::string near = DidYouMean(*text, fact_.values);
  return Quoted(*text) + " is none of its values" +
         (near.empty() ? "; give " + OneOf(fact_.values) + ", or null" : near);
}

}  // namespace bsup::core
