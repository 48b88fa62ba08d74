#include "advice/text/effect_words.h"

namespace bsup::core {
namespace {

std::string OutcomeWords(const Speaker& speaker, const AnswerGroup& group) {
  if (group.outcome == kOutcomeNoAdvice) return speaker.Say(AdviceText::kShortNoAdvice);
  if (!group.outcome.lead) return speaker.Say(AdviceText::kShortRefer);
  const std::string lead = speaker.ModeLabel(group.outcome.lead);
  if (!group.alternatives.empty())
    return lead + speaker.Say(AdviceText::kOr) +
           speaker.ModeLabels(group.alternatives, AdviceText::kOr);
  return !speaker.advice.decision.alternatives.empty() ? speaker.Say(AdviceText::kAlone, {lead})
                                                       : lead;
}

}  // namespace

std::string EffectWords(const Speaker& speaker, const AnswerGroup& group) {
  const Decision& now = speaker.advice.decision;
  std::string effect;
  if (group.outcome != now.outcome || group.alternatives != now.alternatives)
    effect = OutcomeWords(speaker, group);
  const ModeIndex planned = speaker.advice.contact.planned;
  if (group.planned && planned) {
    // Whether it counts is not said of a mode that may not be used, so the words may be the same.
    const std::string words = speaker.StandingWords(*group.planned);
    if (words != speaker.StandingWords(speaker.ModeAt(planned).standing)) {
      effect += (effect.empty() ? "" : speaker.Say(AdviceText::kComma)) +
                speaker.Say(AdviceText::kPlannedMode, {speaker.ModeLabel(planned), words});
    }
  }
  if (!group.safeguards.empty())
    effect = speaker.Say(AdviceText::kMoreToDo, {std::to_string(group.safeguards.size())});
  return effect.empty() ? speaker.Say(AdviceText::kNoChange) : effect;
}

}  // namespace bsup::core
