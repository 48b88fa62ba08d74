#include "advice/text/view.h"

#include "advice/text/words_of.h"
#include "policy/compile/rule_of.h"
#include "policy/show/basis_words.h"

namespace bsup::core {

std::string View::ModeLabel(int mode) const {
  const std::string& label = policy.modes[static_cast<std::size_t>(mode)].label.In(language);
  const std::size_t bracket = label.find(" (");
  return bracket != std::string::npos && label.back() == ')' ? label.substr(0, bracket) : label;
}

std::string View::ModeLabels(ModeSet modes, const Text& between) const {
  std::string labels;
  for (std::size_t mode = 0; mode < policy.modes.size(); ++mode) {
    if ((modes >> mode & 1) == 0) continue;
    if (!labels.empty()) labels += Say(between);
    labels += ModeLabel(static_cast<int>(mode));
  }
  return labels;
}

std::string View::RoleLabels(const std::vector<int>& roles) const {
  std::string labels;
  for (int role : roles) {
    if (!labels.empty()) labels += ", ";
    labels += policy.approvers[static_cast<std::size_t>(role)].label.In(language);
  }
  return labels;
}

std::string View::StandingWords(Standing standing) const {
  std::string permission = Say(TextOf(standing.permission));
  if (standing.permission == Permission::kCannot) return permission;
  return permission + ", " + Say(CountingOf(standing.counts));
}

std::string View::RuleWords(const Acting& acting) const {
  std::string notes;
  const auto add = [&](const std::string& note) { notes += (notes.empty() ? " (" : "; ") + note; };
  if (const auto basis = BasisOf(policy, acting.rule)) add(Say(TextOf(*basis)));
  if (acting.rule.kind == RuleKind::kPrinciple) {
    const std::vector<int>& roles =
        policy.principles[static_cast<std::size_t>(acting.rule.index)].roles;
    if (!roles.empty()) add(Say(AdviceText::kApprovalBy, {RoleLabels(roles)}));
  }
  if (!acting.unknown.empty()) {
    std::string facts;
    for (int fact : acting.unknown)
      facts += (facts.empty() ? "" : ", ") + FactAt(fact).label.In(language);
    add(Say(AdviceText::kNotKnown, {facts}));
  }
  return RuleOf(policy, acting.rule).because.In(language) + (notes.empty() ? "" : notes + ")");
}

std::string View::SeeLimits(int mode) const {
  const auto at = static_cast<std::size_t>(mode);
  std::string numbers;
  for (std::size_t number : limits.numbers[at]) {
    numbers += (numbers.empty() ? "" : ", ") + std::to_string(number);
  }
  if (numbers.empty()) return "";
  if (limits.more[at] == 0) return Say(AdviceText::kSee, {numbers});
  return Say(AdviceText::kSeeAndMore, {numbers, std::to_string(limits.more[at])});
}

}  // namespace bsup::core
