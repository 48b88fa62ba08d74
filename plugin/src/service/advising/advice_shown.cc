#include "service/advising/advice_shown.h"

#include "advice/text/question_words.h"
#include "base/catalogue.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

void AddSentence(Words& text, const Words& sentence) {
  text.en += (text.en.empty() ? "" : " ") + sentence.en;
  text.cy += (text.cy.empty() ? "" : " ") + sentence.cy;
}

// Of a reason that is not a rule's.
const Text& TextOf(NoticeReason::Why why) {
  if (why == NoticeReason::Why::kSomebodyElse) return NoticeText::kSomebodyElse;
  if (why == NoticeReason::Why::kNothingRead) return NoticeText::kNothingRead;
  if (why == NoticeReason::Why::kDependsOnUnknown) return NoticeText::kDependsOnUnknown;
  return NoticeText::kOutcome;
}

}  // namespace

AdviceShown Show(const Policy& policy, const Advice& advice) {
  AdviceShown shown;
  advice.decision.ForEachAlternative([&](ModeIndex mode) { shown.alternatives.push_back(mode); });
  for (const NoticeReason& reason : advice.notice.reasons) {
    shown.reasons.push_back(reason.ref ? RuleOf(policy, *reason.ref).because
                                       : TextOf(reason.why).both());
  }
  for (const Question& question : advice.ask) {
    Words text;
    for (const Words& sentence : SentencesOf(policy, question)) AddSentence(text, sentence);
    shown.questions.push_back(std::move(text));
  }
  return shown;
}

}  // namespace bsup::core
