#include "batch/policies/policies.h"

#include <algorithm>
#include <utility>

#include "base/suggest.h"

namespace bsup::core {
namespace {

bool SameFacts(const std::vector<Fact>& a, const std::vector<Fact>& b) {
  return std::ranges::equal(a, b, [](const Fact& one, const Fact& other) {
    return one.id == other.id && one.type == other.type && one.values == other.values &&
           one.min == other.min && one.max == other.max;
  });
}

}  // namespace

ReadyPolicy::ReadyPolicy(std::shared_ptr<const PolicyInForce> policy_in_force, BatchIds& ids)
    : in_force(std::move(policy_in_force)), stated(in_force->policy), rules(*in_force, ids.rules) {
  for (const Mode& mode : policy().modes) mode_codes.push_back(ids.modes.CodeOf(mode.id));
  for (const Fact& fact : policy().facts) fact_codes.push_back(ids.facts.CodeOf(fact.id));
}

Policies::Policies(std::shared_ptr<const PolicySet> set,
                   std::shared_ptr<const PolicyInForce> selected)
    : set_(selected == nullptr ? std::move(set) : nullptr) {
  if (selected != nullptr) {
    all_.emplace_back(std::move(selected), ids_);
  } else {
    for (const auto& in_force : set_->all()) all_.emplace_back(in_force, ids_);
  }
  region_.id = "region";
  region_.type = FactType::kChoice;
  std::vector<std::string> codes;
  for (const ReadyPolicy& policy : all_) {
    const std::optional<Region>& region = policy.policy().region;
    if (!region || std::ranges::find(region_.values, region->id) != region_.values.end()) continue;
    region_.values.push_back(region->id);
    codes.push_back(region->code);
  }
  region_.values.insert(region_.values.end(), codes.begin(), codes.end());
  by_region_.resize(1 + codes.size());
  for (std::size_t p = 0; p < all_.size(); ++p) {
    const std::optional<Region>& region = all_[p].policy().region;
    const int number = region ? *RegionNamed(region->id) : kNation;
    by_region_[static_cast<std::size_t>(number + 1)].push_back(p);
    AddVocabulary(all_[p]);
  }
  for (ReadyPolicy& policy : all_) {
    for (const std::string& mode : ids_.modes.ids())
      policy.modes.push_back(policy.policy().ModeNamed(mode));
  }
}

void Policies::AddVocabulary(ReadyPolicy& policy) {
  Fact planned;
  planned.id = "planned";
  planned.type = FactType::kChoice;
  for (const Mode& mode : policy.policy().modes) planned.values.push_back(mode.id);
  const auto same = std::ranges::find_if(vocabularies_, [&](const BatchVocabulary& known) {
    return known.planned.values == planned.values && SameFacts(*known.facts, policy.policy().facts);
  });
  policy.vocabulary = static_cast<std::size_t>(same - vocabularies_.begin());
  if (same == vocabularies_.end())
    vocabularies_.push_back({&policy.policy().facts, std::move(planned)});
}

std::optional<int> Policies::RegionNamed(std::string_view name) const {
  if (name.empty()) return kNation;
  const auto value = region_.Named(name);
  return value ? std::optional<int>(RegionOf(*value)) : std::nullopt;
}

std::optional<std::size_t> Policies::InForce(int region, Day day) const {
  // A selected policy serves a row that names no region.
  const bool unnamed = set_ == nullptr && region == kNation;
  const auto& candidates =
      by_region_[unnamed ? by_region_.size() - 1 : static_cast<std::size_t>(region + 1)];
  for (const std::size_t p : candidates) {
    const Policy& policy = all_[p].policy();
    if (policy.from <= day && (!policy.until || day <= *policy.until)) return p;
  }
  return std::nullopt;
}

std::string Policies::WhyNone(int region, Day day) const {
  if (set_ == nullptr) {
    return "the contact is on " + day.ToString() +
           ", when the selected policy is not in force; select for that day, or advise by the "
           "policy that was loaded";
  }
  const auto none =
      set_->Select(region == kNation ? "" : region_.values[static_cast<std::size_t>(region)], day);
  return none.ok() ? "" : none.error().problems.front().what;
}

std::string Policies::WhyNoRegion(std::string_view name) const {
  if (set_ == nullptr) {
    return Quoted(name) +
           " is not the region of the selected policy; select for that region, or advise by the "
           "policy that was loaded";
  }
  const auto none = set_->Select(name, all_.front().policy().from);
  return none.ok() ? "" : none.error().problems.front().what;
}

}  // namespace bsup::core
