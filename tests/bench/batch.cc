// A batch of cases, columns in and columns out, beside the decisions on the same rows alone.
#include <benchmark/benchmark.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "advice/engine/facts.h"
#include "batch/advise_batch.h"
#include "bench/timing.h"
#include "oracle/arrow_made.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"

namespace bsup::core::bench {
namespace {

constexpr int kRows = 10'000;
constexpr std::size_t kFactColumns = 20;

std::shared_ptr<const PolicyInForce> OfTheNation() { return oracle::Shipped("", "2026-11-23"); }

// A caseload as a host holds it: some twenty facts in columns of their own, the rest not known.
struct Caseload {
  made::MadeColumn batch;
  std::vector<std::vector<FactValue>> facts;  // the rows as they are decided on
};

made::MadeColumn ColumnOf(const Fact& fact, const std::vector<FactValue>& values) {
  made::Values<bool> flags;
  made::Values<double> counts;
  made::Values<std::string> texts;
  for (const FactValue value : values) {
    const bool known = value != kUnknown;
    flags.push_back(known ? std::optional(value == 1) : std::nullopt);
    counts.push_back(known ? std::optional<double>(value) : std::nullopt);
    texts.push_back(known && !fact.values.empty()
                        ? std::optional(fact.values[static_cast<std::size_t>(value)])
                        : std::nullopt);
  }
  if (fact.type == FactType::kFlag) return made::Flags(fact.id, flags);
  if (fact.type == FactType::kCount) return made::Numbers(fact.id, counts);
  return made::Texts(fact.id, texts);
}

const Caseload& Drawn() {
  static const Caseload drawn = [] {
    const Policy& policy = OfTheNation()->policy;
    oracle::Dice dice(1);
    std::vector<oracle::RandomCase> cases;
    for (int row = 0; row < kRows; ++row)
      cases.push_back(oracle::AnyCase(dice, policy, 10 * dice.Below(10)));
    Caseload made;
    made.facts.assign(kRows, std::vector<FactValue>(policy.facts.size(), kUnknown));
    std::vector<made::MadeColumn> columns;
    // Every third, so that flags, levels, choices and counts are among them.
    for (std::size_t f = 0; f < policy.facts.size() && columns.size() < kFactColumns; f += 3) {
      std::vector<FactValue> values;
      for (std::size_t row = 0; row < kRows; ++row) {
        values.push_back(cases[row].a_case.facts[f]);
        made.facts[row][f] = values.back();
      }
      columns.push_back(ColumnOf(policy.facts[f], values));
    }
    made.batch = made::Batch(std::move(columns), kRows);
    const StatedFacts stated(policy);
    for (auto& facts : made.facts) stated.Settle(*Day::Parse("2026-11-23"), facts);
    return made;
  }();
  return drawn;
}

Exported Advised(made::Given& given, std::uint64_t groups) {
  static const auto policies = std::make_shared<const Policies>(nullptr, OfTheNation());
  const BatchRequest request{.policies = policies,
                             .defaults = {*Day::Parse("2026-11-23"), ""},
                             .groups = groups,
                             .keep = {}};
  Result<Exported> advice =
      AdviseBatch(request, TakenSchema(&given.schema), TakenArray(&given.array));
  if (!advice) throw std::runtime_error(advice.error().Message());
  return *std::move(advice);
}

// Nanoseconds a row.
double BatchEach(std::uint64_t groups) {
  made::Given given = made::HandOver(Drawn().batch);
  const Stopwatch watch;
  const Exported advice = Advised(given, groups);
  benchmark::DoNotOptimize(advice.array->length);
  return watch.Nanoseconds() / kRows;
}

double DecideEach() {
  const CompiledPolicy& policy = OfTheNation()->compiled;
  const Stopwatch watch;
  for (const auto& facts : Drawn().facts) {
    Decision decision = DecideOn(policy, facts);
    benchmark::DoNotOptimize(decision);
  }
  return watch.Nanoseconds() / kRows;
}

// Whether the batch leads where the decisions do.
bool Leads() {
  made::Given given = made::HandOver(Drawn().batch);
  const Exported advice = Advised(given, kBatchAdvice);
  const PolicyInForce& policy = *OfTheNation();
  const ArrowArray& lead = *advice.array->children[0];
  const auto* ends = static_cast<const std::int32_t*>(lead.buffers[1]);
  const auto* text = static_cast<const char*>(lead.buffers[2]);
  for (std::size_t row = 0; row < Drawn().facts.size(); ++row) {
    const Outcome outcome = DecideOn(policy.compiled, Drawn().facts[row]).outcome;
    const std::string_view told(text + ends[row],
                                static_cast<std::size_t>(ends[row + 1] - ends[row]));
    const std::string_view known =
        outcome.lead ? std::string_view(policy.policy.modes[outcome.lead].id) : "";
    if (told != known) return false;
  }
  return true;
}

void BatchBesideDecisions(benchmark::State& state) {
  if (!Leads()) {
    state.SkipWithError("the batch leads elsewhere than the decisions");
    return;
  }
  std::vector<double> advice, rules, modes, decisions;
  for (auto _ : state) {
    advice.push_back(BatchEach(kBatchAdvice));
    rules.push_back(BatchEach(kBatchAdvice | kBatchRules));
    modes.push_back(BatchEach(kBatchModes));
    decisions.push_back(DecideEach());
    state.SetIterationTime(rules.back() * 1e-9);
  }
  state.counters["advice_ns"] = Median(advice);
  state.counters["rules_ns"] = Median(rules);
  state.counters["modes_ns"] = Median(modes);
  state.counters["decide_ns"] = Median(decisions);
  state.counters["advice_ratio"] = Median(advice) / Median(decisions);
  state.counters["rules_ratio"] = Median(rules) / Median(decisions);
}
BENCHMARK(BatchBesideDecisions)->UseManualTime()->Iterations(40)->Unit(benchmark::kNanosecond);

// What is provisional, and what to ask.
void BatchUnknown(benchmark::State& state) {
  std::vector<double> each;
  for (auto _ : state) each.push_back(BatchEach(kBatchUnknown));
  state.counters["row_us"] = Median(each) / 1000;
}
BENCHMARK(BatchUnknown)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bsup::core::bench
