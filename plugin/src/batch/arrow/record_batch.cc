#include "batch/arrow/record_batch.h"

#include <string>
#include <utility>

#include "base/suggest.h"

namespace bsup::core {
namespace {

constexpr std::string_view kBatch = "the batch";

Error Refused(std::string what) {
  return {Status::kBadInput, std::string(kBatch), std::move(what)};
}

// That the struct itself is sound.
Result<void> CheckStruct(const ArrowSchema& schema, const ArrowArray& array) {
  if (schema.format == nullptr || std::string_view(schema.format) != "+s") {
    return Refused("is not a struct array; give one record batch, Arrow format \"+s\", and not a " +
                   std::string("column of it"));
  }
  if (schema.dictionary != nullptr || array.dictionary != nullptr)
    return Refused("is dictionary-encoded as a whole; give its columns as they are");
  if (const auto wrong = UnsoundLength(array)) return Refused(*wrong);
  if (array.n_buffers != 1 || array.buffers == nullptr)
    return Refused("has " + std::to_string(array.n_buffers) + " buffers where a struct has one");
  if (array.buffers[0] == nullptr && array.null_count > 0)
    return Refused("counts rows that are null, and nothing says which they are");
  if (schema.n_children < 0 || schema.n_children != array.n_children) {
    return Refused("has " + std::to_string(schema.n_children) + " columns in its schema and " +
                   std::to_string(array.n_children) + " in its array");
  }
  if (schema.n_children > 0 && (schema.children == nullptr || array.children == nullptr))
    return Refused("has columns, and no list of them");
  return {};
}

}  // namespace

Result<RecordBatch> RecordBatch::Read(TakenSchema schema, TakenArray array) {
  if (!schema.there() || !array.there())
    return Error(Status::kUsage, std::string(kBatch),
                 "was released or moved away before it was given");
  BSUP_TRY(CheckStruct(*schema, *array));
  RecordBatch batch(std::move(schema), std::move(array));
  batch.validity_ = static_cast<const std::uint8_t*>(batch.array_->buffers[0]);
  std::vector<Problem> problems;
  for (std::int64_t c = 0; c < batch.schema_->n_children; ++c) {
    const ArrowSchema* of = batch.schema_->children[c];
    const ArrowArray* with = batch.array_->children[c];
    if (of == nullptr || with == nullptr) {
      problems.push_back({"column " + std::to_string(c), "is NULL"});
      continue;
    }
    // The name of a released schema must not be read.
    const bool named = of->release != nullptr && of->name != nullptr && *of->name != '\0';
    const std::string where = named ? Quoted(of->name) : "column " + std::to_string(c);
    Result<ArrowColumn> column = ReadColumn(*of, *with);
    if (!column) {
      problems.push_back({where, column.error().problems.front().what});
    } else if (column->length < batch.first() + batch.rows()) {
      problems.push_back(
          {where, "has " + std::to_string(column->length) + " rows, fewer than the batch"});
    } else {
      batch.columns_.push_back(*std::move(column));
    }
  }
  if (!problems.empty()) return Error(Status::kBadInput, std::move(problems));
  return batch;
}

void RecordBatch::MoveOut(std::size_t column, ArrowSchema* schema, ArrowArray* array) {
  ArrowSchema& of = *schema_->children[column];
  ArrowArray& with = *array_->children[column];
  *schema = of;
  of.release = nullptr;
  *array = with;
  with.release = nullptr;
  if (array->offset + first() == array->offset && array->length == rows()) return;
  array->offset += first();
  array->length = rows();
  if (array->null_count != 0) array->null_count = -1;
}

}  // namespace bsup::core
