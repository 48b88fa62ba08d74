#include "policy/model/condition.h"

#include <algorithm>

namespace bsup::core {
namespace {

// Both tests of one fact.
Test Both(const Test& a, const Test& b) {
  Test both;
  both.fact = a.fact;
  for (const Range& x : a.passes) {
    for (const Range& y : b.passes)
      both.passes.push_back({std::max(x.low, y.low), std::min(x.high, y.high)});
  }
  both.passes = Normalised(std::move(both.passes));
  // Unknown passes both, or neither is told by it; a test that unknown fails for certain makes the
  // pair false.
  both.names_unknown = a.names_unknown && b.names_unknown;
  const bool false_when_unknown =
      (a.only_known && !a.names_unknown) || (b.only_known && !b.names_unknown);
  both.only_known = both.names_unknown || false_when_unknown;
  return both;
}

}  // namespace

bool Test::PassesKnown(FactValue value) const {
  return std::any_of(passes.begin(), passes.end(),
                     [value](const Range& range) { return range.Has(value); });
}

std::vector<Row> Condition::Alternatives() const {
  if (any.empty()) return {base};
  std::vector<Row> rows;
  for (const Row& alternative : any) {
    Row row = base;
    for (const Test& test : alternative) {
      const auto at =
          std::lower_bound(row.begin(), row.end(), test,
                           [](const Test& a, const Test& b) { return a.fact < b.fact; });
      if (at != row.end() && at->fact == test.fact) {
        *at = Both(*at, test);
      } else {
        row.insert(at, test);
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace bsup::core
