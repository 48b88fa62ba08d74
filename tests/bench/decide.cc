// One decision from typed facts, beside the floor of the same policy in the same run; and the whole
// advice with what is provisional and the questions.
#include <benchmark/benchmark.h>

#include <vector>

#include "advice/engine/advise.h"
#include "advice/engine/evaluate.h"
#include "bench/floor.h"
#include "bench/timing.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"

namespace bsup::core::bench {
namespace {

constexpr int kCases = 10'000;

const PolicyInForce& National() {
  static const auto policy = oracle::Shipped("", "2026-11-23");
  return *policy;
}

// Cases from complete to empty, each drawn once.
const std::vector<oracle::RandomCase>& Drawn() {
  static const auto cases = [] {
    std::vector<oracle::RandomCase> drawn;
    oracle::Dice dice(1);
    for (int i = 0; i < kCases; ++i)
      drawn.push_back(oracle::AnyCase(dice, National().policy, 10 * dice.Below(10)));
    return drawn;
  }();
  return cases;
}

// Their facts as advice decides on them.
const std::vector<Indexed<FactIndex, FactValue>>& Facts() {
  static const auto facts = [] {
    std::vector<Indexed<FactIndex, FactValue>> all;
    for (const auto& made : Drawn())
      all.push_back(Advise(National(), made.contact, made.a_case, made.as_of).facts);
    return all;
  }();
  return facts;
}

bool Same(const Decision& engine, const FloorDecision& floor) {
  return engine.outcome == floor.outcome && engine.firmness == floor.firmness &&
         engine.cannot == floor.cannot && engine.ruled_out == floor.ruled_out &&
         engine.lacks_approval == floor.lacks_approval && engine.supplements == floor.supplements;
}

// So few that they stay near the processor: what is compared is work, and not waiting for memory.
constexpr std::size_t kNear = 64;
constexpr int kRounds = 100;

// What one decision takes, in nanoseconds.
template <class F>
double Each(F decide) {
  const Stopwatch watch;
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < kNear; ++i) {
      auto decision = decide(Facts()[i]);
      benchmark::DoNotOptimize(decision);
    }
  }
  return watch.Nanoseconds() / (kRounds * kNear);
}

void DecisionBesideTheFloor(benchmark::State& state) {
  const CompiledPolicy& policy = National().compiled;
  const Floor floor(policy);
  for (const auto& facts : Facts()) {
    if (Same(DecideOn(policy, facts), floor.Decide(facts.data()))) continue;
    state.SkipWithError("the floor decides otherwise than the engine");
    return;
  }
  std::vector<double> of_engine;
  std::vector<double> of_floor;
  for (auto _ : state) {
    of_engine.push_back(Each([&](const auto& facts) { return DecideOn(policy, facts); }));
    of_floor.push_back(Each([&](const auto& facts) { return floor.Decide(facts.data()); }));
    state.SetIterationTime(of_engine.back() * 1e-9);
  }
  state.counters["engine_ns"] = Median(of_engine);
  state.counters["floor_ns"] = Median(of_floor);
  state.counters["ratio"] = Median(of_engine) / Median(of_floor);
  state.counters["boxes"] = static_cast<double>(policy.deciding.boxes().size());
}
BENCHMARK(DecisionBesideTheFloor)->UseManualTime()->Iterations(300)->Unit(benchmark::kNanosecond);

// With conflicts, reasons, what is provisional, questions and the notice; each case timed for
// itself.
void WholeAdvice(benchmark::State& state) {
  std::vector<double> each;
  for (auto _ : state) {
    for (const auto& made : Drawn()) {
      const Stopwatch watch;
      Advice advice = Advise(National(), made.contact, made.a_case, made.as_of);
      benchmark::DoNotOptimize(advice);
      each.push_back(watch.Nanoseconds());
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(each.size()));
  state.counters["median_us"] = Median(each) / 1000;
  state.counters["p99_us"] = Quantile(each, 0.99) / 1000;
  state.counters["worst_us"] = Quantile(each, 1) / 1000;
}
BENCHMARK(WholeAdvice)->Iterations(1)->Unit(benchmark::kMillisecond);

void HundredThousandDecisions(benchmark::State& state) {
  const CompiledPolicy& policy = National().compiled;
  const auto& all = Facts();
  for (auto _ : state) {
    for (std::size_t i = 0; i < 100'000; ++i) {
      Decision decision = DecideOn(policy, all[i % all.size()]);
      benchmark::DoNotOptimize(decision);
    }
  }
  state.SetItemsProcessed(state.iterations() * 100'000);
}
BENCHMARK(HundredThousandDecisions)->Iterations(5)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bsup::core::bench
