// Columns being written, and how they become Arrow arrays that own what they hold.
//
// Append for each row; Finish, and Export what that gives. Every column says whether it is full:
// then it dropped something that it had no room for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "batch/arrow/arrow.h"

namespace bsup::core {

// A column that is complete.
struct Finished {
  struct Buffer {
    std::shared_ptr<const void> owner;
    const void* data = nullptr;
  };
  std::string name;
  const char* format = "";
  bool nullable = false;
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::vector<Buffer> buffers = {};
  std::vector<Finished> children = {};
  std::unique_ptr<Finished> dictionary = {};  // of which the column holds codes
};

// A column's schema and its values, each released once.
struct Exported {
  TakenSchema schema;
  TakenArray array;
};
Exported Export(Finished column);
// The columns as one batch of that many rows.
Exported ExportBatch(std::vector<Exported> columns, std::int64_t rows);

// A buffer that owns its numbers, and no room for more of them: a caseload is many batches. It is
// there even where it is empty, since not every library takes NULL.
template <class Number>
Finished::Buffer BufferOf(std::vector<Number> numbers) {
  numbers.shrink_to_fit();
  numbers.reserve(1);
  const auto owner = std::make_shared<const std::vector<Number>>(std::move(numbers));
  return {owner, owner->data()};
}

// Bits of which the last byte may be begun.
class BitColumn {
 public:
  void Append(bool bit) {
    if (size_ % 8 == 0) bytes_.push_back(0);
    if (bit) bytes_.back() = static_cast<std::uint8_t>(bytes_.back() | 1u << (size_ % 8));
    ++size_;
  }
  std::vector<std::uint8_t>& bytes() { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
  std::int64_t size_ = 0;
};

// Which rows of a column are null.
class Validity {
 public:
  void Append(bool valid) {
    bits_.Append(valid);
    nulls_ += valid ? 0 : 1;
  }
  // Into the column's first buffer: none where nothing is null.
  void Finish(Finished& column);

 private:
  BitColumn bits_;
  std::int64_t nulls_ = 0;
};

// UTF-8 text.
class TextColumn {
 public:
  static constexpr std::size_t kMostBytes = INT32_MAX;

  // It has room for `most` bytes of all rows together.
  explicit TextColumn(std::string name, bool nullable, std::size_t most = kMostBytes)
      : name_(std::move(name)), nullable_(nullable), most_(most) {}

  void Append(std::string_view text) {
    if (text.size() > most_ - bytes_.size()) {
      full_ = true;
      text = {};
    }
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    End(true);
  }
  void AppendNull() { End(false); }
  [[nodiscard]] bool full() const { return full_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::size_t size() const { return offsets_.size() - 1; }
  Finished Finish();

 private:
  void End(bool valid) {
    offsets_.push_back(static_cast<std::int32_t>(bytes_.size()));
    if (nullable_) validity_.Append(valid);
  }

  std::string name_;
  bool nullable_;
  std::size_t most_;
  bool full_ = false;
  std::vector<std::int32_t> offsets_{0};
  std::vector<char> bytes_;
  Validity validity_;
};

// Lists of texts, none of them null. A row may be.
class TextListColumn {
 public:
  explicit TextListColumn(std::string name) : name_(std::move(name)), items_("item", false) {}

  // Any number of items of a row, then its end.
  void Append(std::string_view item) { items_.Append(item); }
  void EndRow() { End(true); }
  void AppendNull() { End(false); }
  [[nodiscard]] bool full() const { return items_.full(); }
  [[nodiscard]] const std::string& name() const { return name_; }
  Finished Finish();

 private:
  void End(bool valid) {
    offsets_.push_back(static_cast<std::int32_t>(items_.size()));
    validity_.Append(valid);
  }

  std::string name_;
  std::vector<std::int32_t> offsets_{0};
  TextColumn items_;
  Validity validity_;
};

class FlagColumn {
 public:
  explicit FlagColumn(std::string name, bool nullable)
      : name_(std::move(name)), nullable_(nullable) {}

  void Append(bool flag) { End(flag, true); }
  void AppendNull() { End(false, false); }
  [[nodiscard]] static constexpr bool full() { return false; }
  [[nodiscard]] const std::string& name() const { return name_; }
  Finished Finish();

 private:
  void End(bool flag, bool valid) {
    bits_.Append(flag);
    ++rows_;
    if (nullable_) validity_.Append(valid);
  }

  std::string name_;
  bool nullable_;
  std::int64_t rows_ = 0;
  BitColumn bits_;
  Validity validity_;
};

inline constexpr const char* kSmallFormat = "s";  // int16
inline constexpr const char* kDayFormat = "tdD";  // int32

// Numbers of one of Arrow's formats, any of which may be null.
template <class Number>
class NumberColumn {
 public:
  // `format` lives as long as what is exported.
  NumberColumn(std::string name, const char* format) : name_(std::move(name)), format_(format) {}

  void Append(Number number) { End(number, true); }
  void AppendNull() { End(0, false); }
  [[nodiscard]] static constexpr bool full() { return false; }
  [[nodiscard]] const std::string& name() const { return name_; }
  Finished Finish() {
    Finished column{std::move(name_), format_};
    column.length = static_cast<std::int64_t>(numbers_.size());
    column.buffers.push_back(BufferOf(std::move(numbers_)));
    validity_.Finish(column);
    return column;
  }

 private:
  void End(Number number, bool valid) {
    numbers_.push_back(number);
    validity_.Append(valid);
  }

  std::string name_;
  const char* format_;
  std::vector<Number> numbers_;
  Validity validity_;
};

}  // namespace bsup::core
