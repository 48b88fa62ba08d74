#include "policy/model/policy.h"

#include <algorithm>

namespace bsup::core {
namespace {

template <class At, class T>
At IndexNamed(const Indexed<At, T>& things, std::string_view id) {
  const auto found = std::ranges::find(things, id, &T::id);
  return found == things.end() ? At() : things.IndexOf(*found);
}

}  // namespace

bool Suspension::Suspends(const Cadence& rule) const {
  return std::ranges::find(cadence, rule.id) != cadence.end();
}

FactIndex Policy::FactNamed(std::string_view id) const { return IndexNamed(facts, id); }
ModeIndex Policy::ModeNamed(std::string_view id) const { return IndexNamed(modes, id); }
RoleIndex Policy::ApproverNamed(std::string_view id) const { return IndexNamed(approvers, id); }

ModeSet Policy::InPerson() const {
  ModeSet in_person;
  for (const ModeIndex mode : modes.indexes()) {
    if (modes[mode].in_person) in_person.Add(mode);
  }
  return in_person;
}

std::vector<const Principle*> SuspendedBy(const Policy& policy, const Suspension& model) {
  std::vector<const Principle*> rules;
  for (const Principle& rule : policy.suspended) {
    if (std::ranges::find(model.principles, rule.id) != model.principles.end())
      rules.push_back(&rule);
  }
  return rules;
}

}  // namespace bsup::core
