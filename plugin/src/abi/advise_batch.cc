// From a host's columns to columns of advice.
#include "batch/advise_batch.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "abi/guard.h"
#include "abi/handles.h"
#include "abi/struct_size.h"

namespace bsup::core {
namespace {

static_assert(BSUP_BATCH_ADVICE == kBatchAdvice && BSUP_BATCH_RULES == kBatchRules &&
              BSUP_BATCH_UNKNOWN == kBatchUnknown && BSUP_BATCH_MODES == kBatchModes);

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Made when the first batch comes, so that a host without batches does not pay for them.
std::shared_ptr<const Policies> PoliciesOf(const bsup_policy& policy) {
  const std::lock_guard guard(policy.batch->mutex);
  auto& policies = policy.batch->policies;
  if (policies == nullptr) policies = std::make_shared<const Policies>(policy.set, policy.selected);
  return policies;
}

BatchRequest RequestOf(const bsup_policy& policy, const bsup_batch_options& options) {
  BatchRequest request{.policies = PoliciesOf(policy),
                       .defaults = {policy.session->DayOf(options.as_of),
                                    options.region == nullptr ? "" : options.region},
                       .keep = {}};
  if (options.columns != 0) request.groups = options.columns;
  if (options.keep != nullptr) request.keep = LinesOf({options.keep, options.keep_size});
  return request;
}

// Hands the advice over. Of what went wrong the log has the kind alone: a message may quote a case.
Failure GiveBatch(const bsup_policy& policy, Result<Exported> advice, ArrowSchema* schema,
                  ArrowArray* array) {
  if (advice) {
    advice->schema.Give(schema);
    advice->array.Give(array);
    return kDone;
  }
  policy.session->log().Write(LogLevel::kWarning,
                              "no batch advised: status " +
                                  std::to_string(static_cast<int>(advice.error().status)) + ", " +
                                  std::to_string(advice.error().problems.size()) + " problems");
  return std::move(advice).error();
}

}  // namespace
}  // namespace bsup::core

bsup_status bsup_advise_batch(const bsup_policy* policy, const bsup_batch_options* options,
                              ArrowSchema* schema, ArrowArray* cases, ArrowSchema* advice_schema,
                              ArrowArray* advice, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    // First of all, so that they are ended whatever else is wrong.
    bsup::core::TakenSchema taken_schema(schema);
    bsup::core::TakenArray taken_cases(cases);
    if (policy == nullptr || schema == nullptr || cases == nullptr || advice_schema == nullptr ||
        advice == nullptr) {
      return bsup::core::Usage(
          "`policy`, `schema`, `cases`, `advice_schema` and `advice` must not be NULL");
    }
    bsup_batch_options given{};
    given.as_of = BSUP_TODAY;
    if (options != nullptr) {
      const std::optional<bsup_batch_options> read = bsup::core::ReadGrowing(options);
      if (!read)
        return bsup::core::Usage(
            "bsup_batch_options.struct_size is too small; set it to sizeof(bsup_batch_options)");
      given = *read;
    }
    if ((given.columns & ~bsup::core::kBatchAll) != 0)
      return bsup::core::Usage("`columns` has bits that mean nothing; give BSUP_BATCH_... or 0");
    return bsup::core::GiveBatch(
        *policy,
        bsup::core::AdviseBatch(bsup::core::RequestOf(*policy, given), std::move(taken_schema),
                                std::move(taken_cases)),
        advice_schema, advice);
  });
}
