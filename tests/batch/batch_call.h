// The call as tests make it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "batch/advise_batch.h"
#include "oracle/arrow_made.h"
#include "oracle/packs.h"

namespace bsup::core::made {

// The day of the shipped samples.
inline Day SampleDay() { return *Day::Parse("2026-11-23"); }

// All that ships; each row by its day and region.
inline BatchRequest OfAllPacks(std::uint64_t groups = kBatchDefault) {
  static const auto policies = std::make_shared<const Policies>(
      std::make_shared<const PolicySet>(oracle::ShippedPacks()), nullptr);
  return {.policies = policies, .defaults = {SampleDay(), ""}, .groups = groups, .keep = {}};
}

inline BatchRequest OfPolicy(std::shared_ptr<const PolicyInForce> policy,
                             std::uint64_t groups = kBatchDefault) {
  return {.policies = std::make_shared<const Policies>(nullptr, std::move(policy)),
          .defaults = {SampleDay(), ""},
          .groups = groups,
          .keep = {}};
}

// Whatever comes of it, everything handed over must have been ended once the answer is.
inline Result<Exported> Call(const BatchRequest& request, Given& given) {
  return AdviseBatch(request, TakenSchema(&given.schema), TakenArray(&given.array));
}

inline Answer AnswerOf(Exported& out) { return {out.schema.get(), out.array.get()}; }

inline Answer Advised(const BatchRequest& request, MadeColumn batch) {
  Given given = HandOver(std::move(batch));
  Result<Exported> out = Call(request, given);
  if (!out) throw std::runtime_error(out.error().Message());
  return AnswerOf(*out);
}

// The problems, a line each, of a batch that must be refused.
inline std::string Refused(const BatchRequest& request, MadeColumn batch) {
  Given given = HandOver(std::move(batch));
  const Result<Exported> out = Call(request, given);
  EXPECT_TRUE(given.releases->all()) << "something was not released, or twice";
  EXPECT_EQ(given.schema.release, nullptr);
  EXPECT_EQ(given.array.release, nullptr);
  if (out) return "";
  EXPECT_EQ(out.error().status, Status::kBadInput);
  return out.error().Message();
}

}  // namespace bsup::core::made
