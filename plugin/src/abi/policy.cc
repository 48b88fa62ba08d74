// bsup_policy: loading, selecting and showing policies.
#include <string>
#include <utility>
#include <vector>

#include "abi/arguments.h"
#include "abi/guard.h"
#include "abi/handles.h"

namespace bsup::core {
namespace {

// Gives the policy that was loaded, and says in the log which one, what in it is most likely not
// meant, or what is wrong with its files.
Result<void> GiveLoaded(const bsup_session& session, Result<LoadedPolicy> policy,
                        bsup_policy** out) {
  const Log& log = session.session->log();
  if (!policy) {
    log.Write(LogLevel::kError, "policy not loaded: " + policy.error().Message());
    return std::move(policy).error();
  }
  const PolicySet& set = *policy->set();
  log.Write(LogLevel::kInfo, "policy loaded: digest " + set.digest() + ", " +
                                 std::to_string(set.files().size()) + " files, " +
                                 std::to_string(set.all().size()) + " regions and spans of days");
  for (const Problem& warning : set.warnings()) log.Write(LogLevel::kWarning, warning.Line());
  *out = new bsup_policy{session.session, *std::move(policy)};
  return {};
}

}  // namespace
}  // namespace bsup::core

namespace core = bsup::core;

bsup_status bsup_policy_load(const bsup_session* session, const char* const* paths, uint32_t count,
                             bsup_policy** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(session, paths, out);
    if (count == 0) return core::Usage("there are no paths; give at least a national pack");
    std::vector<std::string> list;
    for (uint32_t i = 0; i < count; ++i) {
      if (paths[i] == nullptr) return core::Usage("path " + std::to_string(i) + " is NULL");
      list.emplace_back(paths[i]);
    }
    return core::GiveLoaded(*session, core::LoadedPolicy::FromFiles(list), out);
  });
}

bsup_status bsup_policy_load_bundle(const bsup_session* session, const char* json, uint64_t size,
                                    bsup_policy** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(session, json, out);
    return core::GiveLoaded(*session, core::LoadedPolicy::FromBundle({json, size}), out);
  });
}

bsup_status bsup_policy_bundle(const bsup_policy* policy, bsup_text** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(policy, out);
    *out = new bsup_text{policy->policy.Bundle()};
    return {};
  });
}

bsup_status bsup_policy_select(const bsup_policy* policy, const char* region, int32_t date,
                               bsup_policy** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(policy, out);
    BSUP_TRY(const core::Day day, core::CheckedDay(date, "date"));
    BSUP_TRY(auto selected, policy->policy.Select(core::TextOf(region), day));
    *out = new bsup_policy{policy->session, std::move(selected)};
    return {};
  });
}

const char* bsup_policy_digest(const bsup_policy* policy) {
  return policy == nullptr ? nullptr : policy->policy.digest().c_str();
}

bsup_status bsup_policy_describe(const bsup_policy* policy, bsup_text** out, bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(policy, out);
    *out = new bsup_text{policy->policy.Describe()};
    return {};
  });
}

bsup_status bsup_policy_show(const bsup_policy* policy, const char* language, bsup_text** out,
                             bsup_error** error) {
  return core::Guard(error, [&]() -> core::Result<void> {
    BSUP_NEED(policy, out);
    BSUP_TRY(const core::Language known, core::LanguageOf(language));
    *out = new bsup_text{policy->policy.Show(known)};
    return {};
  });
}

void bsup_policy_free(bsup_policy* policy) { delete policy; }
