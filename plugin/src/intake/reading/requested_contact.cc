#include "intake/reading/requested_contact.h"

#include <utility>

namespace bsup::core {
namespace {

FactValue Named(const Policy& policy, FactIndex fact, const std::string& value) {
  if (!fact || value.empty()) return kUnknown;
  return policy.facts[fact].Named(value).value_or(kUnknown);
}

}  // namespace

Result<RequestedContact> RequestedContact::Given(const JsonNode& node) {
  BSUP_TRY(ContactHead head, ReadContactHead(node));
  return RequestedContact(std::move(head), node);
}

RequestedContact::RequestedContact(ContactDraft draft, ContactFrom from)
    : draft_(std::move(draft)), from_(from) {
  head_.date = draft_.date;
}

Result<Contact> RequestedContact::In(const Policy& policy) const {
  if (given_ != nullptr) return ReadContact(*given_, policy);
  Contact contact;
  contact.from = from_;
  contact.date = draft_.date;
  contact.purpose = Named(policy, policy.contact.purpose, draft_.purpose);
  contact.planned = policy.ModeNamed(draft_.planned);
  if (policy.contact.scheduled) contact.scheduled = 1;
  contact.with = Named(policy, policy.contact.with, "person");
  contact.role = Named(policy, policy.contact.role, "counts");
  return contact;
}

}  // namespace bsup::core
