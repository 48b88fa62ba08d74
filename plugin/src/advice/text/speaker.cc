#include "advice/text/speaker.h"

#include "advice/text/words_of.h"

namespace bsup::core {

std::string Speaker::ModeLabel(ModeIndex mode) const {
  const std::string& label = policy.modes[mode].label.In(language);
  const std::size_t bracket = label.find(" (");
  return bracket != std::string::npos && label.back() == ')' ? label.substr(0, bracket) : label;
}

std::string Speaker::ModeLabels(ModeSet modes, const Text& between) const {
  std::string labels;
  for (const ModeIndex mode : modes) {
    if (!labels.empty()) labels += Say(between);
    labels += ModeLabel(mode);
  }
  return labels;
}

std::string Speaker::RoleLabels(const std::vector<RoleIndex>& roles) const {
  std::string labels;
  for (const RoleIndex role : roles) {
    if (!labels.empty()) labels += ", ";
    labels += policy.approvers[role].label.In(language);
  }
  return labels;
}

std::string Speaker::FactLabels(const std::vector<FactIndex>& facts) const {
  std::string labels;
  for (const FactIndex fact : facts)
    labels += (labels.empty() ? "" : ", ") + FactAt(fact).label.In(language);
  return labels;
}

bool Speaker::IsAdditional() const {
  const FactIndex role = policy.contact.role;
  return advice.facts[role] == policy.facts[role].Named("additional");
}

std::string Speaker::StandingWords(Standing standing) const {
  return core::StandingWords(standing.permission, standing.counts, IsAdditional(), language);
}

}  // namespace bsup::core
