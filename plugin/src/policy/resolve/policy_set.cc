#include "policy/resolve/policy_set.h"

#include <algorithm>
#include <utility>

#include "base/sha256.h"
#include "base/suggest.h"
#include "policy/check/check.h"
#include "policy/check/warn.h"
#include "policy/read/read_vocabulary.h"
#include "policy/read/source.h"
#include "policy/resolve/canonical.h"
#include "policy/resolve/resolve.h"

namespace bsup::core {
namespace {

std::string InRegion(const std::optional<Region>& region) {
  return region ? region->id : "the nation alone";
}

// Adds what is wrong with a policy in force unless an earlier one had the same.
void AddNew(const PolicyInForce& in_force, std::vector<Problem>& told,
            std::vector<Problem>& problems) {
  for (Problem& problem : CheckPolicy(in_force.policy, in_force.compiled)) {
    const bool again = std::ranges::any_of(told, [&](const Problem& other) {
      return other.where == problem.where && other.what == problem.what;
    });
    if (again) continue;
    told.push_back(problem);
    problem.what += " (first for " + InRegion(in_force.policy.region) + " from " +
                    in_force.policy.from.ToString() + ")";
    problems.push_back(std::move(problem));
  }
}

void AddIds(const Policy& policy, LoadedIds& ids) {
  const auto add = [](LoadedIds::Ids& into, const auto& things) {
    for (const auto& thing : things) into.insert(thing.id);
  };
  add(ids.answered, policy.facts);
  add(ids.answered, policy.questions);
  add(ids.approved, policy.principles);
  add(ids.approvers, policy.approvers);
  add(ids.confirmed, policy.safeguards);
}

// `2026-10-01 to 2027-09-30`, `2026-10-01 and after`.
std::string DaysOf(const Policy& first, const Policy& last) {
  return first.from.ToString() + (last.until ? " to " + last.until->ToString() : " and after");
}

}  // namespace

Result<PolicySet> PolicySet::Load(std::vector<SourceFile> files) {
  Problems problems;
  std::vector<PackSource> sources = GatherPacks(files, problems);
  // A file that cannot be read hides what it declares, so nothing is said yet of what uses it.
  if (!problems.empty()) return Error(Status::kBadPolicy, problems.Take());
  const Library library = ReadLibrary(std::move(sources), problems);
  if (!problems.empty()) return Error(Status::kBadPolicy, problems.Take());

  PolicySet set;
  set.files_ = std::move(files);
  set.regions_ = RegionsOf(library);
  std::vector<std::optional<Region>> regions{std::nullopt};
  regions.insert(regions.end(), set.regions_.begin(), set.regions_.end());
  std::vector<Problem> told;
  std::vector<Problem> unsound;
  std::string digests;
  const auto loaded = std::make_shared<LoadedIds>();
  for (const std::optional<Region>& region : regions) {
    for (Policy& policy : ResolveRegion(library, region)) {
      Result<std::string> canonical = CanonicalPolicy(policy);
      if (!canonical) return std::move(canonical).error();
      policy.canonical = *std::move(canonical);
      policy.digest = Sha256Hex(policy.canonical);
      AddIds(policy, *loaded);
      policy.loaded = loaded;
      CompiledPolicy compiled = Compile(policy);
      auto in_force = std::make_shared<const PolicyInForce>(
          PolicyInForce{std::move(policy), std::move(compiled)});
      AddNew(*in_force, told, unsound);
      WarnOfPolicy(in_force->policy, problems);
      digests += in_force->policy.digest;
      set.all_.push_back(std::move(in_force));
    }
  }
  if (!unsound.empty()) return Error(Status::kBadPolicy, std::move(unsound));
  set.digest_ = Sha256Hex(digests);
  set.warnings_ = problems.Warnings();
  return set;
}

Result<std::shared_ptr<const PolicyInForce>> PolicySet::Select(std::string_view region,
                                                               Day date) const {
  const auto listed = std::ranges::find_if(
      regions_, [&](const Region& known) { return known.id == region || known.code == region; });
  if (!region.empty() && listed == regions_.end()) {
    return Error(Status::kNotFound, "", UnknownRegion(region, regions_));
  }
  const Policy* first = nullptr;
  const Policy* last = nullptr;
  for (const auto& in_force : all_) {
    const Policy& policy = in_force->policy;
    const bool here =
        region.empty() ? !policy.region : policy.region && policy.region->id == listed->id;
    if (!here) continue;
    if (policy.from <= date && (!policy.until || date <= *policy.until)) return in_force;
    if (first == nullptr) first = &policy;
    last = &policy;
  }
  return Error(Status::kNotFound, "",
               "no policy is in force on " + date.ToString() +
                   (region.empty() ? "" : " for " + Quoted(listed->id)) + "; the policy covers " +
                   DaysOf(*first, *last));
}

}  // namespace bsup::core
