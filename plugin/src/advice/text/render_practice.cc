#include "advice/text/render_practice.h"

#include <algorithm>

#include "advice/engine/cadence_shown.h"
#include "advice/text/cadence_words.h"
#include "base/catalogue.h"
#include "base/say_day.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostSafeguards = 2;  // that may be skipped, unless all are asked for
constexpr std::size_t kMostResources = 2;

// The mode whose safeguards matter: the planned one if it may be used, else the lead.
ModeIndex ModeOfSafeguards(const View& view) {
  const ModeIndex planned = view.advice.contact.planned;
  const ModeIndex lead = view.advice.decision.outcome.lead;
  const bool may_be_used =
      planned && view.ModeAt(planned).standing.permission <= Permission::kNeedsApproval;
  return may_be_used || !lead ? planned : lead;
}

// Those of one mode; without a lead those of remote modes too: the person may ring all the same.
std::vector<RuleIndex> Safeguards(const View& view) {
  std::vector<RuleIndex> all;
  const auto add = [&](ModeIndex mode) {
    for (const Acting& acting : view.ModeAt(mode).safeguards) {
      if (std::ranges::find(all, acting.ref.index) == all.end()) all.push_back(acting.ref.index);
    }
  };
  if (const ModeIndex mode = ModeOfSafeguards(view)) add(mode);
  if (!view.advice.decision.outcome.lead) {
    for (const ModeIndex mode : view.policy.Remote()) add(mode);
  }
  return all;
}

Ink InkOf(CadenceShown shown) {
  if (shown == CadenceShown::kOverdue) return Ink::kRed;
  return shown == CadenceShown::kDue ? Ink::kYellow : Ink::kPlain;
}

// Of several rules on being seen in person the one that is due first says enough.
bool IsLaterThanAnother(const View& view, const CadenceAdvice& cadence) {
  const auto in_person = [&](const CadenceAdvice& one) {
    return view.policy.cadence[one.rule].kind == CadenceKind::kInPersonEveryWeeks && one.due &&
           !one.suspended_until;
  };
  return in_person(cadence) && std::ranges::any_of(view.advice.cadence, [&](const auto& other) {
           return in_person(other) && !other.reaches_in_spite && *other.due < *cadence.due;
         });
}

}  // namespace

void ShowSafeguards(View& view) {
  const std::vector<RuleIndex> all = Safeguards(view);
  const auto is_done = [&](RuleIndex rule) {
    return std::ranges::find(view.a_case.confirmed, rule) != view.a_case.confirmed.end();
  };
  const auto show = [&](RuleIndex rule, Ink ink) {
    const std::string& words = view.policy.safeguards[rule].because.In(view.language);
    view.page.Paragraph(words + (is_done(rule) ? " [" + view.Say(AdviceText::kDone) + "]" : ""),
                        "- ", is_done(rule) ? Ink::kPlain : ink);
  };
  const auto must = [&](RuleIndex rule) { return view.policy.safeguards[rule].must; };
  const auto must_here = [&](RuleIndex rule) { return must(rule) && !view.NoticeNames(rule); };
  if (std::ranges::any_of(all, must_here)) view.Section(HeadingText::kYouMust);
  for (const RuleIndex rule : all) {
    if (must_here(rule)) show(rule, Ink::kYellow);
  }
  const bool others = !std::ranges::all_of(all, must);
  const bool finds_out = view.all && !view.advice.in_contact.empty();
  if (!others && !finds_out) return;
  view.Section(HeadingText::kToDo);
  if (finds_out) {
    for (const FactIndex fact : view.advice.in_contact) {
      view.page.Paragraph(
          view.Say(AdviceText::kInContact, {view.FactAt(fact).ask.In(view.language)}), "- ");
    }
  }
  std::size_t said = 0;
  for (const RuleIndex rule : all) {
    if (!must(rule) && (++said <= kMostSafeguards || view.all)) show(rule, Ink::kPlain);
  }
  if (said > kMostSafeguards && !view.all) {
    view.page.Paragraph(view.Say(AdviceText::kMore, {std::to_string(said - kMostSafeguards)}),
                        "- ");
  }
}

void ShowCadence(View& view) {
  bool headed = false;
  for (const CadenceAdvice& cadence : view.advice.cadence) {
    const Cadence& rule = view.policy.cadence[cadence.rule];
    const CadenceShown shown = ShownOf(rule, cadence, view.advice.contact.date);
    // What was done once and for all needs no line.
    const bool is_done = shown == CadenceShown::kKept && !cadence.due;
    if ((is_done || IsLaterThanAnother(view, cadence)) && !view.all) continue;
    if (!headed) view.Section(HeadingText::kTiming);
    headed = true;
    std::string line = RuleOfCadence(view, rule);
    if (shown != CadenceShown::kNotPublished) line += ": " + StateOfCadence(view, rule, cadence);
    if (view.all && shown < CadenceShown::kNotPublished && cadence.last && cadence.due) {
      line +=
          " (" + view.Say(AdviceText::kCountedFrom, {SayDay(*cadence.last, view.language)}) + ")";
    }
    if (cadence.reaches_in_spite) line += "; " + view.Say(AdviceText::kReachUnknown);
    view.page.Paragraph(line + ".", "", InkOf(shown));
  }
}

void ShowResources(View& view) {
  const std::vector<Acting>& resources = view.advice.resources;
  if (resources.empty()) return;
  view.Section(HeadingText::kMaterial);
  const std::size_t shown =
      view.all ? resources.size() : std::min(kMostResources, resources.size());
  std::string line;
  for (std::size_t i = 0; i < shown; ++i) {
    const Resource& resource = view.policy.resources[resources[i].ref.index];
    line += (line.empty() ? "" : "; ") + resource.title.In(view.language) + " (" +
            view.Say(AdviceText::kMinutes, {std::to_string(resource.minutes)}) + ")";
  }
  if (resources.size() > shown)
    line += "; " + view.Say(AdviceText::kMore, {std::to_string(resources.size() - shown)});
  view.page.Paragraph(line);
}

void ShowWhomToAsk(View& view) {
  const Advice& advice = view.advice;
  const ModeIndex lead = advice.decision.outcome.lead;
  const ModeIndex planned = advice.contact.planned;
  const auto lacks_approval = [&](ModeIndex mode) {
    return mode && !view.ModeAt(mode).roles.empty();
  };
  const bool matters = !lead || advice.notice.level == NoticeLevel::kStop || lacks_approval(lead) ||
                       lacks_approval(planned);
  if (!matters && !view.all) return;
  view.Section(HeadingText::kHelp);
  view.page.Paragraph(view.policy.refer.words.In(view.language));
}

}  // namespace bsup::core
