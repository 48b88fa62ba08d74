#include "service/advising/advice_shown.h"

#include <algorithm>

#include "base/catalogue.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

std::vector<int> Alternatives(const Advice& advice) {
  std::vector<int> modes;
  for (std::size_t mode = 0; mode < advice.modes.size(); ++mode) {
    if ((advice.decision.alternatives >> mode & 1) != 0) modes.push_back(static_cast<int>(mode));
  }
  std::ranges::stable_sort(modes, std::ranges::greater(), [&](int mode) {
    return advice.modes[static_cast<std::size_t>(mode)].score;
  });
  return modes;
}

void AddSentence(Words& text, const Words& sentence) {
  text.en += (text.en.empty() ? "" : " ") + sentence.en;
  text.cy += (text.cy.empty() ? "" : " ") + sentence.cy;
}

// Of a reason that is not a rule's.
const Text& TextOf(NoticeReason::Why why) {
  if (why == NoticeReason::Why::kSomebodyElse) return NoticeText::kSomebodyElse;
  if (why == NoticeReason::Why::kDependsOnUnknown) return NoticeText::kDependsOnUnknown;
  return NoticeText::kOutcome;
}

}  // namespace

AdviceShown Show(const Policy& policy, const Advice& advice) {
  AdviceShown shown;
  shown.alternatives = Alternatives(advice);
  for (const NoticeReason& reason : advice.notice.reasons) {
    shown.reasons.push_back(reason.rule ? RuleOf(policy, *reason.rule).because
                                        : TextOf(reason.why).both());
  }
  for (const Question& question : advice.ask) {
    Words text;
    for (int fact : question.facts)
      AddSentence(text, policy.facts[static_cast<std::size_t>(fact)].ask);
    shown.questions.push_back(std::move(text));
  }
  return shown;
}

}  // namespace bsup::core
