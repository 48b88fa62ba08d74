// A batch as a host gives it: one struct array whose children are the columns.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "batch/arrow/arrow_column.h"

namespace bsup::core {

class RecordBatch {
 public:
  // Everything that is wrong with its columns comes in one error.
  static Result<RecordBatch> Read(TakenSchema schema, TakenArray array);

  [[nodiscard]] std::int64_t rows() const { return array_->length; }
  [[nodiscard]] const std::vector<ArrowColumn>& columns() const { return columns_; }
  // The row of `columns()` that is row 0 of the batch.
  [[nodiscard]] std::int64_t first() const { return array_->offset; }
  // Whether a row is null as a whole.
  [[nodiscard]] bool IsNull(std::int64_t row) const {
    if (validity_ == nullptr) return false;
    const std::int64_t at = array_->offset + row;
    return (validity_[at >> 3] >> (at & 7) & 1) == 0;
  }
  [[nodiscard]] bool may_have_nulls() const { return validity_ != nullptr; }

  // Moves a column out, cut to the rows of the batch. It is in `columns()` no more than in name.
  void MoveOut(std::size_t column, ArrowSchema* schema, ArrowArray* array);

 private:
  RecordBatch(TakenSchema schema, TakenArray array)
      : schema_(std::move(schema)), array_(std::move(array)) {}

  TakenSchema schema_;
  TakenArray array_;
  std::vector<ArrowColumn> columns_;
  const std::uint8_t* validity_ = nullptr;
};

}  // namespace bsup::core
