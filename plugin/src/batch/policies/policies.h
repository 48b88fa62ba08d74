// The policies that a batch may be advised by, and which of them a row is: that in force in its
// region on its contact's date.
//
// Made once for what was loaded; then any number of batches, from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "advice/engine/facts.h"
#include "batch/policies/rule_telling.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core {

// The ids that advice names, of all policies of a batch.
struct BatchIds {
  IdDictionary modes;
  IdDictionary rules;
  IdDictionary facts;

  [[nodiscard]] bool overfull() const {
    return modes.overfull() || rules.overfull() || facts.overfull();
  }
};

// A policy made ready for any number of rows.
struct ReadyPolicy {
  ReadyPolicy(std::shared_ptr<const PolicyInForce> in_force, BatchIds& ids);

  std::shared_ptr<const PolicyInForce> in_force;
  StatedFacts stated;
  RuleTelling rules;
  std::size_t vocabulary = 0;    // in Policies::vocabularies()
  std::vector<ModeIndex> modes;  // by code: its own place for it, none where it has none
  Indexed<ModeIndex, IdDictionary::Code> mode_codes;
  Indexed<FactIndex, IdDictionary::Code> fact_codes;

  [[nodiscard]] const Policy& policy() const { return in_force->policy; }
  [[nodiscard]] const CompiledPolicy& compiled() const { return in_force->compiled; }
};

// Facts and modes as one policy, or several, declare them.
struct BatchVocabulary {
  const std::vector<Fact>* facts = nullptr;
  Fact planned;  // the modes as the values of a choice
};

class Policies {
 public:
  // All of `set`, or `selected` alone, where it is there (`set` may then be null).
  Policies(std::shared_ptr<const PolicySet> set, std::shared_ptr<const PolicyInForce> selected);

  [[nodiscard]] const std::vector<ReadyPolicy>& all() const { return all_; }
  [[nodiscard]] const std::vector<BatchVocabulary>& vocabularies() const { return vocabularies_; }
  // Every mode, rule and fact of any of them.
  [[nodiscard]] const BatchIds& ids() const { return ids_; }
  // The regions as a choice: first those known by id, then the same by code.
  [[nodiscard]] const Fact& region() const { return region_; }

  // A region by its place among the ids.
  static constexpr int kNation = -1;
  // From a value of region().
  [[nodiscard]] int RegionOf(FactValue value) const {
    return value % static_cast<int>(region_.values.size() / 2);
  }
  // From an id or code, empty: the nation alone. Nothing where there is none such.
  [[nodiscard]] std::optional<int> RegionNamed(std::string_view name) const;

  // In all(); nothing where none is in force there that day.
  [[nodiscard]] std::optional<std::size_t> InForce(int region, Day day) const;
  // Why there is none.
  [[nodiscard]] std::string WhyNone(int region, Day day) const;
  [[nodiscard]] std::string WhyNoRegion(std::string_view name) const;

 private:
  void AddVocabulary(ReadyPolicy& policy);

  std::shared_ptr<const PolicySet> set_;  // null: a policy was selected
  std::vector<ReadyPolicy> all_;
  std::vector<std::vector<std::size_t>> by_region_;  // the nation first; in all_, by date
  std::vector<BatchVocabulary> vocabularies_;
  BatchIds ids_;
  Fact region_;
};

}  // namespace bsup::core
