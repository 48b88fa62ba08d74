#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "abi/guard.h"
#include "abi/handles.h"
#include "base/json_writer.h"
#include "policy/read/read_pack_files.h"
#include "policy/show/show.h"
#include "service/advising/bundle.h"

namespace bsup::core {
namespace {

Failure LoadInto(const bsup_session& session, Result<std::vector<SourceFile>> files,
                 bsup_policy** out) {
  const Log& log = session.session->log();
  Result<PolicySet> set =
      files ? PolicySet::Load(*std::move(files)) : Result<PolicySet>(std::move(files).error());
  if (!set) {
    log.Write(LogLevel::kError, "policy not loaded: " + set.error().Message());
    return std::move(set).error();
  }
  auto shared = std::make_shared<const PolicySet>(*std::move(set));
  log.Write(LogLevel::kInfo, "policy loaded: digest " + shared->digest() + ", " +
                                 std::to_string(shared->files().size()) + " files, " +
                                 std::to_string(shared->all().size()) +
                                 " regions and spans of days");
  *out = new bsup_policy{session.session, std::move(shared), nullptr};
  return kDone;
}

// What may be selected.
std::string DescribeSet(const PolicySet& set) {
  JsonWriter json;
  json.Object();
  json.Key("digest");
  json.String(set.digest());
  json.Key("in_force");
  json.Array();
  for (const auto& in_force : set.all()) {
    const Policy& policy = in_force->policy;
    json.Object();
    json.Key("region");
    policy.region ? json.String(policy.region->id) : json.Null();
    json.Key("from");
    json.String(policy.from.ToString());
    json.Key("until");
    policy.until ? json.String(policy.until->ToString()) : json.Null();
    json.Key("id");
    json.String(policy.id);
    json.Key("version");
    json.String(policy.version);
    json.Key("digest");
    json.String(policy.digest);
    json.EndObject();
  }
  json.EndArray();
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
}  // namespace bsup::core

bsup_status bsup_policy_load(const bsup_session* session, const char* const* paths, uint32_t count,
                             bsup_policy** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (session == nullptr || paths == nullptr || out == nullptr) {
      return bsup::core::Usage("`session`, `paths` and `out` must not be NULL");
    }
    if (count == 0) return bsup::core::Usage("there are no paths; give at least a national pack");
    std::vector<std::string> list;
    for (uint32_t i = 0; i < count; ++i) {
      if (paths[i] == nullptr) return bsup::core::Usage("path " + std::to_string(i) + " is NULL");
      list.emplace_back(paths[i]);
    }
    return bsup::core::LoadInto(*session, bsup::core::ReadPackFiles(list), out);
  });
}

bsup_status bsup_policy_load_bundle(const bsup_session* session, const char* json, uint64_t size,
                                    bsup_policy** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (session == nullptr || json == nullptr || out == nullptr) {
      return bsup::core::Usage("`session`, `json` and `out` must not be NULL");
    }
    return bsup::core::LoadInto(*session, bsup::core::ReadBundle({json, size}), out);
  });
}

bsup_status bsup_policy_bundle(const bsup_policy* policy, bsup_text** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (policy == nullptr || out == nullptr)
      return bsup::core::Usage("`policy` and `out` must not be NULL");
    *out = new bsup_text{bsup::core::WriteBundle(policy->set->files())};
    return bsup::core::kDone;
  });
}

bsup_status bsup_policy_select(const bsup_policy* policy, const char* region, int32_t date,
                               bsup_policy** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (policy == nullptr || out == nullptr)
      return bsup::core::Usage("`policy` and `out` must not be NULL");
    const bsup::core::Result<bsup::core::Day> day = bsup::core::CheckedDay(date, "date");
    if (!day) return day.error();
    auto selected = policy->set->Select(region == nullptr ? "" : region, *day);
    if (!selected) return std::move(selected).error();
    *out = new bsup_policy{policy->session, policy->set, *std::move(selected)};
    return bsup::core::kDone;
  });
}

const char* bsup_policy_digest(const bsup_policy* policy) {
  if (policy == nullptr) return nullptr;
  return policy->selected ? policy->selected->policy.digest.c_str() : policy->set->digest().c_str();
}

bsup_status bsup_policy_describe(const bsup_policy* policy, bsup_text** out, bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (policy == nullptr || out == nullptr)
      return bsup::core::Usage("`policy` and `out` must not be NULL");
    *out = new bsup_text{policy->selected ? policy->selected->policy.canonical
                                          : bsup::core::DescribeSet(*policy->set)};
    return bsup::core::kDone;
  });
}

bsup_status bsup_policy_show(const bsup_policy* policy, const char* language, bsup_text** out,
                             bsup_error** error) {
  return bsup::core::Guard(error, [&]() -> bsup::core::Failure {
    if (policy == nullptr || out == nullptr)
      return bsup::core::Usage("`policy` and `out` must not be NULL");
    const auto known = bsup::core::LanguageOf(language);
    if (!known) return bsup::core::UnknownLanguage();
    *out = new bsup_text{policy->selected ? bsup::core::ShowPolicy(policy->selected->policy, *known)
                                          : bsup::core::ShowSet(*policy->set, *known)};
    return bsup::core::kDone;
  });
}

void bsup_policy_free(bsup_policy* policy) { delete policy; }
