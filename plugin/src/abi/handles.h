// What is behind each handle of plugin.h. Handles share what they rest on, so that a host may free
// them in any order.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "abi/session.h"
#include "blended_supervision/plugin.h"
#include "service/advising/advice_shown.h"
#include "service/advising/given_advice.h"
#include "service/advising/loaded_mapping.h"
#include "service/advising/loaded_policy.h"
#include "service/keeping/loaded_packs.h"
#include "service/keeping/reading.h"
#include "trail/trail.h"

struct bsup_text {
  std::string text;
};

struct bsup_session {
  std::shared_ptr<const bsup::core::Session> session;
  std::string capabilities;
};

struct bsup_policy {
  std::shared_ptr<const bsup::core::Session> session;
  bsup::core::LoadedPolicy policy;
};

struct bsup_mapping {
  std::shared_ptr<const bsup::core::Session> session;
  std::shared_ptr<const bsup::core::LoadedMapping> mapping;
};

// Rests on no session: it never calls the host.
struct bsup_advice {
  bsup::core::GivenAdvice given;
  bsup::core::AdviceShown shown;
};

struct bsup_trail {
  std::shared_ptr<const bsup::core::Session> session;
  std::shared_ptr<bsup::core::Trail> trail;  // keeps its keys; closes with the last that shares it
  std::unique_ptr<bsup::core::LoadedPacks> replayed = std::make_unique<bsup::core::LoadedPacks>();
};

struct bsup_receipt {
  bsup::core::Receipt receipt;
  std::int64_t time = 0;
  std::string leaf;
};

struct bsup_reading {
  std::shared_ptr<const bsup::core::Session> session;
  bsup::core::Reading reading;
};
