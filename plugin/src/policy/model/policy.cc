#include "policy/model/policy.h"

#include <algorithm>

namespace bsup::core {
namespace {

template <class T>
int IndexOf(const std::vector<T>& things, std::string_view id) {
  const auto found = std::ranges::find(things, id, &T::id);
  return found == things.end() ? -1 : static_cast<int>(found - things.begin());
}

}  // namespace

int Policy::FactIndex(std::string_view id) const { return IndexOf(facts, id); }
int Policy::ModeIndex(std::string_view id) const { return IndexOf(modes, id); }
int Policy::ApproverIndex(std::string_view id) const { return IndexOf(approvers, id); }

ModeSet Policy::InPerson() const {
  ModeSet in_person = 0;
  for (std::size_t i = 0; i < modes.size(); ++i) {
    if (modes[i].in_person) in_person |= static_cast<ModeSet>(1u << i);
  }
  return in_person;
}

}  // namespace bsup::core
