#include "advice/text/render_ask.h"

#include "advice/text/answer_words.h"
#include "advice/text/effect_words.h"
#include "advice/text/question_words.h"
#include "base/catalogue.h"

namespace bsup::core {

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
