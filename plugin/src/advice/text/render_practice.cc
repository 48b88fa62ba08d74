#include "advice/text/render_practice.h"

#include <algorithm>

#include "advice/engine/cadence_shown.h"
#include "base/catalogue.h"
#include "base/say_day.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostSafeguards =
    6;  // what must be done for the lead or the planned mode is shown beyond it
constexpr std::size_t kMostResources = 3;

struct Shown {
  RuleIndex safeguard;
  ModeSet modes;
};

// The safeguards of these modes. What must be done comes first.
std::vector<Shown> CollectSafeguards(const View& view, ModeSet of_modes) {
  std::vector<Shown> all;
  for (const ModeIndex mode : of_modes) {
    for (const Acting& acting : view.advice.modes[mode].safeguards) {
      auto found = std::ranges::find(all, acting.ref.index, &Shown::safeguard);
      if (found == all.end()) found = all.insert(all.end(), {acting.ref.index, {}});
      found->modes.Add(mode);
    }
  }
  std::stable_partition(all.begin(), all.end(), [&](const Shown& shown) {
    return view.policy.safeguards[shown.safeguard].must;
  });
  return all;
}

std::string RuleOfCadence(const View& view, const Cadence& rule) {
  const std::string amount = std::to_string(rule.amount);
  const bool weekly = rule.amount == 1;
  switch (rule.kind) {
    case CadenceKind::kInPersonEveryWeeks:
      return weekly ? view.Say(AdviceText::kInPersonWeekly)
                    : view.Say(AdviceText::kInPersonEvery, {amount});
    case CadenceKind::kContactEveryWeeks:
      return weekly ? view.Say(AdviceText::kContactWeekly)
                    : view.Say(AdviceText::kContactEvery, {amount});
    case CadenceKind::kFirstHomeVisitDays: return view.Say(AdviceText::kFirstHomeVisit, {amount});
    case CadenceKind::kRemoteInARowMost: return view.Say(AdviceText::kRemoteInARow, {amount});
    case CadenceKind::kNotPublished: break;
  }
  return view.Say(AdviceText::kNotPublished);
}

std::string StateOfCadence(const View& view, const Cadence& rule, const CadenceAdvice& cadence) {
  const auto day = [&](const std::optional<Day>& d) { return SayDay(*d, view.language); };
  const CadenceShown shown = ShownOf(rule, cadence, view.advice.contact.date);
  if (shown == CadenceShown::kSuspended)
    return view.Say(AdviceText::kSuspendedUntil, {day(cadence.suspended_until)});
  if (shown == CadenceShown::kUnknown) return view.Say(AdviceText::kHistoryUnknown);
  if (rule.kind == CadenceKind::kRemoteInARowMost || !cadence.due) {
    if (shown == CadenceShown::kOverdue) return view.Say(AdviceText::kLimitPassed);
    if (shown == CadenceShown::kDue) return view.Say(AdviceText::kLimitReached);
    return view.Say(rule.kind == CadenceKind::kRemoteInARowMost ? AdviceText::kWithinLimit
                                                                : AdviceText::kOnTime);
  }
  std::string state;
  if (shown == CadenceShown::kOverdue) state = view.Say(AdviceText::kOverdue, {day(cadence.due)});
  if (shown == CadenceShown::kDue) state = view.Say(AdviceText::kDueBy, {day(cadence.due)});
  if (shown == CadenceShown::kKept) state = view.Say(AdviceText::kOnTimeUntil, {day(cadence.due)});
  if (cadence.last) state += " (" + view.Say(AdviceText::kCountedFrom, {day(cadence.last)}) + ")";
  return state;
}

Ink InkOf(CadenceShown shown) {
  if (shown == CadenceShown::kOverdue) return Ink::kRed;
  return shown == CadenceShown::kDue ? Ink::kYellow : Ink::kPlain;
}

}  // namespace

void ShowSafeguards(View& view) {
  const ModeIndex planned = view.advice.contact.planned;
  // Without a lead, those of remote modes too: the person may ring all the same.
  ModeSet modes;
  for (const ModeIndex mode : {view.advice.decision.outcome.lead, planned}) {
    if (mode) modes.Add(mode);
  }
  const ModeSet meant = modes;
  if (!view.advice.decision.outcome.lead) modes |= view.policy.Remote();
  const std::vector<Shown> all = CollectSafeguards(view, modes);
  if (all.empty()) return;

  view.Section(HeadingText::kToDo);
  std::size_t hidden = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Safeguard& rule = view.policy.safeguards[all[i].safeguard];
    const bool needed = rule.must && all[i].modes.Meets(meant);
    if (i >= kMostSafeguards && !needed) {
      ++hidden;
      continue;
    }
    const std::vector<RuleIndex>& confirmed = view.a_case.confirmed;
    const bool done = std::ranges::find(confirmed, all[i].safeguard) != confirmed.end();
    std::string words = rule.must ? view.Say(AdviceText::kMust) + ": " : "";
    words += rule.because.In(view.language);
    if (all[i].modes != modes) words += " (" + view.ModeLabels(all[i].modes, AdviceText::kOr) + ")";
    if (done) words += " [" + view.Say(AdviceText::kDone) + "]";
    view.page.Paragraph(words, "- ", rule.must && !done ? Ink::kYellow : Ink::kPlain);
  }
  if (hidden > 0) view.page.Paragraph(view.Say(AdviceText::kMore, {std::to_string(hidden)}), "- ");
}

void ShowCadence(View& view) {
  if (view.advice.cadence.empty()) return;
  view.Section(HeadingText::kTiming);
  for (const CadenceAdvice& cadence : view.advice.cadence) {
    const Cadence& rule = view.policy.cadence[cadence.rule];
    const CadenceShown shown = ShownOf(rule, cadence, view.advice.contact.date);
    std::string line = RuleOfCadence(view, rule);
    if (shown != CadenceShown::kNotPublished) line += ": " + StateOfCadence(view, rule, cadence);
    if (cadence.reaches_in_spite) line += "; " + view.Say(AdviceText::kReachUnknown);
    view.page.Paragraph(line + ".", "", InkOf(shown));
  }
}

void ShowResources(View& view) {
  const std::vector<Acting>& resources = view.advice.resources;
  if (resources.empty()) return;
  view.Section(HeadingText::kMaterial);
  for (std::size_t i = 0; i < std::min(kMostResources, resources.size()); ++i) {
    const Resource& resource = view.policy.resources[resources[i].ref.index];
    view.page.Paragraph(resource.title.In(view.language) + " (" +
                        view.Say(AdviceText::kMinutes, {std::to_string(resource.minutes)}) + ")");
  }
  if (resources.size() > kMostResources) {
    view.page.Paragraph(
        view.Say(AdviceText::kMore, {std::to_string(resources.size() - kMostResources)}));
  }
}

void ShowWhomToAsk(View& view) {
  const Refer& refer = view.policy.refer;
  view.Section(HeadingText::kSpeakTo);
  const std::string role = refer.role ? view.RoleLabels({refer.role}) + ". " : "";
  view.page.Paragraph(role + refer.words.In(view.language));
}

}  // namespace bsup::core
