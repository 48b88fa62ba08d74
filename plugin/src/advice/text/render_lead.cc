#include "advice/text/render_lead.h"

#include <algorithm>
#include <utility>

#include "advice/text/lead_words.h"
#include "base/catalogue.h"
#include "base/say_day.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostReasons = 3;
constexpr std::size_t kMostRestrictions = 2;  // of the planned mode, unless all are asked for

// The role of the contact is said where it is not the usual one, and so is who takes part.
std::string ContactLine(const View& view) {
  const Advice& advice = view.advice;
  std::string line = SayWeekday(advice.contact.date, view.language);
  const ContactFacts& about = view.policy.contact;
  for (const FactIndex index : {about.purpose, about.role, about.with}) {
    if (!index) continue;
    const Fact& fact = view.FactAt(index);
    const FactValue value = advice.facts[index];
    if (index == about.with && value == fact.Named("person")) continue;
    line += "; ";
    if (value == kUnknown || index == about.with) line += fact.label.In(view.language) + ": ";
    line += fact.Say(value, view.language);
  }
  return line;
}

std::string PlannedLine(const View& view) {
  const Advice& advice = view.advice;
  const ModeIndex planned = advice.contact.planned;
  if (!planned) return view.Say(AdviceText::kNonePlanned);
  const std::string label = view.ModeLabel(planned);
  if (IsClosed(advice.decision.outcome)) return view.Say(AdviceText::kPlannedOnly, {label});
  std::string line =
      view.Say(AdviceText::kPlanned, {label, view.StandingWords(view.ModeAt(planned).standing)});
  // A note says so itself.
  const bool noted = advice.notice.level != NoticeLevel::kNone;
  if (!noted && !advice.planned_safe.value_or(true))
    line += " " + view.Say(AdviceText::kPlannedUnsafe);
  return line;
}

// What stands in the way of the planned mode, each rule once.
void ShowRestrictions(View& view) {
  const ModeAdvice& mode = view.ModeAt(view.advice.contact.planned);
  std::size_t said = 0;
  bool due = false;
  for (const auto* limits : {&mode.cannot, &mode.restrictions}) {
    for (const Acting& acting : *limits) {
      // What is due says further down which rule it is. Of a rule that only may reach the case its
      // own words say what is not known.
      const bool cadence =
          acting.ref.kind == RuleKind::kCadence && acting.unknown.empty() && !view.all;
      if (cadence && std::exchange(due, true)) continue;
      if (++said <= kMostRestrictions || view.all)
        view.page.Paragraph(cadence ? view.Say(NoticeText::kCadence) : view.RuleWords(acting));
    }
  }
  if (said > kMostRestrictions && !view.all)
    view.page.Paragraph(view.Say(AdviceText::kMore, {std::to_string(said - kMostRestrictions)}));
}

// That there is no advice is all, and no stop: the advice says it.
bool IsSaidByAdvice(const View& view) {
  return view.advice.decision.outcome == kOutcomeNoAdvice &&
         view.advice.notice.level != NoticeLevel::kStop;
}

// What must be done for the planned mode and is not confirmed.
void ShowUnconfirmed(View& view) {
  for (const NoticeReason& reason : view.advice.notice.reasons) {
    if (reason.why != NoticeReason::Why::kSafeguard) continue;
    const std::string& words = view.policy.safeguards[reason.ref->index].because.In(view.language);
    view.page.Paragraph(view.Say(NoticeText::kSafeguard, {words}));
  }
}

void ShowReason(View& view, NoticeReason::Why why) {
  using enum NoticeReason::Why;
  switch (why) {
    case kSomebodyElse: return view.page.Paragraph(view.Say(NoticeText::kSomebodyElse));
    case kNothingRead: return view.page.Paragraph(view.Say(NoticeText::kNothingRead));
    case kOutcome:
      if (!IsSaidByAdvice(view)) view.page.Paragraph(view.Say(NoticeText::kOutcome));
      return;
    case kRestricted: return ShowRestrictions(view);
    case kDependsOnUnknown:
      return view.page.Paragraph(view.Say(view.advice.ask.empty() ? NoticeText::kDependsOnUnknown
                                                                  : NoticeText::kAnswerBefore));
    case kSafeguard: return ShowUnconfirmed(view);
    case kCadence: return view.page.Paragraph(view.Say(NoticeText::kCadence));
  }
}

// Why one mode and not another, each rule once.
class Reasons {
 public:
  explicit Reasons(View& view) : view_(view) {}

  // The notice gives what restricts the planned mode.
  void SkipWhatTheNoticeSays() {
    const Notice& notice = view_.advice.notice;
    const bool says = notice.level != NoticeLevel::kNone &&
                      std::ranges::any_of(notice.reasons, [](const NoticeReason& reason) {
                        return reason.why == NoticeReason::Why::kRestricted;
                      });
    if (!says) return;
    for (const Acting& acting : view_.ModeAt(view_.advice.contact.planned).restrictions)
      said_.push_back(acting.ref);
  }

  // `+ because`, `- Telephone call: because`: of the lead without its name.
  void Show(ModeIndex mode, std::size_t most_for, std::size_t most_against) {
    const ModeAdvice& of = view_.ModeAt(mode);
    const bool is_lead = mode == view_.advice.decision.outcome.lead;
    const std::string name = is_lead ? "" : view_.ModeLabel(mode) + ": ";
    Show(of.in_favour, most_for, "+ ", name);
    if (is_lead) Show(of.restrictions, most_against, "- ", name);
    Show(of.against, most_against, "- ", name);
  }

 private:
  void Show(const std::vector<Acting>& reasons, std::size_t most, std::string_view sign,
            const std::string& name) {
    std::size_t shown = 0;
    for (const Acting& acting : reasons) {
      if (std::ranges::find(said_, acting.ref) != said_.end()) continue;
      if (++shown > most) return;
      said_.push_back(acting.ref);
      view_.page.Paragraph(name + view_.RuleWords(acting), sign);
    }
  }

  View& view_;
  std::vector<RuleRef> said_;
};

}  // namespace

void ShowContact(View& view) {
  view.Section(HeadingText::kContact);
  view.page.Paragraph(ContactLine(view));
  if (view.advice.contact.from == ContactFrom::kAssumed)
    view.page.Paragraph(view.Say(AdviceText::kContactAssumed), "", Ink::kYellow);
  view.page.Paragraph(PlannedLine(view));
}

void ShowNotice(View& view) {
  const Notice& notice = view.advice.notice;
  if (notice.level == NoticeLevel::kNone || IsSaidByAdvice(view)) return;
  if (notice.level == NoticeLevel::kStop) {
    view.Section(HeadingText::kStop, Ink::kRed);
  } else {
    view.Section(HeadingText::kNote, Ink::kYellow);
  }
  std::vector<NoticeReason::Why> shown;
  for (const NoticeReason& reason : notice.reasons) {
    if (std::ranges::find(shown, reason.why) != shown.end()) continue;
    // What must be done and what is due come further down: they are pointed at only where nothing
    // else is said.
    const bool elsewhere =
        reason.why == NoticeReason::Why::kSafeguard || reason.why == NoticeReason::Why::kCadence;
    if (elsewhere && !shown.empty()) continue;
    shown.push_back(reason.why);
    ShowReason(view, reason.why);
  }
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
  std::string words = LeadWords(view);
  if (const std::string provisional = ProvisionalWords(view); !provisional.empty())
    words += " " + provisional;
  view.page.Paragraph(words, "", ink);
}

void ShowReasons(View& view) {
  const Advice& advice = view.advice;
  const Outcome outcome = advice.decision.outcome;
  view.Section(HeadingText::kWhy);
  if (!outcome.lead) {
    std::size_t said = 0;
    for (const Acting& acting : advice.outcome_rules) {
      if (++said <= kMostReasons || view.all) view.page.Paragraph(view.RuleWords(acting));
    }
    return;
  }
  const ModeAdvice& lead = view.ModeAt(outcome.lead);
  const std::string& base = view.policy.modes[outcome.lead].because.In(view.language);
  const bool reasons =
      !lead.in_favour.empty() || !lead.against.empty() || !lead.restrictions.empty();
  const bool base_decides = !base.empty() && (advice.base_decides || !reasons);
  if (base_decides) view.page.Paragraph(base, "+ ");
  if (!base_decides && !reasons) view.page.Paragraph(view.Say(AdviceText::kNoReasons));
  const ModeIndex planned = advice.contact.planned;
  Reasons why(view);
  if (planned) why.SkipWhatTheNoticeSays();
  why.Show(outcome.lead, kMostReasons - (base_decides ? 1 : 0), kMostReasons - 1);
  if (planned && planned != outcome.lead &&
      view.ModeAt(planned).standing.permission <= Permission::kNeedsApproval)
    why.Show(planned, kMostReasons - 2, kMostReasons - 1);
}

void ShowExceptional(View& view) {
  for (const Suspension& model : view.policy.suspensions) {
    if (!model.Covers(view.advice.contact.date)) continue;
    view.Section(HeadingText::kExceptional, Ink::kYellow);
    view.page.Paragraph(model.because.In(view.language) + " " +
                        view.Say(AdviceText::kUntil, {SayDay(model.until, view.language)}));
    for (const Principle* rule : SuspendedBy(view.policy, model)) {
      view.page.Paragraph(view.Say(AdviceText::kNotInForce, {rule->because.In(view.language)}));
    }
  }
}

}  // namespace bsup::core
