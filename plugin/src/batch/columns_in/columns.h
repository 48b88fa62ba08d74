// What each column of a batch is for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "batch/arrow/record_batch.h"
#include "batch/policies/policies.h"

namespace bsup::core {

// Places in RecordBatch::columns().
struct CaseColumns {
  std::vector<std::size_t> facts;
  std::optional<std::size_t> contact_date;
  std::optional<std::size_t> as_of;
  std::optional<std::size_t> planned;
  std::optional<std::size_t> region;
  std::vector<std::size_t> kept;  // in the order asked for
};

// Every column that cannot be used is named in one error. `added` are the columns of advice.
Result<CaseColumns> SortColumns(const RecordBatch& batch, const Policies& policies,
                                const std::vector<std::string>& keep,
                                const std::vector<std::string>& added);

}  // namespace bsup::core
