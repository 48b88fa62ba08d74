// Advice on a batch: from a host's columns to columns of advice.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/struct_size.h"
#include "batch/advise_batch.h"

namespace bsup::core {
namespace {

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

BatchRequest RequestOf(const bsup_policy& policy, const bsup_batch_options& options) {
  return {.policies = policy.policy.ForBatches(),
          .defaults = {policy.session->DayOf(options.as_of), std::string(TextOf(options.region))},
          .groups = options.columns == 0 ? kBatchDefault : options.columns,
          .keep = LinesOf(TextOf(options.keep, options.keep_size))};
}

}  // namespace
}  // namespace bsup::core

namespace core = bsup::core;

bsup_status bsup_advise_batch(const bsup_policy* policy, const bsup_batch_options* options,
                              ArrowSchema* schema, ArrowArray* cases, ArrowSchema* advice_schema,
                              ArrowArray* advice, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    // Takes ownership first: they are released on every path.
    core::TakenSchema taken_schema(schema);
    core::TakenArray taken_cases(cases);
    BSUP_NEED(policy, schema, cases, advice_schema, advice);
    bsup_batch_options absent{};
    absent.as_of = BSUP_TODAY;
    BSUP_TRY(const auto given, core::ReadGrowing(options, "bsup_batch_options", absent));
    if ((given.columns & ~core::kBatchAll) != 0)
      return core::Usage("`columns` has unknown bits; give BSUP_BATCH_... or 0");
    auto advised = core::AdviseBatch(core::RequestOf(*policy, given), std::move(taken_schema),
                                     std::move(taken_cases));
    if (!advised) {
      policy->session->LogFailure(core::LogLevel::kWarning, "no batch advised", advised.error());
      return std::move(advised).error();
    }
    advised->schema.Give(advice_schema);
    advised->array.Give(advice);
    return {};
  });
}
