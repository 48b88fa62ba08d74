// Advice on a batch of cases: columns of facts in, columns of advice out. What the columns are is
// in plugin/docs/batch.md.
//
// A row is advised as Advise would on the same stated facts, without history, approvals or words.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "batch/columns_in/placement.h"
#include "batch/columns_out/advice_columns.h"

namespace bsup::core {

struct BatchRequest {
  std::shared_ptr<const Policies> policies;
  PlacementDefaults defaults;
  std::uint64_t groups = kBatchDefault;
  std::vector<std::string> keep;  // columns that go into the answer as they are
};

// Releases the batch on every path. One error names every wrong column or, where the columns are
// right, the first kMostWrongValues wrong values.
Result<Exported> AdviseBatch(const BatchRequest& request, TakenSchema schema, TakenArray cases);

}  // namespace bsup::core
