// Which contact is advised on: the one that was given, else the payload's next, else a default.
#pragma once

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

}  // namespace bsup::core
