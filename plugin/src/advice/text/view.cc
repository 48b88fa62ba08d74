#include "advice/text/view.h"

#include <algorithm>

#include "policy/compile/rule_of.h"
#include "policy/show/basis_words.h"

namespace bsup::core {

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
    add(Say(AdviceText::kNotKnown, {FactLabels(acting.unknown)}));
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
