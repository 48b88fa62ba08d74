#include "policy/compile/compiled.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace bsup::core {
namespace {

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
Test ImpliedTest(const Policy& policy, FactIndex fact,
                 std::initializer_list<std::string_view> values) {
  Test test;
  test.fact = fact;
  test.names_unknown = true;
  for (std::string_view value : values) {
    const FactValue v = *policy.facts[fact].Named(value);
    test.passes.push_back({v, v});
  }
  std::sort(test.passes.begin(), test.passes.end(),
            [](const Range& a, const Range& b) { return a.low < b.low; });
  return test;
}

// `rows` with the tests that the facts they test carry.
std::vector<Row> WithOnlyWhen(const Policy& policy, const std::vector<Row>& rows) {
  std::vector<Row> joined;
  for (const Row& row : rows) {
    joined.push_back(row);
    for (const Test& test : row) {
      const Row& carried = policy.facts[test.fact].only_when;
      if (!carried.empty()) joined.back() = Condition{joined.back(), {carried}}.Alternatives()[0];
    }
  }
  return joined;
}

Test TakesPart(const Policy& policy) {
  return ImpliedTest(policy, policy.contact.with, {"person", "both"});
}
Test Counts(const Policy& policy) { return ImpliedTest(policy, policy.contact.role, {"counts"}); }

// Gathers rules and their boxes for one table.
template <class Entry>
class TableBuilder {
 public:
  explicit TableBuilder(const Indexed<FactIndex, FactClasses>& classes) : classes_(classes) {}

  void Add(Entry entry, const std::vector<Row>& rows, bool apply_if_unknown) {
    for (const Row& row : rows) {
      Box box;
      box.entry = entries_.next();
      for (const Test& test : row) {
        ClassSet passes = classes_[test.fact].Passing(test);
        if (test.names_unknown || (apply_if_unknown && !test.only_known)) passes.Add(kUnknownClass);
        box.tests.push_back({test.fact, passes});
        box.certain.push_back(test.names_unknown);
      }
      boxes_.push_back(std::move(box));
    }
    entries_.push_back(std::move(entry));
  }

  BoxTable Table() { return {std::move(boxes_), classes_}; }
  Indexed<EntryIndex, Entry> Entries() { return std::move(entries_); }

 private:
  const Indexed<FactIndex, FactClasses>& classes_;
  Indexed<BoxIndex, Box> boxes_;
  Indexed<EntryIndex, Entry> entries_;
};

// The modes that a factor stands against.
ModeSet Against(const Factor& rule, const Policy& policy) {
  ModeSet against;
  if (!RowOf(rule.kind).stands) return against;
  for (const ModeIndex mode : policy.modes.indexes()) {
    if (rule.weigh[mode] < 0) against.Add(mode);
  }
  return against;
}

void CompileDeciding(const Policy& policy, CompiledPolicy& compiled) {
  TableBuilder<DecidingRule> table(compiled.classes);
  for (const Cannot& rule : policy.cannot) {
    const RuleRef ref{RuleKind::kCannot, policy.cannot.IndexOf(rule)};
    table.Add({Act::kCannot, {}, rule.modes, {}, ref, {}}, ImpliedAlternatives(policy, ref),
              rule.apply_if_unknown);
  }
  for (const Principle& rule : policy.principles) {
    const RuleRef ref{RuleKind::kPrinciple, policy.principles.IndexOf(rule)};
    const std::vector<Row> rows = ImpliedAlternatives(policy, ref);
    table.Add({RowOf(rule.effect).act, {}, rule.modes, {}, ref, {}}, rows, rule.apply_if_unknown);
    if (rule.refer_when) {
      table.Add({Act::kRefer, {}, {}, {}, ref, {}},
                EachWithEach(rows, WithOnlyWhen(policy, rule.refer_when->Alternatives())), false);
    }
  }
  for (const Factor& rule : policy.factors) {
    const RuleRef ref{RuleKind::kFactor, policy.factors.IndexOf(rule)};
    table.Add({Act::kWeigh, RowOf(rule.kind).stands, {}, rule.weigh, ref, Against(rule, policy)},
              ImpliedAlternatives(policy, ref), rule.apply_if_unknown);
  }
  for (const Cadence& rule : policy.cadence) {
    if (!rule.restricts()) continue;
    const RuleRef ref{RuleKind::kCadence, policy.cadence.IndexOf(rule)};
    table.Add({Act::kSupplementOnly, {}, policy.Remote(), {}, ref, {}},
              RestrictingAlternatives(policy, rule), rule.apply_if_unknown);
  }
  compiled.deciding = table.Table();
  compiled.deciding_rules = table.Entries();
}

void CompileAttending(const Policy& policy, CompiledPolicy& compiled) {
  TableBuilder<RuleRef> table(compiled.classes);
  const auto add = [&](RuleKind kind, const auto& rules) {
    for (const auto& rule : rules) {
      const RuleRef ref{kind, rules.IndexOf(rule)};
      table.Add(ref, ImpliedAlternatives(policy, ref), rule.apply_if_unknown);
    }
  };
  add(RuleKind::kSafeguard, policy.safeguards);
  add(RuleKind::kCadence, policy.cadence);
  add(RuleKind::kResource, policy.resources);
  compiled.attending = table.Table();
  compiled.attending_rules = table.Entries();
  for (const RuleRef ref : compiled.attending_rules) {
    const bool safeguard = ref.kind == RuleKind::kSafeguard;
    compiled.safeguard_modes.push_back(safeguard ? policy.safeguards[ref.index].modes : ModeSet());
  }
}

// Rows that are true of a case where each test passes: an unknown fact passes what names unknown.
std::vector<std::vector<BoxTest>> CertainRows(const Condition& condition,
                                              const Indexed<FactIndex, FactClasses>& classes) {
  std::vector<std::vector<BoxTest>> rows;
  if (condition.base.empty() && condition.any.empty()) return rows;
  for (const Row& row : condition.Alternatives()) {
    std::vector<BoxTest>& certain = rows.emplace_back();
    for (const Test& test : row) {
      ClassSet passes = classes[test.fact].Passing(test);
      if (test.names_unknown) passes.Add(kUnknownClass);
      certain.push_back({test.fact, passes});
    }
  }
  return rows;
}

void AddTested(const BoxTable& table, EntryIndex entry, std::vector<FactIndex>& facts) {
  for (const BoxIndex box : table.BoxesOf(entry)) {
    for (const BoxTest& test : table.boxes()[box].tests) facts.push_back(test.fact);
  }
}

}  // namespace

std::vector<Row> ImpliedAlternatives(const Policy& policy, RuleRef ref) {
  const Rule& rule = RuleOf(policy, ref);
  std::vector<Row> rows = WithOnlyWhen(policy, rule.when.Alternatives());
  if (!rule.binds_every_contact) rows = WithTest(rows, TakesPart(policy));
  if (ref.kind == RuleKind::kPrinciple &&
      RowOf(policy.principles[ref.index].effect).needs_counting) {
    rows = WithTest(rows, Counts(policy));
  }
  return rows;
}

std::vector<Row> RestrictingAlternatives(const Policy& policy, const Cadence& cadence) {
  Test due;
  due.fact = cadence.fact;
  due.passes = {{ValueOf(CadenceState::kDue), ValueOf(CadenceState::kOverdue)}};
  const RuleRef ref{RuleKind::kCadence, policy.cadence.IndexOf(cadence)};
  return WithTest(WithTest(ImpliedAlternatives(policy, ref), Counts(policy)), due);
}

CompiledPolicy Compile(const Policy& policy) {
  CompiledPolicy compiled;
  compiled.mode_count = policy.modes.size();
  for (const ModeIndex mode : policy.modes.indexes())
    compiled.base[mode] = static_cast<std::int16_t>(policy.modes[mode].base);
  compiled.suited = policy.bands.suited;
  compiled.margin = policy.margin;
  compiled.classes = ClassesOfFacts(policy);
  // Too many for a ClassSet: CheckPolicy says so, and there is nothing to compile.
  const auto too_many = [](const FactClasses& fact) { return fact.count() >= kMostClasses; };
  if (std::ranges::any_of(compiled.classes, too_many)) return compiled;
  CompileDeciding(policy, compiled);
  CompileAttending(policy, compiled);
  for (const Integrity& rule : policy.integrity) {
    std::vector<BoxTest> row;
    for (const Test& test : rule.never)
      row.push_back({test.fact, compiled.classes[test.fact].Passing(test)});
    compiled.never.push_back(std::move(row));
  }
  for (const Fact& fact : policy.facts) {
    compiled.ask_when.push_back(CertainRows(fact.ask_when, compiled.classes));
    compiled.joint.push_back(fact.joint);
  }
  return compiled;
}

std::vector<FactIndex> TestedFacts(const CompiledPolicy& policy, RuleRef ref) {
  std::vector<FactIndex> facts;
  for (const EntryIndex entry : policy.deciding_rules.indexes()) {
    const DecidingRule& rule = policy.deciding_rules[entry];
    if (rule.ref == ref && rule.act != Act::kRefer) AddTested(policy.deciding, entry, facts);
  }
  for (const EntryIndex entry : policy.attending_rules.indexes()) {
    if (policy.attending_rules[entry] == ref) AddTested(policy.attending, entry, facts);
  }
  std::ranges::sort(facts);
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

}  // namespace bsup::core
