// A batch of cases, columns in and columns out, beside the decisions on the same rows alone.
#include <benchmark/benchmark.h>

#include <stdexcept>
#include <utility>
#include <vector>

#include "advice/facts.h"
#include "batch/advise_batch.h"
#include "bench/timing.h"
#include "oracle/packs.h"
#include "oracle/random_case.h"

namespace bsup::bench {
namespace {

constexpr int kRows = 10'000;
constexpr std::size_t kFactColumns = 20;

std::shared_ptr<const PolicyInForce> OfTheNation() { return oracle::Shipped("", "2026-11-23"); }

// A caseload as a host holds it: some twenty facts in columns of their own, the rest not known.
class Columns {
 public:
  Columns() {
    const Policy& policy = OfTheNation()->policy;
    oracle::Dice dice(1);
    std::vector<oracle::RandomCase> cases;
    for (int row = 0; row < kRows; ++row)
      cases.push_back(oracle::AnyCase(dice, policy, 10 * dice.Below(10)));
    facts_.assign(kRows, std::vector<FactValue>(policy.facts.size(), kUnknown));
    // Every third, so that flags, levels, choices and counts are among them.
    for (std::size_t f = 0; f < policy.facts.size() && columns_.size() < kFactColumns; f += 3) {
      columns_.emplace_back(policy.facts[f]);
      for (std::size_t row = 0; row < kRows; ++row) {
        const FactValue value = cases[row].a_case.facts[f];
        facts_[row][f] = value;
        columns_.back().Append(value);
      }
    }
    const StatedFacts stated(policy);
    for (auto& facts : facts_) stated.Settle(*Day::Parse("2026-11-23"), facts);
  }

  // The rows as they are decided on.
  [[nodiscard]] const std::vector<std::vector<FactValue>>& facts() const { return facts_; }

  // Lent: nothing is copied, and ending them does nothing.
  void Lend(ArrowSchema* schema, ArrowArray* array) {
    schemas_.clear();
    arrays_.clear();
    for (Column& column : columns_) {
      schemas_.push_back(column.Schema());
      arrays_.push_back(column.Array());
    }
    schema_pointers_.clear();
    array_pointers_.clear();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      schema_pointers_.push_back(&schemas_[c]);
      array_pointers_.push_back(&arrays_[c]);
    }
    *schema = {};
    schema->format = "+s";
    schema->n_children = static_cast<std::int64_t>(columns_.size());
    schema->children = schema_pointers_.data();
    schema->release = [](ArrowSchema* ended) { ended->release = nullptr; };
    *array = {};
    array->length = kRows;
    array->n_buffers = 1;
    array->buffers = &no_bitmap_;
    array->n_children = schema->n_children;
    array->children = array_pointers_.data();
    array->release = [](ArrowArray* ended) { ended->release = nullptr; };
  }

 private:
  class Column {
   public:
    explicit Column(const Fact& fact) : fact_(&fact) {}

    void Append(FactValue value) {
      valid_.Append(value != kUnknown);
      const FactValue known = value == kUnknown ? 0 : value;
      if (fact_->type == FactType::kFlag) return flags_.Append(known == 1);
      if (fact_->type == FactType::kCount) return numbers_.push_back(known);
      if (value != kUnknown) text_ += fact_->values[static_cast<std::size_t>(value)];
      numbers_.push_back(static_cast<std::int32_t>(text_.size()));
    }

    [[nodiscard]] ArrowSchema Schema() const {
      ArrowSchema schema{};
      schema.format = fact_->type == FactType::kFlag    ? "b"
                      : fact_->type == FactType::kCount ? "i"
                                                        : "u";
      schema.name = fact_->id.c_str();
      schema.release = [](ArrowSchema* ended) { ended->release = nullptr; };
      return schema;
    }

    [[nodiscard]] ArrowArray Array() {
      const bool flag = fact_->type == FactType::kFlag;
      const bool text = !fact_->values.empty();
      buffers_ = {
          valid_.bytes().data(),
          flag ? static_cast<const void*>(flags_.bytes().data()) : numbers_.data() + (text ? 0 : 1),
          text_.data()};
      ArrowArray array{};
      array.length = kRows;
      array.null_count = -1;
      array.n_buffers = text ? 3 : 2;
      array.buffers = buffers_.data();
      array.release = [](ArrowArray* ended) { ended->release = nullptr; };
      return array;
    }

   private:
    const Fact* fact_;
    BitColumn valid_;
    BitColumn flags_;
    std::vector<std::int32_t> numbers_{0};  // after the first: counts, or ends of texts
    std::string text_;
    std::array<const void*, 3> buffers_{};
  };

  std::vector<Column> columns_;
  std::vector<std::vector<FactValue>> facts_;
  std::vector<ArrowSchema> schemas_;
  std::vector<ArrowArray> arrays_;
  std::vector<ArrowSchema*> schema_pointers_;
  std::vector<ArrowArray*> array_pointers_;
  const void* no_bitmap_ = nullptr;
};

Exported Advised(Columns& columns, std::uint64_t groups) {
  ArrowSchema schema;
  ArrowArray array;
  columns.Lend(&schema, &array);
  const BatchRequest request{.set = nullptr,
                             .selected = OfTheNation(),
                             .defaults = {*Day::Parse("2026-11-23"), ""},
                             .groups = groups,
                             .keep = {}};
  Result<Exported> advice = AdviseBatch(request, TakenSchema(&schema), TakenArray(&array));
  if (!advice) throw std::runtime_error(advice.error().Message());
  return *std::move(advice);
}

// Nanoseconds a row.
double BatchEach(Columns& columns, std::uint64_t groups) {
  const Stopwatch watch;
  const Exported advice = Advised(columns, groups);
  benchmark::DoNotOptimize(advice.array->length);
  return watch.Nanoseconds() / kRows;
}

double DecideEach(const Columns& columns) {
  const CompiledPolicy& policy = OfTheNation()->compiled;
  const Stopwatch watch;
  for (const auto& facts : columns.facts()) {
    Decision decision = DecideOn(policy, facts);
    benchmark::DoNotOptimize(decision);
  }
  return watch.Nanoseconds() / kRows;
}

// Whether the batch leads where the decisions do.
bool Leads(const Columns& columns, const Exported& advice) {
  const PolicyInForce& policy = *OfTheNation();
  const ArrowArray& lead = *advice.array->children[0];
  const auto* ends = static_cast<const std::int32_t*>(lead.buffers[1]);
  const auto* text = static_cast<const char*>(lead.buffers[2]);
  for (std::size_t row = 0; row < columns.facts().size(); ++row) {
    const Outcome outcome = DecideOn(policy.compiled, columns.facts()[row]).outcome;
    const std::string_view told(text + ends[row],
                                static_cast<std::size_t>(ends[row + 1] - ends[row]));
    const std::string_view known =
        outcome < 0 ? "" : policy.policy.modes[static_cast<std::size_t>(outcome)].id;
    if (told != known) return false;
  }
  return true;
}

void BatchBesideDecisions(benchmark::State& state) {
  Columns columns;
  if (!Leads(columns, Advised(columns, kBatchAdvice))) {
    state.SkipWithError("the batch leads elsewhere than the decisions");
    return;
  }
  std::vector<double> advice, rules, modes, decisions;
  for (auto _ : state) {
    advice.push_back(BatchEach(columns, kBatchAdvice));
    rules.push_back(BatchEach(columns, kBatchAdvice | kBatchRules));
    modes.push_back(BatchEach(columns, kBatchModes));
    decisions.push_back(DecideEach(columns));
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
  Columns columns;
  std::vector<double> each;
  for (auto _ : state) each.push_back(BatchEach(columns, kBatchUnknown));
  state.counters["row_us"] = Median(each) / 1000;
}
BENCHMARK(BatchUnknown)->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bsup::bench
