// The decisions of a trail as columns, batch by batch: see plugin/docs/decisions.md.
//
// Begin, then Next until it gives nothing. One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "records/content/who.h"
#include "records/standing/decision_row.h"
#include "service/decisions/decision_columns.h"
#include "service/decisions/decisions_asked.h"
#include "trail/trail.h"

namespace bsup::core {

class DecisionStream {
 public:
  // `request` is the JSON of decisions_asked.h. Leaves one EXPORT. Decisions that are recorded from
  // now on are left out.
  static Result<DecisionStream> Begin(std::shared_ptr<Trail> trail, const Recorder& recorder,
                                      std::string_view request);

  [[nodiscard]] TakenSchema Schema() const;

  // Nothing at the end. A call that failed fails again, so that nobody takes the rows that came
  // before it for all there are.
  Result<std::optional<TakenArray>> Next();

 private:
  DecisionStream(std::shared_ptr<Trail> trail, DecisionsAsked asked, std::uint64_t size);
  Result<void> AddPage();
  std::vector<std::optional<Result<DecisionRow>>> RowsOf(AroundPage& page, std::size_t count) const;
  Result<DecisionRow> RowAt(AroundPage& page, std::size_t at) const;

  std::shared_ptr<Trail> trail_;
  DecisionsAsked asked_;
  std::uint64_t size_;  // of the trail when the reading began
  DecisionColumns columns_;
  bool ended_ = false;
  bool broken_off_ = false;  // there was no memory, and some rows are lost
  std::optional<Error> failed_;
};

}  // namespace bsup::core
