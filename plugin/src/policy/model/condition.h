// Conditions: rows of unary tests over facts, with three-valued truth.
//
// A test holds the values it passes, so that nothing here needs to know how it was written.
#pragma once

#include <vector>

#include "policy/model/places.h"
#include "policy/model/range.h"

namespace bsup::core {

struct Test {
  FactIndex fact;
  std::vector<Range> passes;   // in order, apart from each other, within the fact's domain
  bool names_unknown = false;  // "unknown" is a member: passes when unknown
  bool only_known = false;     // nothing but "known" and "unknown" is asked: never itself unknown

  [[nodiscard]] bool PassesKnown(FactValue value) const;
};

using Row = std::vector<Test>;  // in order of fact

// `base` and, if there are any, one of `any`.
struct Condition {
  Row base;
  std::vector<Row> any;

  // Every alternative spelt out: `base` joined with each of `any`. A fact tested in both must pass
  // both.
  [[nodiscard]] std::vector<Row> Alternatives() const;
};

}  // namespace bsup::core
