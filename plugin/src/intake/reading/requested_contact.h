// The contact that advice is asked for, before its policy is chosen and then within that policy;
// see plugin/docs/advice.md, "What goes in".
#pragma once

#include <string>

#include "base/json.h"
#include "base/result.h"
#include "intake/case.h"
#include "intake/reading/contact.h"
#include "intake/reading/next_appointment.h"

namespace bsup::core {

class RequestedContact {
 public:
  // As the caller gives it; `node` outlives this.
  static Result<RequestedContact> Given(const JsonNode& node);
  // An appointment that the host has on record, or what stands in for one.
  RequestedContact(ContactDraft draft, ContactFrom from);

  // What the policy is chosen by.
  [[nodiscard]] const ContactHead& head() const { return head_; }

  // Every problem comes in one error, each with its pointer (`/contact/purpose`).
  [[nodiscard]] Result<Contact> In(const Policy& policy) const;

 private:
  RequestedContact(ContactHead head, const JsonNode& node)
      : head_(std::move(head)), given_(&node) {}

  ContactHead head_;
  const JsonNode* given_ = nullptr;
  ContactDraft draft_;  // where nothing is given
  ContactFrom from_ = ContactFrom::kCaller;
};

}  // namespace bsup::core
