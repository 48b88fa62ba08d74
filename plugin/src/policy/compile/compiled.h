// A policy as bits, for evaluation.
//
// Each count is replaced by its classes between the thresholds that conditions name; every
// alternative of a condition is then a box: for each fact it tests a set of classes that pass,
// `unknown` among them where the rule acts when unknown. For each class of each fact there is a
// mask of the boxes that class leaves alive, so the boxes that hold are the masks of a case's
// classes ANDed together.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "policy/model/policy.h"

namespace bsup::core {

enum class RuleKind : std::uint8_t {
  kCannot,
  kPrinciple,
  kFactor,
  kCadence,
  kSafeguard,
  kResource
};

// A rule of the policy: the vector its kind names, and the index there.
struct RuleRef {
  RuleKind kind = RuleKind::kCannot;
  std::int32_t index = 0;
  bool operator==(const RuleRef&) const = default;
};

// How a fact's values fall into classes. Class 0 is unknown.
class FactClasses {
 public:
  FactClasses() = default;
  // A flag, choice or level: each of `count` values a class of its own.
  explicit FactClasses(int count) : count_(count) {}
  // A count from `min` on: class 1 + k ends with `last[k]`, in order; the last of them is the
  // fact's max.
  FactClasses(FactValue min, std::vector<FactValue> last);

  // Whether values are those of a count, which share classes.
  [[nodiscard]] bool is_count() const { return !last_.empty(); }
  // Of known values.
  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] ClassSet AllKnown() const { return ((ClassSet{1} << count_) - 1) << 1; }
  [[nodiscard]] int ClassOf(FactValue value) const {
    if (value == kUnknown) return 0;
    return last_.empty() ? value + 1 : ClassOfCount(value);
  }
  // The least and greatest value of a known class.
  [[nodiscard]] Range ValuesOf(int class_number) const;
  // The classes that pass, `unknown` not among them.
  [[nodiscard]] ClassSet Passing(const Test& test) const;

 private:
  [[nodiscard]] int ClassOfCount(FactValue value) const;

  int count_ = 0;
  FactValue min_ = 0;
  std::vector<FactValue> last_;  // empty unless a count
};

struct BoxTest {
  std::int32_t fact = 0;
  ClassSet passes = 0;
};

struct Box {
  std::int32_t rule = 0;  // index in the table's rules
  std::vector<BoxTest> tests;
  std::vector<bool>
      certain;  // beside `tests`: true where an unknown fact passes for certain, not by if_unknown
};

// Boxes evaluated together; bit b of word w stands for box 64 w + b. The boxes of one rule stand
// side by side.
class BoxTable {
 public:
  BoxTable() = default;
  BoxTable(std::vector<Box> boxes, const std::vector<FactClasses>& facts);

  [[nodiscard]] const std::vector<Box>& boxes() const { return boxes_; }
  [[nodiscard]] std::size_t words() const { return words_; }
  // The bits of word `w` that stand for boxes.
  [[nodiscard]] std::uint64_t All(std::size_t w) const {
    const std::size_t spare = (w + 1) * 64 - boxes_.size();
    return (w + 1) * 64 <= boxes_.size() ? ~std::uint64_t{0} : ~std::uint64_t{0} >> spare;
  }
  // Facts that some box tests, in order.
  [[nodiscard]] const std::vector<std::int32_t>& tested() const { return tested_; }
  // The tested facts, each with where its masks begin and whether its classes must be searched for.
  struct Column {
    std::int32_t fact;
    std::uint32_t first;
    bool count;
  };
  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
  [[nodiscard]] const std::uint64_t* MaskAt(std::size_t row) const {
    return masks_.data() + row * words_;
  }
  // The rule of each box.
  [[nodiscard]] const std::vector<std::int32_t>& rule_of() const { return rule_of_; }
  // The boxes that some known class of `fact`, a tested one, leaves alive.
  [[nodiscard]] const std::uint64_t* AnyKnown(std::int32_t fact) const {
    return any_known_.data() + first_any_[static_cast<std::size_t>(fact)] * words_;
  }
  // The boxes that `class_number` of `fact` leaves alive; `fact` is a tested one. `words()` words.
  [[nodiscard]] const std::uint64_t* Mask(std::int32_t fact, int class_number) const {
    return masks_.data() +
           (first_[static_cast<std::size_t>(fact)] + static_cast<std::size_t>(class_number)) *
               words_;
  }

 private:
  std::vector<Box> boxes_;
  std::size_t words_ = 0;
  std::vector<std::int32_t> tested_;
  std::vector<Column> columns_;
  std::vector<std::int32_t> rule_of_;
  std::vector<std::size_t> first_;  // by fact: where its masks begin
  std::vector<std::uint64_t> masks_;
  std::vector<std::size_t> first_any_;  // likewise in any_known_
  std::vector<std::uint64_t> any_known_;
};

// A rule that decides: what acts on the modes when one of its boxes holds.
struct DecidingRule {
  using Act = core::Act;
  Act act = Act::kCannot;
  FactorKind kind = FactorKind::kPractice;
  ModeSet modes = 0;
  std::array<std::int8_t, kMostModes> weigh{};
  RuleRef rule;
  ModeSet against = 0;  // of a risk factor: the modes it stands against
};

// A rule that only adds words: a safeguard, a resource, or the reach of a cadence rule (its `when`
// alone).
struct AttendingRule {
  RuleRef rule;
};

// The engine's bounds; CheckPolicy refuses a policy beyond them.
inline constexpr std::size_t kMostFacts = 256;
inline constexpr std::size_t kMostBoxWords = 16;
using BoxBits = std::array<std::uint64_t, kMostBoxWords>;

struct CompiledPolicy {
  // What the decision needs of the policy's head, close together.
  std::size_t mode_count = 0;
  std::array<std::int16_t, kMostModes> base{};
  int suited = 0;
  int margin = 0;

  std::vector<FactClasses> classes;  // by fact
  BoxTable deciding;
  std::vector<DecidingRule> deciding_rules;
  std::vector<std::int32_t> first_box;  // by deciding rule, and one past the last
  BoxTable attending;
  std::vector<AttendingRule> attending_rules;
  // Rows of classes that cannot be together, by integrity rule.
  std::vector<std::vector<BoxTest>> never;
};

CompiledPolicy Compile(const Policy& policy);

// The alternatives of a rule with the tests it implies: that the person takes part, and, for a
// supplement, that the contact counts.
std::vector<Row> ImpliedAlternatives(const Policy& policy, RuleRef rule);

// Those of a cadence rule as it restricts: once it is due.
std::vector<Row> RestrictingAlternatives(const Policy& policy, const Cadence& cadence);

}  // namespace bsup::core
