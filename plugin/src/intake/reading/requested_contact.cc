#include "intake/reading/requested_contact.h"

#include <utility>

namespace bsup::core {
namespace {

FactValue Named(const Policy& policy, int fact, const std::string& value) {
  if (fact < 0 || value.empty()) return kUnknown;
  return policy.facts[static_cast<std::size_t>(fact)].Named(value).value_or(kUnknown);
}

}  // namespace

Result<RequestedContact> RequestedContact::Given(const JsonNode& node) {
  BSUP_TRY(ContactHead head, ReadContactHead(node));
  return RequestedContact(std::move(head), node);
}

RequestedContact::RequestedContact(ContactDraft draft) : draft_(std::move(draft)) {
  head_.date = draft_.date;
}

Result<Contact> RequestedContact::In(const Policy& policy) const {
  if (given_ != nullptr) return ReadContact(*given_, policy);
  Contact contact;
  contact.date = draft_.date;
  contact.purpose = Named(policy, policy.contact.purpose, draft_.purpose);
  contact.planned = draft_.planned.empty() ? -1 : policy.ModeIndex(draft_.planned);
  if (policy.contact.scheduled >= 0) contact.scheduled = 1;
  contact.with = Named(policy, policy.contact.with, "person");
  contact.role = Named(policy, policy.contact.role, "counts");
  return contact;
}

}  // namespace bsup::core
