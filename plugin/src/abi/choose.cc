#include "abi/choose.h"

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
    Result<ContactHead> head = ReadContactHead(*given);
    if (!head) return std::move(head).error();
    chosen.head = *std::move(head);
    chosen.given = given;
    return chosen;
  }
  Result<std::optional<ContactDraft>> next = NextAppointment(mapping, payload, as_of);
  if (!next) return std::move(next).error();
  chosen.draft =
      next->has_value() ? **std::move(next) : ContactDraft{as_of, "supervision meeting", ""};
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

Result<std::shared_ptr<const PolicyInForce>> PolicyFor(const bsup_policy& policy,
                                                       const std::string& region, Day date) {
  if (policy.selected == nullptr) return policy.set->Select(region, date);
  const Policy& selected = policy.selected->policy;
  if (date < selected.from || (selected.until && date > *selected.until)) {
    return Error(
        Status::kNotFound, "/contact/date",
        "the contact is on " + date.ToString() +
            ", when the selected policy is not in force; select for that day, or advise by "
            "the policy that was loaded");
  }
  const bool same =
      region.empty() ||
      (selected.region && (region == selected.region->id || region == selected.region->code));
  if (!same) {
    return Error(Status::kNotFound, "/contact/region",
                 "the contact is in another region than the selected policy; select for that "
                 "region, or advise by the policy that "
                 "was loaded");
  }
  return policy.selected;
}

}  // namespace bsup::core
