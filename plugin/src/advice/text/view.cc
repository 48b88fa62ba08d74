#include "advice/text/view.h"

#include <algorithm>

#include "advice/text/words_of.h"
#include "policy/compile/rule_of.h"
#include "policy/show/basis_words.h"

namespace bsup::core {

std::string View::ModeLabel(ModeIndex mode) const {
  const std::string& label = policy.modes[mode].label.In(language);
  const std::size_t bracket = label.find(" (");
  return bracket != std::string::npos && label.back() == ')' ? label.substr(0, bracket) : label;
}

std::string View::ModeLabels(ModeSet modes, const Text& between) const {
  std::string labels;
  for (const ModeIndex mode : modes) {
    if (!labels.empty()) labels += Say(between);
    labels += ModeLabel(mode);
  }
  return labels;
}

std::string View::RoleLabels(const std::vector<RoleIndex>& roles) const {
  std::string labels;
  for (const RoleIndex role : roles) {
    if (!labels.empty()) labels += ", ";
    labels += policy.approvers[role].label.In(language);
  }
  return labels;
}

std::string View::StandingWords(Standing standing) const {
  const FactIndex role = policy.contact.role;
  const bool additional = advice.facts[role] == policy.facts[role].Named("additional");
  return core::StandingWords(standing.permission, standing.counts, additional, language);
}

std::string View::RuleWords(const Acting& acting) const {
  std::string notes;
  const auto add = [&](const std::string& note) { notes += (notes.empty() ? " (" : "; ") + note; };
  if (const auto basis = BasisOf(policy, acting.ref)) add(Say(TextOf(*basis)));
  const Citation& source = RuleOf(policy, acting.ref).source;
  if (!source.place.empty()) add(source.text + ", " + source.place);
  if (all && !source.link.empty()) add(source.link);
  if (acting.ref.kind == RuleKind::kPrinciple) {
    const std::vector<RoleIndex>& roles = policy.principles[acting.ref.index].roles;
    if (!roles.empty()) add(Say(AdviceText::kApprovalBy, {RoleLabels(roles)}));
  }
  if (!acting.unknown.empty()) {
    std::string facts;
    for (const FactIndex fact : acting.unknown)
      facts += (facts.empty() ? "" : ", ") + FactAt(fact).label.In(language);
    add(Say(AdviceText::kNotKnown, {facts}));
  }
  return RuleOf(policy, acting.ref).because.In(language) + (notes.empty() ? "" : notes + ")");
}

bool View::NoticeNames(RuleIndex safeguard) const {
  const Notice& notice = advice.notice;
  if (notice.level == NoticeLevel::kNone || notice.reasons.empty() ||
      notice.reasons.front().why != NoticeReason::Why::kSafeguard)
    return false;
  return std::ranges::any_of(notice.reasons, [&](const NoticeReason& reason) {
    return reason.why == NoticeReason::Why::kSafeguard && reason.ref->index == safeguard;
  });
}

std::string View::SeeLimits(ModeIndex mode) const {
  std::string numbers;
  for (std::size_t number : limits.numbers[mode]) {
    numbers += (numbers.empty() ? "" : ", ") + std::to_string(number);
  }
  if (numbers.empty()) return "";
  if (limits.more[mode] == 0) return Say(AdviceText::kSee, {numbers});
  return Say(AdviceText::kSeeAndMore, {numbers, std::to_string(limits.more[mode])});
}

}  // namespace bsup::core
