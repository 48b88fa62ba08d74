#include "policy/compile/fact_classes.h"

#include <algorithm>
#include <set>

namespace bsup::core {
namespace {

// The cut points that conditions make in the values of each count.
class Thresholds {
 public:
  explicit Thresholds(const Policy& policy) : policy_(policy), cuts_(policy.facts.size()) {
    AddRules(policy.cannot);
    AddRules(policy.principles);
    AddRules(policy.factors);
    AddRules(policy.safeguards);
    AddRules(policy.cadence);
    AddRules(policy.resources);
    for (const Principle& rule : policy.principles) {
      if (rule.refer_when) Add(*rule.refer_when);
    }
    for (const Integrity& rule : policy.integrity) Add(rule.never);
    for (const Fact& fact : policy.facts) {
      Add(fact.only_when);
      Add(fact.ask_when);
    }
  }

  [[nodiscard]] FactClasses ClassesOf(FactIndex index) const {
    const Fact& fact = policy_.facts[index];
    const Range domain = fact.Domain();
    if (!fact.type_row().by_range) return FactClasses(domain.high + 1);
    std::vector<FactValue> last;
    for (const FactValue cut : cuts_[index]) {
      if (cut > domain.low && cut <= domain.high) last.push_back(cut - 1);
    }
    last.push_back(domain.high);
    return {domain.low, std::move(last)};
  }

 private:
  template <class Rules>
  void AddRules(const Rules& rules) {
    for (const Rule& rule : rules) Add(rule.when);
  }
  void Add(const Condition& condition) {
    Add(condition.base);
    for (const Row& row : condition.any) Add(row);
  }
  void Add(const Row& row) {
    for (const Test& test : row) {
      for (const Range& range : test.passes) {
        cuts_[test.fact].insert(range.low);
        cuts_[test.fact].insert(range.high + 1);
      }
    }
  }

  const Policy& policy_;
  Indexed<FactIndex, std::set<FactValue>> cuts_;
};

}  // namespace

FactClasses::FactClasses(FactValue min, std::vector<FactValue> last)
    : count_(static_cast<int>(last.size())), min_(min), last_(std::move(last)) {}

ClassIndex FactClasses::ClassOfCount(FactValue value) const {
  const auto at = std::lower_bound(last_.begin(), last_.end() - 1, value);
  return ClassIndex(1 + (at - last_.begin()));
}

Range FactClasses::ValuesOf(ClassIndex known) const {
  const std::size_t k = known.number() - 1;
  if (!is_count()) return {static_cast<FactValue>(k), static_cast<FactValue>(k)};
  return {k == 0 ? min_ : last_[k - 1] + 1, last_[k]};
}

ClassSet FactClasses::Passing(const Test& test) const {
  ClassSet passes;
  for (const ClassIndex known : this->known()) {
    if (test.PassesKnown(ValuesOf(known).low)) passes.Add(known);
  }
  return passes;
}

Indexed<FactIndex, FactClasses> ClassesOfFacts(const Policy& policy) {
  const Thresholds thresholds(policy);
  Indexed<FactIndex, FactClasses> classes;
  for (const FactIndex fact : policy.facts.indexes()) classes.push_back(thresholds.ClassesOf(fact));
  return classes;
}

}  // namespace bsup::core
