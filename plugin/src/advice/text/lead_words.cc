#include "advice/text/lead_words.h"

namespace bsup::core {

std::string LeadWords(const Speaker& speaker) {
  const Decision& decision = speaker.advice.decision;
  const auto& refer = speaker.policy.refer;
  const std::string role =
      refer.role ? speaker.RoleLabels({refer.role}) : speaker.Say(AdviceText::kYourManager);
  if (decision.outcome == kOutcomeNoAdvice) return speaker.Say(AdviceText::kNoAdvice);
  if (decision.outcome == kOutcomeReferSuspended)
    return speaker.Say(AdviceText::kReferSuspended, {role});
  if (decision.outcome == kOutcomeReferNothing)
    return speaker.Say(AdviceText::kReferNothing, {role});

  const std::string lead = speaker.ModeLabel(decision.outcome.lead);
  std::string words;
  if (decision.firmness == Firmness::kOnlyOption) {
    words = speaker.Say(AdviceText::kOnlyOption, {lead});
  } else if (decision.firmness == Firmness::kRecommended) {
    words = speaker.Say(AdviceText::kRecommended, {lead});
  } else {
    words = speaker.Say(AdviceText::kAtDiscretion,
                        {lead, speaker.ModeLabels(decision.alternatives, AdviceText::kOr)});
  }
  const ModeAdvice& mode = speaker.ModeAt(decision.outcome.lead);
  if (!mode.roles.empty())
    words += " " + speaker.Say(AdviceText::kNeedsApprovalOf, {speaker.RoleLabels(mode.roles)});
  return words;
}

std::string ProvisionalWords(const Speaker& speaker) {
  const Advice& advice = speaker.advice;
  if (!advice.provisional) return "";
  if (advice.together > 2) return speaker.Say(AdviceText::kProvisionalMany);
  return speaker.Say(advice.ask.empty() ? AdviceText::kProvisional : AdviceText::kProvisionalAsk);
}

}  // namespace bsup::core
