// How a fact's values fall into classes that the policy's conditions can tell apart.
#pragma once

#include <vector>

#include "policy/model/policy.h"

namespace bsup::core {

class FactClasses {
 public:
  FactClasses() = default;
  // A flag, choice or level: each of `count` values is a class.
  explicit FactClasses(int count) : count_(count) {}
  // A count from `min` on: a class ends with each of `last`, which are in order; the last of them
  // is the fact's max.
  FactClasses(FactValue min, std::vector<FactValue> last);

  // Whether values are those of a count, which share classes.
  [[nodiscard]] bool is_count() const { return !last_.empty(); }
  // Of known values.
  [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(count_); }
  [[nodiscard]] IndexRange<ClassIndex> known() const {
    return {kUnknownClass.Next(), ClassIndex(count_ + 1)};
  }
  [[nodiscard]] ClassSet AllKnown() const {
    return ClassSet::All(count() + 1).Without(kUnknownClass);
  }
  [[nodiscard]] ClassIndex ClassOf(FactValue value) const {
    return is_count() && value != kUnknown ? ClassOfCount(value) : ClassOfNamed(value);
  }
  // The same of a fact that is not a count.
  [[nodiscard]] static ClassIndex ClassOfNamed(FactValue value) {
    return value == kUnknown ? kUnknownClass : ClassIndex(value + 1);
  }
  // The least and greatest value of a known class.
  [[nodiscard]] Range ValuesOf(ClassIndex known) const;
  // The known classes that pass.
  [[nodiscard]] ClassSet Passing(const Test& test) const;

 private:
  [[nodiscard]] ClassIndex ClassOfCount(FactValue value) const;

  int count_ = 0;
  FactValue min_ = 0;
  std::vector<FactValue> last_;  // empty unless a count
};

// The classes of each of the policy's facts: a count is cut where some condition cuts it.
Indexed<FactIndex, FactClasses> ClassesOfFacts(const Policy& policy);

}  // namespace bsup::core
