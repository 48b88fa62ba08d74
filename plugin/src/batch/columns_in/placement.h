// By which policy each row is advised, and on which day its contact is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "batch/arrow/record_batch.h"
#include "batch/columns_in/columns.h"
#include "batch/policies/policies.h"

namespace bsup::core {

// Of wrong values the first are told, in order of row.
inline constexpr std::size_t kMostWrongValues = 20;

// For rows that do not say.
struct PlacementDefaults {
  Result<Day> as_of;   // its error matters only where some row has no day
  std::string region;  // id or code; empty: the nation alone
};

class Placement {
 public:
  static Result<Placement> Find(const RecordBatch& batch, const CaseColumns& columns,
                                const Policies& policies, const PlacementDefaults& defaults);

  // In Policies::all().
  [[nodiscard]] std::size_t PolicyOf(std::int64_t row) const {
    return policies_.empty() ? policy_ : policies_[static_cast<std::size_t>(row)];
  }
  [[nodiscard]] Day DateOf(std::int64_t row) const {
    return dates_.empty() ? date_ : dates_[static_cast<std::size_t>(row)];
  }

 private:
  friend class Placer;

  std::uint32_t policy_ = 0;  // of all rows, where they are all alike
  Day date_;
  std::vector<std::uint32_t> policies_;
  std::vector<Day> dates_;
};

// `risk.rosh, row 17`.
std::string AtRow(std::string_view column, std::int64_t row);

}  // namespace bsup::core
