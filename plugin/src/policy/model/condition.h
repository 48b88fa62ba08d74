// Conditions: rows of unary tests over facts, with three-valued truth. Their grammar is in
// plugin/docs/policy_language.md, "Conditions".
//
// A test is read into the values it passes, so that nothing later needs to know how it was written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "policy/model/vocabulary.h"

namespace bsup::core {

// Whole numbers (or indexes of values) from `low` to `high`, both included.
struct Range {
  FactValue low = 0;
  FactValue high = 0;
  bool operator==(const Range&) const = default;
};

struct Test {
  int fact = 0;                // index in the policy's facts
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

// One member of a test as a pack writes it: true, 3, "low", ">= high".
using TestMember = std::variant<bool, std::int64_t, std::string>;

// The test that `members` make of the fact at `index`; an error's `where` is empty. A test that
// nothing or everything would pass is an error.
Result<Test> ReadTest(const Fact& fact, int index, const std::vector<TestMember>& members);

}  // namespace bsup::core
