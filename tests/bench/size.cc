// What a long trail costs: the time to prove one of its records, and the memory to verify, read and
// export all of them. 50,000 records; a million where BSUP_BENCH_MILLION is set, which takes
// minutes to make.
#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/measured_trail.h"
#include "bench/timing.h"
#include "oracle/dice.h"
#include "trail/verify/verify.h"

namespace bsup::core::bench {
namespace {

constexpr Shape kSmall{.bytes = 40, .person = true};
constexpr std::size_t kBatch = 1000;

std::uint64_t Records() {
  return std::getenv("BSUP_BENCH_MILLION") == nullptr ? 50'000 : 1'000'000;
}

void GrowTo(MeasuredTrail& measured, std::uint64_t records) {
  while (Must(measured.trail().Size()) < records) {
    Must(measured.trail().Append(measured.NextBatch(kSmall, kBatch)));
  }
}

double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// By how much `work` raises the most memory that a process of its own has held. A child begins with
// what it has, and not with its parent's peak.
double Growth(const std::function<void()>& work) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child == 0) {
    int failed = 1;
    try {
      const double before = PeakMegabytes();
      work();
      const double growth = PeakMegabytes() - before;
      failed = write(ends[1], &growth, sizeof growth) == sizeof growth ? 0 : 1;
    } catch (const std::exception& error) {
      fprintf(stderr, "a process: %s\n", error.what());
    }
    _exit(failed);
  }
  close(ends[1]);
  double growth = 0;
  const bool told = read(ends[0], &growth, sizeof growth) == sizeof growth;
  close(ends[0]);
  waitpid(child, nullptr, 0);
  if (!told) throw std::runtime_error("a process did not do its part");
  return growth;
}

void VerifyAll(MeasuredTrail& measured) {
  const Verification verification = Verify(measured.files(), {});
  if (verification.verdict != Verdict::kIntactNoOutsideHead) {
    throw std::runtime_error(verification.why);
  }
}

void ReadAll(MeasuredTrail& measured) {
  measured.Open();
  ReadFilter filter;
  for (std::optional<std::uint64_t> next = 0; next;) {
    filter.after = *next;
    next = Must(measured.trail().Read(filter, Trail::kMostPage)).next;
  }
  measured.Close();
}

void ExportAll(MeasuredTrail& measured) {
  const std::string folder = measured.folder() / "export";
  measured.Open();
  Must(measured.trail().Export(folder, {}));
  measured.Close();
  std::filesystem::remove_all(folder);
}

struct Memory {
  double verify = 0;
  double read = 0;
  double exports = 0;
};

// Of a trail that is closed: none may cross a fork.
Memory Measure(MeasuredTrail& measured) {
  return {Growth([&] { VerifyAll(measured); }), Growth([&] { ReadAll(measured); }),
          Growth([&] { ExportAll(measured); })};
}

void LongTrail(benchmark::State& state) {
  const std::uint64_t records = Records();
  MeasuredTrail measured;
  GrowTo(measured, records / 10);
  measured.Close();
  const Memory of_tenth = Measure(measured);
  measured.Open();
  GrowTo(measured, records);

  std::vector<double> proofs;
  oracle::Dice dice(1);
  for (auto _ : state) {
    const auto sequence = static_cast<std::uint64_t>(dice.Below(static_cast<int>(records)));
    const Stopwatch watch;
    std::string proof = Must(measured.trail().Prove(sequence));
    benchmark::DoNotOptimize(proof);
    proofs.push_back(watch.Nanoseconds());
    state.SetIterationTime(proofs.back() * 1e-9);
  }
  measured.Close();
  const Memory of_all = Measure(measured);

  state.counters["records"] = static_cast<double>(records);
  state.counters["proof_us"] = Median(proofs) / 1000;
  state.counters["proof_p99_us"] = Quantile(proofs, 0.99) / 1000;
  state.counters["verify_mb"] = of_all.verify;
  state.counters["read_mb"] = of_all.read;
  state.counters["export_mb"] = of_all.exports;
  state.counters["verify_more_mb"] = of_all.verify - of_tenth.verify;
  state.counters["read_more_mb"] = of_all.read - of_tenth.read;
  state.counters["export_more_mb"] = of_all.exports - of_tenth.exports;
}
BENCHMARK(LongTrail)->UseManualTime()->Iterations(2'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace bsup::core::bench
