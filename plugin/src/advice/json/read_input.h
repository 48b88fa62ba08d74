// Reading a canonical input back, to replay the advice.
//
// Parse, ReadReplayHead, select the policy by its region and date, ReadReplayCase with that policy,
// Advise.
#pragma once

#include <string>

#include "base/json.h"
#include "base/result.h"
#include "intake/case.h"
#include "policy/model/policy.h"

namespace bsup::core {

// What must be known before a policy is chosen.
struct ReplayHead {
  std::string region;  // id, or empty
  Day date;            // of the contact
  Day as_of;
  Language language = Language::kEnglish;
  std::string policy_id;
  std::string policy_version;
  std::string policy_digest;
  std::string mapping_digest;  // or empty
};

struct ReplayCase {
  Contact contact;
  Case a_case;
};

// kOtherEngine where another engine made the input, since only that one gives the same bytes.
// Nothing else of such an input is read.
Result<ReplayHead> ReadReplayHead(const JsonNode& root);

// kOtherPolicy where `policy` is not the one whose digest the input holds. Problems have JSON
// Pointers into the input.
Result<ReplayCase> ReadReplayCase(const JsonNode& root, const Policy& policy);

}  // namespace bsup::core
