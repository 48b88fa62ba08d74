// The contact that advice is asked for, as the caller gives it; see plugin/docs/advice.md, "What
// goes in".
//
// ReadContactHead, select the policy by it, then ReadContact.
#pragma once

#include <string>

#include "base/json.h"
#include "base/result.h"
#include "intake/case.h"

namespace bsup::core {

// What the policy is chosen by.
struct ContactHead {
  std::string region;  // id or code, or empty
  Day date;
};

Result<ContactHead> ReadContactHead(const JsonNode& node);

// Every problem comes in one error, each with its pointer (`/contact/purpose`).
Result<Contact> ReadContact(const JsonNode& node, const Policy& policy);

}  // namespace bsup::core
