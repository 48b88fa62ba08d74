// What stands behind each handle of plugin.h. Handles share what they rest on, so that a host may
// end them in any order.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "abi/session.h"
#include "advice/engine/advice.h"
#include "base/words.h"
#include "batch/policies/policies.h"
#include "blended_supervision/plugin.h"
#include "policy/resolve/policy_set.h"
#include "service/advising/advice_shown.h"
#include "service/advising/loaded_mapping.h"
#include "service/keeping/loaded_packs.h"
#include "trail/keys/key_service.h"
#include "trail/trail.h"

struct bsup_text {
  std::string text;
};

struct bsup_session {
  std::shared_ptr<const bsup::core::Session> session;
  std::string capabilities;
};

namespace bsup::core {

// The policies of a handle made ready for batches, once one is advised.
struct BatchPolicies {
  std::mutex mutex;
  std::shared_ptr<const Policies> policies;
};

}  // namespace bsup::core

struct bsup_policy {
  std::shared_ptr<const bsup::core::Session> session;
  std::shared_ptr<const bsup::core::PolicySet> set;
  std::shared_ptr<const bsup::core::PolicyInForce> selected;  // none: all of the set
  std::shared_ptr<bsup::core::BatchPolicies> batch = std::make_shared<bsup::core::BatchPolicies>();
};

struct bsup_mapping {
  std::shared_ptr<const bsup::core::Session> session;
  std::shared_ptr<const bsup::core::LoadedMapping> mapping;
};

// Rests on no session: it never calls the host.
struct bsup_advice {
  std::shared_ptr<const bsup::core::PolicyInForce> policy;
  std::shared_ptr<const bsup::core::PolicySet> set;  // it was selected from
  std::string mapping_digest;
  bsup::core::Language language =
      bsup::core::Language::kEnglish;  // of the input it was replayed from
  bsup::core::Case a_case;
  bsup::core::Advice advice;
  bsup::core::AdviceShown shown;
};

// A copy shares the trail, which closes with the last of them.
struct bsup_trail {
  std::shared_ptr<const bsup::core::Session> session;
  std::shared_ptr<bsup::core::KeyService> keys;  // outlives the trail
  std::shared_ptr<bsup::core::Trail> trail;
  std::shared_ptr<bsup::core::LoadedPacks> replayed = std::make_shared<bsup::core::LoadedPacks>();
};

struct bsup_receipt {
  bsup::core::Receipt receipt;
  std::int64_t time = 0;
  std::string leaf;
};

namespace bsup::core {

// A language argument: null is English, and nothing else is taken for granted.
std::optional<Language> LanguageOf(const char* code);

}  // namespace bsup::core
