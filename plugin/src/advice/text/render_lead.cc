#include "advice/text/render_lead.h"

#include <algorithm>

#include "base/catalogue.h"
#include "base/say_day.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostReasons = 3;

// Of a mode: `+ because`, `- Telephone call: because`.
void ShowReasonsOf(View& view, ModeIndex mode, std::size_t most_for, std::size_t most_against) {
  const std::string name =
      mode == view.advice.decision.outcome.lead ? "" : view.ModeLabel(mode) + ": ";
  const auto show = [&](const std::vector<Acting>& reasons, std::size_t most,
                        std::string_view sign) {
    for (std::size_t i = 0; i < std::min(most, reasons.size()); ++i) {
      view.page.Paragraph(name + view.RuleWords(reasons[i]), sign);
    }
  };
  show(view.ModeAt(mode).in_favour, most_for, "+ ");
  show(view.ModeAt(mode).against, most_against, "- ");
}

std::string NoticeWords(const View& view, NoticeReason::Why why) {
  using enum NoticeReason::Why;
  switch (why) {
    case kSomebodyElse: return view.Say(NoticeText::kSomebodyElse);
    case kOutcome: return view.Say(NoticeText::kOutcome);
    case kRestricted:
      return view.Say(NoticeText::kRestricted, {view.SeeLimits(view.advice.contact.planned)});
    case kDependsOnUnknown: return view.Say(NoticeText::kDependsOnUnknown);
    case kSafeguard: return view.Say(NoticeText::kSafeguard);
    case kCadence: break;
  }
  return view.Say(NoticeText::kCadence);
}

std::string LeadWords(const View& view) {
  const Decision& decision = view.advice.decision;
  const auto& refer = view.policy.refer;
  const std::string role =
      refer.role ? view.RoleLabels({refer.role}) : view.Say(AdviceText::kYourManager);
  if (decision.outcome == kOutcomeNoAdvice) return view.Say(AdviceText::kNoAdvice);
  if (decision.outcome == kOutcomeReferSuspended)
    return view.Say(AdviceText::kReferSuspended, {role});
  if (decision.outcome == kOutcomeReferNothing) return view.Say(AdviceText::kReferNothing, {role});

  const std::string lead = view.ModeLabel(decision.outcome.lead);
  std::string words;
  if (decision.firmness == Firmness::kOnlyOption) {
    words = view.Say(AdviceText::kOnlyOption, {lead});
  } else if (decision.firmness == Firmness::kRecommended) {
    words = view.Say(AdviceText::kRecommended, {lead});
  } else {
    words = view.Say(AdviceText::kAtDiscretion,
                     {lead, view.ModeLabels(decision.alternatives, AdviceText::kOr)});
  }
  const ModeAdvice& mode = view.ModeAt(decision.outcome.lead);
  if (!mode.roles.empty())
    words += " " + view.Say(AdviceText::kNeedsApprovalOf, {view.RoleLabels(mode.roles)});
  return words;
}

}  // namespace

void ShowContact(View& view) {
  const Advice& advice = view.advice;
  view.Section(HeadingText::kContact);
  std::string line = SayWeekday(advice.contact.date, view.language);
  const ContactFacts& about = view.policy.contact;
  for (const FactIndex index : {about.purpose, about.role, about.with}) {
    if (!index) continue;
    const Fact& fact = view.FactAt(index);
    const FactValue value = advice.facts[index];
    // Usually the person takes part, so that is not said.
    if (index == about.with && value == fact.Named("person")) continue;
    line += "; ";
    if (value == kUnknown || index == about.with) line += fact.label.In(view.language) + ": ";
    line += fact.Say(value, view.language);
  }
  view.page.Paragraph(line);

  const ModeIndex planned = advice.contact.planned;
  if (!planned) return view.page.Paragraph(view.Say(AdviceText::kNonePlanned));
  if (IsClosed(advice.decision.outcome))
    return view.page.Paragraph(view.Say(AdviceText::kPlannedOnly, {view.ModeLabel(planned)}));
  const Text& safe =
      advice.planned_safe.value_or(false) ? AdviceText::kPlannedSafe : AdviceText::kPlannedUnsafe;
  view.page.Paragraph(
      view.Say(AdviceText::kPlanned,
               {view.ModeLabel(planned), view.StandingWords(view.ModeAt(planned).standing)}) +
      " " + view.Say(safe));
}

void ShowNotice(View& view) {
  const Notice& notice = view.advice.notice;
  if (notice.level == NoticeLevel::kNone) return;
  if (notice.level == NoticeLevel::kStop) {
    view.Section(HeadingText::kStop, Ink::kRed);
  } else {
    view.Section(HeadingText::kNote, Ink::kYellow);
  }
  std::string words;
  std::vector<NoticeReason::Why> said;
  for (const NoticeReason& reason : notice.reasons) {
    if (std::find(said.begin(), said.end(), reason.why) != said.end()) continue;
    said.push_back(reason.why);
    words += NoticeWords(view, reason.why) + " ";
  }
  view.page.Paragraph(words);
}

void ShowLead(View& view) {
  const Advice& advice = view.advice;
  const Outcome outcome = advice.decision.outcome;
  view.Section(HeadingText::kAdvice);
  Ink ink = Ink::kRed;
  if (outcome.lead) {
    const bool permitted = view.ModeAt(outcome.lead).standing.permission == Permission::kPermitted;
    ink = permitted ? Ink::kGreen : Ink::kYellow;
  }
  view.page.Paragraph(LeadWords(view), "", ink);
  if (!advice.provisional) return;
  Text text = AdviceText::kProvisional;
  if (!advice.ask.empty()) text = AdviceText::kProvisionalAsk;
  if (advice.together > 2) text = AdviceText::kProvisionalMany;
  view.page.Paragraph(view.Say(text));
}

void ShowReasons(View& view) {
  const Advice& advice = view.advice;
  const Outcome outcome = advice.decision.outcome;
  // Where nothing can be used, the limits say why.
  if (outcome == kOutcomeReferNothing) return;
  view.Section(HeadingText::kWhy);
  if (IsClosed(outcome)) {
    for (const Acting& acting : advice.outcome_rules) view.page.Paragraph(view.RuleWords(acting));
    return;
  }
  const ModeAdvice& lead = view.ModeAt(outcome.lead);
  if (lead.in_favour.empty() && lead.against.empty()) {
    view.page.Paragraph(
        view.Say(view.limits.rules.empty() ? AdviceText::kNoReasons : AdviceText::kOthersLimited));
  }
  ShowReasonsOf(view, outcome.lead, kMostReasons, kMostReasons - 1);
  const ModeIndex planned = advice.contact.planned;
  if (planned && planned != outcome.lead)
    ShowReasonsOf(view, planned, kMostReasons - 1, kMostReasons - 1);
}

}  // namespace bsup::core
