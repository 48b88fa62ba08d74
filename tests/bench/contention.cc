// Many who append at once: 16 threads of one process against one, and 8 processes beside each
// other.
#include <benchmark/benchmark.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <numeric>
#include <optional>
#include <thread>
#include <vector>

#include "bench/measured_trail.h"
#include "bench/timing.h"

namespace bsup::core::bench {
namespace {

constexpr Shape kShape{.bytes = 600, .person = true};

// Records a second.
double Rate(MeasuredTrail& measured, int threads, std::size_t each) {
  std::vector<std::vector<Draft>> drafts;
  for (int t = 0; t < threads; ++t) drafts.push_back(measured.NextBatch(kShape, each));
  const Stopwatch watch;
  {
    std::vector<std::jthread> running;
    for (std::vector<Draft>& of_thread : drafts) {
      running.emplace_back([&] {
        for (Draft& draft : of_thread) Must(measured.trail().Append({std::move(draft)}));
      });
    }
  }
  return static_cast<double>(threads) * static_cast<double>(each) * 1e9 / watch.Nanoseconds();
}

void SixteenThreads(benchmark::State& state) {
  MeasuredTrail measured;
  std::vector<double> ratios;
  std::vector<double> of_one;
  std::vector<double> of_sixteen;
  for (auto _ : state) {
    of_one.push_back(Rate(measured, 1, 200));
    of_sixteen.push_back(Rate(measured, 16, 50));
    ratios.push_back(of_sixteen.back() / of_one.back());
  }
  state.counters["ratio"] = Median(ratios);
  state.counters["one_per_s"] = Median(of_one);
  state.counters["sixteen_per_s"] = Median(of_sixteen);
}
BENCHMARK(SixteenThreads)->Iterations(15)->Unit(benchmark::kMillisecond);

constexpr int kProcesses = 8;

struct Told {
  double records = 0;
  double worst_ms = 0;
};

// What a child does: opens the trail for itself, waits till all have, and appends till the time is
// up.
Told AppendFor(MeasuredTrail& measured, std::chrono::steady_clock::time_point start,
               std::chrono::steady_clock::time_point end) {
  measured.Open();
  std::this_thread::sleep_until(start);
  Told told;
  while (std::chrono::steady_clock::now() < end) {
    const Stopwatch watch;
    Must(measured.trail().Append({measured.Next(kShape)}));
    told.worst_ms = std::max(told.worst_ms, watch.Nanoseconds() / 1e6);
    ++told.records;
  }
  return told;
}

// Of all children; nothing where one failed.
std::optional<std::vector<Told>> RunProcesses(MeasuredTrail& measured) {
  const auto start = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
  const auto end = start + std::chrono::seconds(5);
  int ends[2];
  if (pipe(ends) != 0) return std::nullopt;
  std::vector<pid_t> children;
  for (int i = 0; i < kProcesses; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      int failed = 1;
      try {
        const Told told = AppendFor(measured, start, end);
        failed = write(ends[1], &told, sizeof told) == sizeof told ? 0 : 1;
        measured.Close();
      } catch (const std::exception& error) {
        fprintf(stderr, "a process: %s\n", error.what());
      }
      _exit(failed);
    }
    if (child > 0) children.push_back(child);
  }
  close(ends[1]);
  std::vector<Told> all;
  Told told;
  while (read(ends[0], &told, sizeof told) == sizeof told) all.push_back(told);
  close(ends[0]);
  for (const pid_t child : children) waitpid(child, nullptr, 0);
  if (all.size() != kProcesses) return std::nullopt;
  return all;
}

void EightProcesses(benchmark::State& state) {
  MeasuredTrail measured;
  measured.Close();
  std::vector<double> shares;
  std::vector<double> waits;
  std::vector<double> rates;
  for (auto _ : state) {
    const auto all = RunProcesses(measured);
    if (!all) {
      state.SkipWithError("a process did not do its part");
      return;
    }
    double records = 0;
    double fewest = all->front().records;
    double worst = 0;
    for (const Told& told : *all) {
      records += told.records;
      fewest = std::min(fewest, told.records);
      worst = std::max(worst, told.worst_ms);
    }
    shares.push_back(fewest / (records / kProcesses));
    waits.push_back(worst);
    rates.push_back(records / 5);
  }
  state.counters["slowest_share"] = Median(shares);
  state.counters["worst_ms"] = Median(waits);
  state.counters["worst_of_all_ms"] = Quantile(waits, 1);
  state.counters["per_s"] = Median(rates);
}
BENCHMARK(EightProcesses)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bsup::core::bench
