// Verifying a whole trail beside hashing alone, in alternating rounds: the leaves, and the leaves
// with everything that they commit to, which is what Verify looks at.
#include <benchmark/benchmark.h>

#include <vector>

#include "bench/append_floor.h"
#include "bench/measured_trail.h"
#include "bench/timing.h"
#include "trail/log/merkle.h"
#include "trail/verify/verify.h"

namespace bsup::core::bench {
namespace {

constexpr int kBatches = 20;

void HashLeaves(const std::vector<WrittenRecord>& records) {
  for (const WrittenRecord& each : records) benchmark::DoNotOptimize(LeafHash(each.bytes));
}

void HashCommitted(const std::vector<WrittenRecord>& records) {
  for (const WrittenRecord& each : records) {
    for (const auto& [part, sealed] : each.parts) benchmark::DoNotOptimize(Commitment(sealed));
  }
}

void VerifyBesideHashing(benchmark::State& state, std::size_t bytes) {
  MeasuredTrail measured;
  for (int i = 0; i < kBatches; ++i) {
    Must(measured.trail().Append(measured.NextBatch({.bytes = bytes, .person = true}, 1000)));
  }
  const std::vector<WrittenRecord> records = ReadWritten(measured.files(), 0);
  std::vector<double> of_verify;
  std::vector<double> to_leaves;
  std::vector<double> to_all;
  for (auto _ : state) {
    const Stopwatch ours;
    const Verification verification = Verify(measured.files(), {});
    of_verify.push_back(ours.Nanoseconds() / static_cast<double>(records.size()));
    if (verification.verdict != Verdict::kIntactNoOutsideHead) {
      state.SkipWithError(verification.why.c_str());
      return;
    }
    const Stopwatch theirs;
    HashLeaves(records);
    const double leaves = theirs.Nanoseconds() / static_cast<double>(records.size());
    HashCommitted(records);
    const double all = theirs.Nanoseconds() / static_cast<double>(records.size());
    to_leaves.push_back(leaves / of_verify.back());
    to_all.push_back(all / of_verify.back());
    state.SetIterationTime(of_verify.back() * 1e-9);
  }
  state.counters["to_leaves"] = Median(to_leaves);
  state.counters["to_all"] = Median(to_all);
  state.counters["record_us"] = Median(of_verify) / 1000;
}
BENCHMARK_CAPTURE(VerifyBesideHashing, 600, std::size_t{600})
    ->UseManualTime()
    ->Iterations(15)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(VerifyBesideHashing, 3000, std::size_t{3000})
    ->UseManualTime()
    ->Iterations(15)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace bsup::core::bench
