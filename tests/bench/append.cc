// Appending beside the floor of the same bytes, in alternating rounds: one record at a time, and in
// batches; about nobody, and about persons, for whom the person index grows in the same commit.
#include <benchmark/benchmark.h>

#include <span>
#include <vector>

#include "bench/append_floor.h"
#include "bench/measured_trail.h"
#include "bench/timing.h"

namespace bsup::core::bench {
namespace {

void AppendBesideTheFloor(benchmark::State& state, Shape shape, std::size_t batch) {
  const std::size_t batches = std::max<std::size_t>(2, 200 / batch);
  MeasuredTrail measured;
  AppendFloor floor(measured.folder() / "floor");
  std::vector<double> of_trail;
  std::vector<double> of_floor;
  std::vector<double> ratios;
  for (auto _ : state) {
    const std::uint64_t first = Must(measured.trail().Size());
    std::vector<std::vector<Draft>> drafts;
    for (std::size_t i = 0; i < batches; ++i) drafts.push_back(measured.NextBatch(shape, batch));
    const Stopwatch ours;
    for (std::vector<Draft>& each : drafts) Must(measured.trail().Append(std::move(each)));
    of_trail.push_back(ours.Nanoseconds() / static_cast<double>(batches * batch));

    const std::vector<WrittenRecord> written = ReadWritten(measured.files(), first);
    const Stopwatch theirs;
    for (std::size_t i = 0; i < batches; ++i) {
      floor.Append(std::span(written).subspan(i * batch, batch));
    }
    of_floor.push_back(theirs.Nanoseconds() / static_cast<double>(batches * batch));
    ratios.push_back(of_floor.back() / of_trail.back());
    state.SetIterationTime(of_trail.back() * 1e-9);
  }
  state.counters["ratio"] = Median(ratios);
  state.counters["trail_us"] = Median(of_trail) / 1000;
  state.counters["floor_us"] = Median(of_floor) / 1000;
}

#define BSUP_APPEND(name, bytes, person, batch)                              \
  BENCHMARK_CAPTURE(AppendBesideTheFloor, name, Shape{bytes, person}, batch) \
      ->UseManualTime()                                                      \
      ->Iterations(15)                                                       \
      ->Unit(benchmark::kMicrosecond)

BSUP_APPEND(nobody_600_by_1, 600, false, 1);
BSUP_APPEND(nobody_600_by_100, 600, false, 100);
BSUP_APPEND(nobody_600_by_1000, 600, false, 1000);
BSUP_APPEND(nobody_3000_by_1, 3000, false, 1);
BSUP_APPEND(nobody_3000_by_100, 3000, false, 100);
BSUP_APPEND(nobody_3000_by_1000, 3000, false, 1000);
BSUP_APPEND(person_600_by_1, 600, true, 1);
BSUP_APPEND(person_600_by_100, 600, true, 100);
BSUP_APPEND(person_600_by_1000, 600, true, 1000);
BSUP_APPEND(person_3000_by_1, 3000, true, 1);
BSUP_APPEND(person_3000_by_100, 3000, true, 100);
BSUP_APPEND(person_3000_by_1000, 3000, true, 1000);

}  // namespace
}  // namespace bsup::core::bench
