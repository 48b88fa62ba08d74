#include "policy/compile/compiled.h"

#include <algorithm>
#include <set>

#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

constexpr FactValue kDue = 1;  // of the fact `cadence.ID`: kept, due, overdue
constexpr FactValue kOverdue = 2;

// `rows` with `test` joined to each.
std::vector<Row> WithTest(const std::vector<Row>& rows, const Test& test) {
  return Condition{{test}, rows}.Alternatives();
}

std::vector<Row> EachWithEach(const std::vector<Row>& a, const std::vector<Row>& b) {
  std::vector<Row> out;
  for (const Row& row : a) {
    for (Row& joined : Condition{row, b}.Alternatives()) out.push_back(std::move(joined));
  }
  return out;
}

// One of `values`, or unknown: while the caller does not say, a rule binds.
Test ImpliedTest(const Policy& policy, int fact, std::initializer_list<std::string_view> values) {
  Test test;
  test.fact = fact;
  test.names_unknown = true;
  for (std::string_view value : values) {
    const FactValue v = *policy.facts[static_cast<std::size_t>(fact)].Named(value);
    test.passes.push_back({v, v});
  }
  std::sort(test.passes.begin(), test.passes.end(),
            [](const Range& a, const Range& b) { return a.low < b.low; });
  return test;
}

Test TakesPart(const Policy& policy) {
  return ImpliedTest(policy, policy.contact.with, {"person", "both"});
}
Test Counts(const Policy& policy) { return ImpliedTest(policy, policy.contact.role, {"counts"}); }

// The cut points that conditions make in the values of each count.
class Thresholds {
 public:
  explicit Thresholds(const Policy& policy) : policy_(policy), cuts_(policy.facts.size()) {}

  void Add(const Condition& condition) {
    Add(condition.base);
    for (const Row& row : condition.any) Add(row);
  }
  void Add(const Row& row) {
    for (const Test& test : row) {
      for (const Range& range : test.passes) {
        cuts_[static_cast<std::size_t>(test.fact)].insert(range.low);
        cuts_[static_cast<std::size_t>(test.fact)].insert(range.high + 1);
      }
    }
  }

  [[nodiscard]] std::vector<FactClasses> Classes() const {
    std::vector<FactClasses> classes;
    for (std::size_t i = 0; i < policy_.facts.size(); ++i) {
      const Fact& fact = policy_.facts[i];
      const Range domain = fact.Domain();
      if (!fact.type_row().by_range) {
        classes.emplace_back(domain.high + 1);
      } else {
        std::vector<FactValue> last;
        for (FactValue cut : cuts_[i]) {
          if (cut > domain.low && cut <= domain.high) last.push_back(cut - 1);
        }
        last.push_back(domain.high);
        classes.emplace_back(domain.low, std::move(last));
      }
    }
    return classes;
  }

 private:
  const Policy& policy_;
  std::vector<std::set<FactValue>> cuts_;
};

// Gathers rules and their boxes for one table.
template <class RuleType>
class TableBuilder {
 public:
  explicit TableBuilder(const std::vector<FactClasses>& classes) : classes_(classes) {}

  void Add(RuleType rule, const std::vector<Row>& rows, bool apply_if_unknown) {
    for (const Row& row : rows) {
      Box box;
      box.rule = static_cast<std::int32_t>(rules_.size());
      for (const Test& test : row) {
        const bool passes_unknown = test.names_unknown || (apply_if_unknown && !test.only_known);
        const ClassSet passes = classes_[static_cast<std::size_t>(test.fact)].Passing(test) |
                                (passes_unknown ? kUnknownClass : 0);
        box.tests.push_back({test.fact, passes});
        box.certain.push_back(test.names_unknown);
      }
      boxes_.push_back(std::move(box));
    }
    rules_.push_back(rule);
  }

  BoxTable Table() { return BoxTable(std::move(boxes_), classes_); }
  std::vector<RuleType> Rules() { return std::move(rules_); }

 private:
  const std::vector<FactClasses>& classes_;
  std::vector<Box> boxes_;
  std::vector<RuleType> rules_;
};

template <class Rules>
RuleRef Ref(RuleKind kind, const Rules& rules, const typename Rules::value_type& rule) {
  return {kind, static_cast<std::int32_t>(&rule - rules.data())};
}

void CompileDeciding(const Policy& policy, CompiledPolicy& compiled) {
  TableBuilder<DecidingRule> table(compiled.classes);
  using Act = DecidingRule::Act;
  for (const Cannot& rule : policy.cannot) {
    const RuleRef ref = Ref(RuleKind::kCannot, policy.cannot, rule);
    table.Add({Act::kCannot, {}, rule.modes, {}, ref, 0}, ImpliedAlternatives(policy, ref),
              rule.apply_if_unknown);
  }
  for (const Principle& rule : policy.principles) {
    const RuleRef ref = Ref(RuleKind::kPrinciple, policy.principles, rule);
    const std::vector<Row> rows = ImpliedAlternatives(policy, ref);
    table.Add({RowOf(rule.effect).act, {}, rule.modes, {}, ref, 0}, rows, rule.apply_if_unknown);
    if (rule.refer_when) {
      table.Add({Act::kRefer, {}, 0, {}, ref, 0},
                EachWithEach(rows, rule.refer_when->Alternatives()), false);
    }
  }
  for (const Factor& rule : policy.factors) {
    const RuleRef ref = Ref(RuleKind::kFactor, policy.factors, rule);
    ModeSet against = 0;
    for (std::size_t m = 0; m < kMostModes; ++m) {
      if (rule.kind == FactorKind::kRisk && rule.weigh[m] < 0)
        against |= static_cast<ModeSet>(1u << m);
    }
    table.Add({Act::kWeigh, rule.kind, 0, rule.weigh, ref, against},
              ImpliedAlternatives(policy, ref), rule.apply_if_unknown);
  }
  const auto remote = static_cast<ModeSet>(policy.AllModes() & ~policy.InPerson());
  for (const Cadence& rule : policy.cadence) {
    if (!rule.restricts()) continue;
    const RuleRef ref = Ref(RuleKind::kCadence, policy.cadence, rule);
    table.Add({Act::kSupplementOnly, {}, remote, {}, ref, 0}, RestrictingAlternatives(policy, rule),
              rule.apply_if_unknown);
  }
  compiled.deciding = table.Table();
  compiled.deciding_rules = table.Rules();
  for (std::size_t b = 0; b < compiled.deciding.boxes().size(); ++b) {
    const auto rule = static_cast<std::size_t>(compiled.deciding.boxes()[b].rule);
    if (compiled.first_box.size() == rule)
      compiled.first_box.push_back(static_cast<std::int32_t>(b));
  }
  compiled.first_box.push_back(static_cast<std::int32_t>(compiled.deciding.boxes().size()));
}

void CompileAttending(const Policy& policy, CompiledPolicy& compiled) {
  TableBuilder<AttendingRule> table(compiled.classes);
  for (const Safeguard& rule : policy.safeguards) {
    const RuleRef ref = Ref(RuleKind::kSafeguard, policy.safeguards, rule);
    table.Add({ref}, ImpliedAlternatives(policy, ref), rule.apply_if_unknown);
  }
  for (const Cadence& rule : policy.cadence) {
    const RuleRef ref = Ref(RuleKind::kCadence, policy.cadence, rule);
    table.Add({ref}, ImpliedAlternatives(policy, ref), rule.apply_if_unknown);
  }
  for (const Resource& rule : policy.resources) {
    const RuleRef ref = Ref(RuleKind::kResource, policy.resources, rule);
    table.Add({ref}, ImpliedAlternatives(policy, ref), rule.apply_if_unknown);
  }
  compiled.attending = table.Table();
  compiled.attending_rules = table.Rules();
}

}  // namespace

FactClasses::FactClasses(FactValue min, std::vector<FactValue> last)
    : count_(static_cast<int>(last.size())), min_(min), last_(std::move(last)) {}

int FactClasses::ClassOfCount(FactValue value) const {
  return 1 +
         static_cast<int>(std::lower_bound(last_.begin(), last_.end() - 1, value) - last_.begin());
}

Range FactClasses::ValuesOf(int class_number) const {
  if (last_.empty()) return {class_number - 1, class_number - 1};
  const auto k = static_cast<std::size_t>(class_number - 1);
  return {k == 0 ? min_ : last_[k - 1] + 1, last_[k]};
}

ClassSet FactClasses::Passing(const Test& test) const {
  ClassSet passes = 0;
  for (int c = 1; c <= count_; ++c) {
    if (test.PassesKnown(ValuesOf(c).low)) passes |= ClassSet{1} << c;
  }
  return passes;
}

BoxTable::BoxTable(std::vector<Box> boxes, const std::vector<FactClasses>& facts)
    : boxes_(std::move(boxes)),
      words_((boxes_.size() + 63) / 64),
      first_(facts.size(), 0),
      first_any_(facts.size(), 0) {
  std::set<std::int32_t> tested;
  for (const Box& box : boxes_) {
    rule_of_.push_back(box.rule);
    for (const BoxTest& test : box.tests) tested.insert(test.fact);
  }
  tested_.assign(tested.begin(), tested.end());
  std::size_t rows = 0;
  for (std::int32_t fact : tested_) {
    columns_.push_back(
        {fact, static_cast<std::uint32_t>(rows), facts[static_cast<std::size_t>(fact)].is_count()});
    first_[static_cast<std::size_t>(fact)] = rows;
    rows += static_cast<std::size_t>(facts[static_cast<std::size_t>(fact)].count()) + 1;
  }
  masks_.assign(rows * words_, ~std::uint64_t{0});
  for (std::size_t b = 0; b < boxes_.size(); ++b) {
    for (const BoxTest& test : boxes_[b].tests) {
      const auto fact = static_cast<std::size_t>(test.fact);
      for (int c = 0; c <= facts[fact].count(); ++c) {
        if ((test.passes >> c & 1) != 0) continue;
        masks_[(first_[fact] + static_cast<std::size_t>(c)) * words_ + b / 64] &=
            ~(std::uint64_t{1} << (b % 64));
      }
    }
  }
  for (std::int32_t fact : tested_) {
    first_any_[static_cast<std::size_t>(fact)] =
        any_known_.size() / std::max<std::size_t>(words_, 1);
    for (std::size_t w = 0; w < words_; ++w) {
      std::uint64_t any = 0;
      for (int c = 1; c <= facts[static_cast<std::size_t>(fact)].count(); ++c)
        any |= Mask(fact, c)[w];
      any_known_.push_back(any);
    }
  }
}

std::vector<Row> ImpliedAlternatives(const Policy& policy, RuleRef ref) {
  const Rule& rule = RuleOf(policy, ref);
  std::vector<Row> rows = rule.when.Alternatives();
  if (!rule.binds_every_contact) rows = WithTest(rows, TakesPart(policy));
  if (ref.kind == RuleKind::kPrinciple &&
      RowOf(policy.principles[static_cast<std::size_t>(ref.index)].effect).needs_counting) {
    rows = WithTest(rows, Counts(policy));
  }
  return rows;
}

std::vector<Row> RestrictingAlternatives(const Policy& policy, const Cadence& cadence) {
  Test due;
  due.fact = cadence.fact;
  due.passes = {{kDue, kOverdue}};
  const RuleRef ref = Ref(RuleKind::kCadence, policy.cadence, cadence);
  return WithTest(WithTest(ImpliedAlternatives(policy, ref), Counts(policy)), due);
}

CompiledPolicy Compile(const Policy& policy) {
  CompiledPolicy compiled;
  compiled.mode_count = policy.modes.size();
  for (std::size_t m = 0; m < policy.modes.size(); ++m)
    compiled.base[m] = static_cast<std::int16_t>(policy.modes[m].base);
  compiled.suited = policy.bands.suited;
  compiled.margin = policy.margin;
  Thresholds thresholds(policy);
  const auto add = [&](const auto& rules) {
    for (const auto& rule : rules) thresholds.Add(rule.when);
  };
  add(policy.cannot);
  add(policy.principles);
  add(policy.factors);
  add(policy.safeguards);
  add(policy.cadence);
  add(policy.resources);
  for (const Principle& rule : policy.principles) {
    if (rule.refer_when) thresholds.Add(*rule.refer_when);
  }
  for (const Integrity& rule : policy.integrity) thresholds.Add(rule.never);
  compiled.classes = thresholds.Classes();
  // Too many to stand in a ClassSet: CheckPolicy says so, and there is nothing to compile.
  const auto too_many = [](const FactClasses& fact) {
    return fact.count() >= static_cast<int>(kMostClasses);
  };
  if (std::ranges::any_of(compiled.classes, too_many)) return compiled;
  CompileDeciding(policy, compiled);
  CompileAttending(policy, compiled);
  for (const Integrity& rule : policy.integrity) {
    std::vector<BoxTest> row;
    for (const Test& test : rule.never) {
      row.push_back(
          {test.fact, compiled.classes[static_cast<std::size_t>(test.fact)].Passing(test)});
    }
    compiled.never.push_back(std::move(row));
  }
  return compiled;
}

}  // namespace bsup::core
