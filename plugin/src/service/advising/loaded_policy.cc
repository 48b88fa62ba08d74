#include "service/advising/loaded_policy.h"

#include "advice/json/value_json.h"
#include "base/json_writer.h"
#include "policy/read/read_pack_files.h"
#include "policy/show/show.h"
#include "service/advising/bundle.h"

namespace bsup::core {
namespace {

Result<LoadedPolicy> Load(std::vector<SourceFile> files) {
  BSUP_TRY(PolicySet set, PolicySet::Load(std::move(files)));
  return LoadedPolicy(std::make_shared<const PolicySet>(std::move(set)));
}

std::string DescribeSet(const PolicySet& set) {
  JsonWriter json;
  json.Object();
  json.Member("digest", set.digest());
  WriteEach(json, "in_force", set.all(), [&](const auto& in_force) {
    const Policy& policy = in_force->policy;
    WriteTextOrNull(json, "region", policy.region ? std::string_view(policy.region->id) : "");
    json.Member("from", policy.from);
    json.Member("until", policy.until);
    json.Member("id", policy.id);
    json.Member("version", policy.version);
    json.Member("digest", policy.digest);
  });
  WriteEach(json, "warnings", set.warnings(), [&](const Problem& warning) {
    json.Member("where", warning.where);
    json.Member("what", warning.what);
  });
  json.EndObject();
  return json.Take();
}

// What may be selected, then the nation's own rules for each span of days. Lists are alike in every
// language, so only the rules have words.
std::string ShowSet(const PolicySet& set, Language language) {
  std::string text;
  for (const auto& in_force : set.all()) {
    const Policy& policy = in_force->policy;
    text += policy.from.ToString() + " - " +
            (policy.until ? policy.until->ToString() : "          ") + "  " + policy.digest + "  " +
            (policy.region ? policy.region->label : policy.title).In(language) + "\n";
  }
  for (const auto& in_force : set.all()) {
    if (!in_force->policy.region) text += "\n" + ShowPolicy(in_force->policy, language);
  }
  return text;
}

}  // namespace

Result<LoadedPolicy> LoadedPolicy::FromFiles(const std::vector<std::string>& paths) {
  BSUP_TRY(std::vector<SourceFile> files, ReadPackFiles(paths));
  return Load(std::move(files));
}

Result<LoadedPolicy> LoadedPolicy::FromBundle(std::string_view json) {
  BSUP_TRY(std::vector<SourceFile> files, ReadBundle(json));
  return Load(std::move(files));
}

Result<LoadedPolicy> LoadedPolicy::Select(std::string_view region, Day date) const {
  BSUP_TRY(auto selected, set_->Select(region, date));
  return LoadedPolicy(set_, std::move(selected));
}

Result<std::shared_ptr<const PolicyInForce>> LoadedPolicy::For(const std::string& region,
                                                               Day date) const {
  if (selected_ == nullptr) return set_->Select(region, date);
  const Policy& policy = selected_->policy;
  if (date < policy.from || (policy.until && date > *policy.until)) {
    return Error(Status::kNotFound, "/contact/date",
                 "the contact is on " + date.ToString() +
                     ", when the selected policy is not in force; select for that day, or advise "
                     "by the policy that was loaded");
  }
  const bool same =
      region.empty() ||
      (policy.region && (region == policy.region->id || region == policy.region->code));
  if (!same) {
    return Error(Status::kNotFound, "/contact/region",
                 "the contact is in another region than the selected policy; select for that "
                 "region, or advise by the policy that was loaded");
  }
  return selected_;
}

std::shared_ptr<const Policies> LoadedPolicy::ForBatches() const {
  const std::lock_guard guard(batches_->mutex);
  auto& policies = batches_->policies;
  if (policies == nullptr) policies = std::make_shared<const Policies>(set_, selected_);
  return policies;
}

const std::string& LoadedPolicy::digest() const {
  return selected_ ? selected_->policy.digest : set_->digest();
}

std::string LoadedPolicy::Describe() const {
  return selected_ ? selected_->policy.canonical : DescribeSet(*set_);
}

std::string LoadedPolicy::Show(Language language) const {
  return selected_ ? ShowPolicy(selected_->policy, language) : ShowSet(*set_, language);
}

std::string LoadedPolicy::Bundle() const { return WriteBundle(set_->files()); }

}  // namespace bsup::core
