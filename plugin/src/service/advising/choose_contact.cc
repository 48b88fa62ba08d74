#include "service/advising/choose_contact.h"

#include <utility>

namespace bsup::core {
namespace {

FactValue Named(const Policy& policy, int fact, const std::string& value) {
  if (fact < 0 || value.empty()) return kUnknown;
  return policy.facts[static_cast<std::size_t>(fact)].Named(value).value_or(kUnknown);
}

}  // namespace

Result<ChosenContact> ChooseContact(const JsonNode* given, const Mapping& mapping,
                                    const JsonNode& payload, Day as_of) {
  ChosenContact chosen;
  if (given != nullptr) {
    BSUP_TRY(chosen.head, ReadContactHead(*given));
    chosen.given = given;
    return chosen;
  }
  BSUP_TRY(std::optional<ContactDraft> next, NextAppointment(mapping, payload, as_of));
  chosen.draft = next ? *std::move(next) : ContactDraft{as_of, "supervision meeting", ""};
  chosen.head.date = chosen.draft.date;
  return chosen;
}

Result<Contact> ContactIn(const Policy& policy, const ChosenContact& chosen) {
  if (chosen.given != nullptr) return ReadContact(*chosen.given, policy);
  Contact contact;
  contact.date = chosen.draft.date;
  contact.purpose = Named(policy, policy.contact.purpose, chosen.draft.purpose);
  contact.planned = chosen.draft.planned.empty() ? -1 : policy.ModeIndex(chosen.draft.planned);
  if (policy.contact.scheduled >= 0) contact.scheduled = 1;
  contact.with = Named(policy, policy.contact.with, "person");
  contact.role = Named(policy, policy.contact.role, "counts");
  return contact;
}

}  // namespace bsup::core
