// The table of modes, and the limits that it points at.
#include <algorithm>
#include <array>

#include "advice/text/render_parts.h"
#include "advice/text/words_of.h"
#include "base/page.h"

namespace bsup::core {
namespace {

constexpr std::size_t kMostLimits = 2;  // of a mode that is not planned
constexpr std::size_t kColumns = 4;     // before the last
constexpr std::size_t kLeastLast = 14;  // narrower, and the table becomes paragraphs

using Cells = std::array<std::string, kColumns + 1>;

// What rules a mode out, then what asks for approval, then what makes it a supplement.
int Strictness(const Policy& policy, const Acting& acting) {
  if (acting.rule.kind == RuleKind::kCannot) return -1;
  if (acting.rule.kind != RuleKind::kPrinciple) return static_cast<int>(Effect::kSupplementOnly);
  return static_cast<int>(policy.principles[static_cast<std::size_t>(acting.rule.index)].effect);
}

std::size_t NumberOf(std::vector<const Acting*>& rules, const Acting& acting) {
  const auto found =
      std::ranges::find_if(rules, [&](const Acting* rule) { return rule->rule == acting.rule; });
  if (found != rules.end()) return static_cast<std::size_t>(found - rules.begin()) + 1;
  rules.push_back(&acting);
  return rules.size();
}

std::string LastCell(const View& view, int mode) {
  const ModeAdvice& advice = view.ModeAt(mode);
  std::string words;
  switch (advice.why_not) {
    case WhyNot::kLead: words = view.Say(AdviceText::kAdvised); break;
    case WhyNot::kScoresLower: words = view.Say(AdviceText::kSuitsLess); break;
    case WhyNot::kLaterInOrder: words = view.Say(AdviceText::kLaterInOrder); break;
    default: break;
  }
  if ((view.advice.decision.alternatives >> mode & 1) != 0) words = view.Say(AdviceText::kWouldDo);
  const std::string see = view.SeeLimits(mode);
  return words + (words.empty() || see.empty() ? "" : ", ") + see;
}

Cells CellsOf(const View& view, int mode) {
  const ModeAdvice& advice = view.ModeAt(mode);
  const bool possible = advice.standing.permission != Permission::kCannot;
  return {view.ModeLabel(mode), view.Say(TextOf(advice.standing.permission)),
          possible ? view.Say(CountingOf(advice.standing.counts)) : "-",
          possible ? view.Say(TextOf(advice.band)) : "-", LastCell(view, mode)};
}

// `>` before the lead, `*` before the mode that is planned.
std::string MarkOf(const View& view, int mode) {
  std::string mark = mode == view.advice.decision.outcome ? ">" : " ";
  mark += mode == view.advice.contact.planned ? '*' : ' ';
  return mark + " ";
}

Ink InkOf(const ModeAdvice& mode) {
  if (mode.why_not == WhyNot::kLead) return Ink::kBold;
  return mode.standing.usable() ? Ink::kPlain : Ink::kDim;
}

}  // namespace

Limits CollectLimits(const Policy& policy, const Advice& advice) {
  Limits limits;
  limits.numbers.resize(advice.modes.size());
  limits.more.resize(advice.modes.size());
  for (std::size_t mode = 0; mode < advice.modes.size(); ++mode) {
    std::vector<const Acting*> against;
    for (const Acting& acting : advice.modes[mode].cannot) against.push_back(&acting);
    for (const Acting& acting : advice.modes[mode].restrictions) against.push_back(&acting);
    std::ranges::stable_sort(against, {},
                             [&](const Acting* acting) { return Strictness(policy, *acting); });
    const bool planned = static_cast<int>(mode) == advice.contact.planned;
    if (IsClosed(advice.decision.outcome) && !planned) continue;
    const std::size_t listed = planned ? against.size() : std::min(kMostLimits, against.size());
    for (std::size_t i = 0; i < listed; ++i)
      limits.numbers[mode].push_back(NumberOf(limits.rules, *against[i]));
    std::ranges::sort(limits.numbers[mode]);
    limits.more[mode] = against.size() - listed;
  }
  return limits;
}

void ShowModes(View& view) {
  if (IsClosed(view.advice.decision.outcome)) return;
  const int count = static_cast<int>(view.policy.modes.size());
  std::vector<Cells> rows;
  std::array<std::size_t, kColumns> widths{};
  for (int mode = 0; mode < count; ++mode) {
    rows.push_back(CellsOf(view, mode));
    for (std::size_t i = 0; i < kColumns; ++i)
      widths[i] = std::max(widths[i], Columns(rows.back()[i]));
  }
  std::size_t taken = 3 + 2 * kColumns;
  for (std::size_t width : widths) taken += width;
  const bool is_table = taken + kLeastLast <= view.screen.width();

  view.Section(HeadingText::kModes);
  for (int mode = 0; mode < count; ++mode) {
    const Cells& cells = rows[static_cast<std::size_t>(mode)];
    const Ink ink = InkOf(view.ModeAt(mode));
    std::string lead = MarkOf(view, mode);
    if (is_table) {
      for (std::size_t i = 0; i < kColumns; ++i) lead += Padded(cells[i], widths[i] + 2);
      view.screen.Paragraph(cells.back(), lead, ink);
      continue;
    }
    std::string words = cells[0] + ": ";
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (cells[i].empty() || cells[i] == "-") continue;
      words += (i == 1 ? "" : ", ") + cells[i];
    }
    view.screen.Paragraph(words, lead, ink);
  }
}

void ShowLimits(View& view) {
  if (view.limits.rules.empty()) return;
  view.Section(HeadingText::kLimits);
  for (std::size_t i = 0; i < view.limits.rules.size(); ++i) {
    view.screen.Paragraph(view.RuleWords(*view.limits.rules[i]), Padded(std::to_string(i + 1), 3));
  }
}

}  // namespace bsup::core
