#include "advice/text/cadence_words.h"

#include "advice/engine/cadence_shown.h"
#include "base/say_day.h"

namespace bsup::core {
namespace {

// Overdue on the day of the contact; on the day of the advice it may still be to come.
std::string OverdueWords(const Speaker& speaker, Day due) {
  const std::string day = SayDay(due, speaker.language);
  if (due < speaker.advice.as_of) return speaker.Say(AdviceText::kOverdue, {day});
  const int late = speaker.advice.contact.date - due;
  if (late == 1) return speaker.Say(AdviceText::kLateByOne, {day});
  return speaker.Say(AdviceText::kLateBy, {day, std::to_string(late)});
}

}  // namespace

std::string RuleOfCadence(const Speaker& speaker, const Cadence& rule) {
  const std::string amount = std::to_string(rule.amount);
  const bool weekly = rule.amount == 1;
  switch (rule.kind) {
    case CadenceKind::kInPersonEveryWeeks:
      return weekly ? speaker.Say(AdviceText::kInPersonWeekly)
                    : speaker.Say(AdviceText::kInPersonEvery, {amount});
    case CadenceKind::kContactEveryWeeks:
      return weekly ? speaker.Say(AdviceText::kContactWeekly)
                    : speaker.Say(AdviceText::kContactEvery, {amount});
    case CadenceKind::kFirstHomeVisitDays:
      return speaker.Say(AdviceText::kFirstHomeVisit, {amount});
    case CadenceKind::kRemoteInARowMost: return speaker.Say(AdviceText::kRemoteInARow, {amount});
    case CadenceKind::kNotPublished: break;
  }
  return speaker.Say(AdviceText::kNotPublished);
}

std::string StateOfCadence(const Speaker& speaker, const Cadence& rule,
                           const CadenceAdvice& cadence) {
  const auto day = [&](const std::optional<Day>& d) { return SayDay(*d, speaker.language); };
  const CadenceShown shown = ShownOf(rule, cadence, speaker.advice.contact.date);
  if (shown == CadenceShown::kSuspended)
    return speaker.Say(AdviceText::kSuspendedUntil, {day(cadence.suspended_until)});
  if (shown == CadenceShown::kUnknown) return speaker.Say(AdviceText::kHistoryUnknown);
  if (rule.kind == CadenceKind::kRemoteInARowMost || !cadence.due) {
    if (shown == CadenceShown::kOverdue) return speaker.Say(AdviceText::kLimitPassed);
    if (shown == CadenceShown::kDue) return speaker.Say(AdviceText::kLimitReached);
    return speaker.Say(rule.kind == CadenceKind::kRemoteInARowMost ? AdviceText::kWithinLimit
                                                                   : AdviceText::kOnTime);
  }
  std::string state;
  if (shown == CadenceShown::kOverdue) state = OverdueWords(speaker, *cadence.due);
  if (shown == CadenceShown::kDue) state = speaker.Say(AdviceText::kDueBy, {day(cadence.due)});
  if (shown == CadenceShown::kKept)
    state = speaker.Say(AdviceText::kOnTimeUntil, {day(cadence.due)});
  return state;
}

}  // namespace bsup::core
