// The top of the page: the contact, what deserves attention, the lead, and why.
#include <algorithm>

#include "advice/text/render_parts.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostReasons = 3;

// Of a mode: `+ because`, `- Telephone call: because`.
void ShowReasonsOf(View& view, int mode, std::size_t most_for, std::size_t most_against) {
  const std::string name = mode == view.advice.decision.outcome ? "" : view.ModeLabel(mode) + ": ";
  const auto show = [&](const std::vector<Acting>& reasons, std::size_t most,
                        std::string_view sign) {
    for (std::size_t i = 0; i < std::min(most, reasons.size()); ++i) {
      view.screen.Paragraph(name + view.RuleWords(reasons[i]), sign);
    }
  };
  show(view.ModeAt(mode).in_favour, most_for, "+ ");
  show(view.ModeAt(mode).against, most_against, "- ");
}

std::string NoticeWords(const View& view, NoticeReason::Why why) {
  const Text text = After(Text::kNoticeSomebodyElse, why);
  if (why != NoticeReason::Why::kRestricted) return view.Told(text);
  return view.Tell(text, {view.SeeLimits(view.advice.contact.planned)});
}

std::string LeadWords(const View& view) {
  const Decision& decision = view.advice.decision;
  const auto& refer = view.policy.refer;
  const std::string role =
      refer.role < 0 ? view.Told(Text::kYourManager) : view.RoleLabels({refer.role});
  if (decision.outcome == kOutcomeNoAdvice) return view.Told(Text::kNoAdvice);
  if (decision.outcome == kOutcomeReferSuspended) return view.Tell(Text::kReferSuspended, {role});
  if (decision.outcome == kOutcomeReferNothing) return view.Tell(Text::kReferNothing, {role});

  const std::string lead = view.ModeLabel(decision.outcome);
  std::string words;
  if (decision.firmness == Firmness::kOnlyOption) {
    words = view.Tell(Text::kOnlyOption, {lead});
  } else if (decision.firmness == Firmness::kRecommended) {
    words = view.Tell(Text::kRecommended, {lead});
  } else {
    words =
        view.Tell(Text::kAtDiscretion, {lead, view.ModeLabels(decision.alternatives, Text::kOr)});
  }
  const ModeAdvice& mode = view.ModeAt(decision.outcome);
  if (!mode.roles.empty())
    words += " " + view.Tell(Text::kNeedsApprovalOf, {view.RoleLabels(mode.roles)});
  return words;
}

}  // namespace

void ShowContact(View& view) {
  const Advice& advice = view.advice;
  view.Section(Text::kContact);
  std::string line = SayWeekday(advice.contact.date, view.language);
  const ContactFacts& about = view.policy.contact;
  for (int index : {about.purpose, about.role, about.with}) {
    if (index < 0) continue;
    const Fact& fact = view.FactAt(index);
    const FactValue value = advice.facts[static_cast<std::size_t>(index)];
    // That the person takes part is what anybody would suppose.
    if (index == about.with && value == fact.Named("person")) continue;
    line += "; ";
    if (value == kUnknown || index == about.with) line += fact.label.In(view.language) + ": ";
    line += fact.Say(value, view.language);
  }
  view.screen.Paragraph(line);

  const int planned = advice.contact.planned;
  if (planned < 0) return view.screen.Paragraph(view.Told(Text::kNonePlanned));
  if (IsClosed(advice.decision.outcome))
    return view.screen.Paragraph(view.Tell(Text::kPlannedOnly, {view.ModeLabel(planned)}));
  const Text safe = advice.planned_safe.value_or(false) ? Text::kPlannedSafe : Text::kPlannedUnsafe;
  view.screen.Paragraph(
      view.Tell(Text::kPlanned,
                {view.ModeLabel(planned), view.StandingWords(view.ModeAt(planned).standing)}) +
      " " + view.Told(safe));
}

void ShowNotice(View& view) {
  const Notice& notice = view.advice.notice;
  if (notice.level == NoticeLevel::kNone) return;
  if (notice.level == NoticeLevel::kStop) {
    view.Section(Text::kStop, Ink::kRed);
  } else {
    view.Section(Text::kNote, Ink::kYellow);
  }
  std::string words;
  std::vector<NoticeReason::Why> said;
  for (const NoticeReason& reason : notice.reasons) {
    if (std::find(said.begin(), said.end(), reason.why) != said.end()) continue;
    said.push_back(reason.why);
    words += NoticeWords(view, reason.why) + " ";
  }
  view.screen.Paragraph(words);
}

void ShowLead(View& view) {
  const Advice& advice = view.advice;
  const Outcome outcome = advice.decision.outcome;
  view.Section(Text::kAdvice);
  Ink ink = Ink::kRed;
  if (outcome >= 0) {
    const bool permitted = view.ModeAt(outcome).standing.permission == Permission::kPermitted;
    ink = permitted ? Ink::kGreen : Ink::kYellow;
  }
  view.screen.Paragraph(LeadWords(view), "", ink);
  if (!advice.provisional) return;
  Text text = Text::kProvisional;
  if (!advice.ask.empty()) text = Text::kProvisionalAsk;
  if (advice.together > 2) text = Text::kProvisionalMany;
  view.screen.Paragraph(view.Told(text));
}

void ShowReasons(View& view) {
  const Advice& advice = view.advice;
  const Outcome outcome = advice.decision.outcome;
  // Where nothing can be used, the limits say why.
  if (outcome == kOutcomeReferNothing) return;
  view.Section(Text::kWhy);
  if (IsClosed(outcome)) {
    for (const Acting& acting : advice.outcome_rules) view.screen.Paragraph(view.RuleWords(acting));
    return;
  }
  const ModeAdvice& lead = view.ModeAt(outcome);
  if (lead.in_favour.empty() && lead.against.empty()) {
    view.screen.Paragraph(
        view.Told(view.limits.rules.empty() ? Text::kNoReasons : Text::kOthersLimited));
  }
  ShowReasonsOf(view, outcome, kMostReasons, kMostReasons - 1);
  const int planned = advice.contact.planned;
  if (planned >= 0 && planned != outcome)
    ShowReasonsOf(view, planned, kMostReasons - 1, kMostReasons - 1);
}

}  // namespace bsup::core
