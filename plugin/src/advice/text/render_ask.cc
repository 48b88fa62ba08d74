#include "advice/text/render_ask.h"

#include "advice/text/answer_words.h"
#include "advice/text/question_words.h"
#include "base/catalogue.h"

namespace bsup::core {
namespace {

std::string OutcomeWords(const View& view, const AnswerGroup& group) {
  if (group.outcome == kOutcomeNoAdvice) return view.Say(AdviceText::kShortNoAdvice);
  if (!group.outcome.lead) return view.Say(AdviceText::kShortRefer);
  const std::string lead = view.ModeLabel(group.outcome.lead);
  if (!group.alternatives.empty())
    return lead + view.Say(AdviceText::kOr) + view.ModeLabels(group.alternatives, AdviceText::kOr);
  return !view.advice.decision.alternatives.empty() ? view.Say(AdviceText::kAlone, {lead}) : lead;
}

std::string EffectWords(const View& view, const AnswerGroup& group) {
  const Decision& now = view.advice.decision;
  std::string effect;
  if (group.outcome != now.outcome || group.alternatives != now.alternatives)
    effect = OutcomeWords(view, group);
  const ModeIndex planned = view.advice.contact.planned;
  if (group.planned && planned) {
    // Whether it counts is not said of a mode that may not be used, so the words may be the same.
    const std::string words = view.StandingWords(*group.planned);
    if (words != view.StandingWords(view.ModeAt(planned).standing)) {
      effect += (effect.empty() ? "" : "; ") +
                view.Say(AdviceText::kPlannedMode, {view.ModeLabel(planned), words});
    }
  }
  if (!group.safeguards.empty())
    effect = view.Say(AdviceText::kMoreToDo, {std::to_string(group.safeguards.size())});
  return effect.empty() ? view.Say(AdviceText::kNoChange) : effect;
}

}  // namespace

void ShowQuestions(View& view) {
  if (view.advice.ask.empty()) return;
  view.Section(HeadingText::kToAsk);
  if (view.advice.together == 2) view.page.Paragraph(view.Say(AdviceText::kOnlyTogether));
  for (std::size_t i = 0; i < view.advice.ask.size(); ++i) {
    const Question& question = view.advice.ask[i];
    std::string words;
    for (const Words& sentence : SentencesOf(view.policy, question)) {
      const std::string& ask = sentence.In(view.language);
      words += words.empty() ? ask : " " + view.Say(AdviceText::kAndAsk, {ask});
    }
    view.page.Paragraph(words, Padded(std::to_string(i + 1), 3));
    if (question.rank == Rank::kHeldBack && question.answers.size() == 1) {
      view.page.Paragraph(view.Say(AdviceText::kNeededWithOthers), "   ");
      continue;
    }
    std::string answers;
    for (const AnswerGroup& group : question.answers) {
      answers += answers.empty() ? "" : "; ";
      answers += AnswersInWords(view.policy, view.classes, question, group, view.language) + ": " +
                 EffectWords(view, group);
    }
    view.page.Paragraph(answers, "   ");
  }
}

}  // namespace bsup::core
