// Arrow columns made by hand, as another library would hand them over, with a count of what was
// released; and columns of advice read back.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "blended_supervision/arrow.h"

namespace bsup::core::made {

// How often the structs of a batch were ended; each should be once.
struct Releases {
  int made = 0;
  int ended = 0;
  [[nodiscard]] bool all() const { return made == ended; }
};

// A column before it is handed over. Tests may spoil it.
struct MadeColumn {
  std::string name;
  std::string format;
  std::int64_t length = 0;
  std::int64_t null_count = -1;
  std::int64_t offset = 0;
  std::vector<std::optional<std::vector<std::uint8_t>>> buffers;  // nothing: NULL
  std::vector<MadeColumn> children;
  std::shared_ptr<MadeColumn> dictionary;
};

template <class Value>
using Values = std::vector<std::optional<Value>>;

MadeColumn Nulls(std::string name, std::int64_t rows);
MadeColumn Flags(std::string name, const Values<bool>& values);
// `format` is "u", "U" or "vu".
MadeColumn Texts(std::string name, const Values<std::string>& values, std::string format = "u");
// Indexes of that format into `values`.
MadeColumn Encoded(std::string name, const Values<int>& indexes, MadeColumn values,
                   const std::string& format = "c");
// Whole numbers of any format, cast to its C type; `format` may be a date's or a timestamp's.
MadeColumn Numbers(std::string name, const Values<double>& values, std::string format = "i");
MadeColumn Wide(std::string name, const Values<std::int64_t>& values, std::string format = "l");

// The rows from `from` on, as a slice that shares its buffers.
MadeColumn Cut(MadeColumn column, std::int64_t from, std::int64_t rows);
// Without the bitmap; the column must have no nulls.
MadeColumn WithoutBitmap(MadeColumn column);

// A struct of columns.
MadeColumn Batch(std::vector<MadeColumn> columns, std::int64_t rows);

struct Given {
  ArrowSchema schema{};
  ArrowArray array{};
  std::shared_ptr<Releases> releases = std::make_shared<Releases>();
};
Given HandOver(MadeColumn column);

// A batch that came out, by the names of its columns. Ends it.
class Answer {
 public:
  // Takes over what stands there.
  Answer(ArrowSchema* schema, ArrowArray* array)
      : schema_(std::exchange(*schema, {})), array_(std::exchange(*array, {})) {}
  Answer(Answer&& other) noexcept : Answer(&other.schema_, &other.array_) {}
  ~Answer() {
    if (schema_.release != nullptr) schema_.release(&schema_);
    if (array_.release != nullptr) array_.release(&array_);
  }

  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] std::int64_t rows() const { return array_.length; }
  [[nodiscard]] const ArrowArray& Array(std::string_view column) const;
  [[nodiscard]] const ArrowSchema& Schema(std::string_view column) const;

  [[nodiscard]] std::optional<std::string> Text(std::string_view column, std::int64_t row) const;
  [[nodiscard]] std::vector<std::string> List(std::string_view column, std::int64_t row) const;
  [[nodiscard]] std::optional<bool> Flag(std::string_view column, std::int64_t row) const;
  [[nodiscard]] std::optional<int> Number(std::string_view column, std::int64_t row) const;

  // Everything said of a row, for comparison.
  [[nodiscard]] std::string Row(std::int64_t row) const;

  ArrowArray& array() { return array_; }

 private:
  [[nodiscard]] std::size_t At(std::string_view column) const;

  ArrowSchema schema_;
  ArrowArray array_;
};

}  // namespace bsup::core::made
