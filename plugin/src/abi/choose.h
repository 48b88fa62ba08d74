// Which contact, and which policy: what the host gave, or else what goes without saying.
#pragma once

#include <memory>
#include <string>

#include "abi/handles.h"
#include "base/json.h"
#include "base/result.h"
#include "intake/reading/contact.h"
#include "intake/reading/next_appointment.h"

namespace bsup::core {

// A contact before its policy is known. One of `given` and `draft` says what it is.
struct ChosenContact {
  ContactHead head;
  const JsonNode* given = nullptr;
  ContactDraft draft;
};

// The contact that was given (`given` may be nullptr), else the payload's next appointment, else a
// scheduled supervision meeting on `as_of`.
Result<ChosenContact> ChooseContact(const JsonNode* given, const Mapping& mapping,
                                    const JsonNode& payload, Day as_of);

// The same in the values of the policy. A contact nobody gave is scheduled, with the person, and
// counts.
Result<Contact> ContactIn(const Policy& policy, const ChosenContact& chosen);

// The policy in force for that region and day. A selected policy serves its own region and days
// only.
Result<std::shared_ptr<const PolicyInForce>> PolicyFor(const bsup_policy& policy,
                                                       const std::string& region, Day date);

}  // namespace bsup::core
