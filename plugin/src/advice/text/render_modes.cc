#include "advice/text/render_modes.h"

#include <algorithm>
#include <array>

#include "advice/text/words_of.h"
#include "base/catalogue.h"

namespace bsup::core {
namespace {

constexpr std::size_t kColumns = 4;     // before the last
constexpr std::size_t kLeastLast = 14;  // narrower, and the table becomes paragraphs

using Cells = std::array<std::string, kColumns + 1>;

std::string LastCell(const View& view, ModeIndex mode) {
  const ModeAdvice& advice = view.ModeAt(mode);
  std::string words;
  switch (advice.why_not) {
    case WhyNot::kLead: words = view.Say(AdviceText::kAdvised); break;
    case WhyNot::kScoresLower: words = view.Say(AdviceText::kSuitsLess); break;
    case WhyNot::kLaterInOrder: words = view.Say(AdviceText::kLaterInOrder); break;
    default: break;
  }
  if (view.advice.decision.alternatives.Has(mode)) words = view.Say(AdviceText::kWouldDo);
  const std::string see = view.SeeLimits(mode);
  return words + (words.empty() || see.empty() ? "" : ", ") + see;
}

Cells CellsOf(const View& view, ModeIndex mode) {
  const ModeAdvice& advice = view.ModeAt(mode);
  const bool possible = advice.standing.permission != Permission::kCannot;
  return {view.ModeLabel(mode), view.Say(TextOf(advice.standing.permission)),
          possible ? view.Say(CountingOf(advice.standing.counts)) : "-",
          possible ? view.Say(TextOf(advice.band)) : "-", LastCell(view, mode)};
}

// `>` before the lead, `*` before the mode that is planned.
std::string MarkOf(const View& view, ModeIndex mode) {
  std::string mark = mode == view.advice.decision.outcome.lead ? ">" : " ";
  mark += mode == view.advice.contact.planned ? '*' : ' ';
  return mark + " ";
}

Ink InkOf(const ModeAdvice& mode) {
  if (mode.why_not == WhyNot::kLead) return Ink::kBold;
  return mode.standing.usable() ? Ink::kPlain : Ink::kDim;
}

}  // namespace

// A line of the modes that are neither the lead nor planned nor as good as the lead, by what may be
// done with them.
void ShowOtherModes(View& view) {
  const Decision& decision = view.advice.decision;
  if (view.all || !decision.outcome.lead) return;
  struct Group {
    const Text& label;
    ModeSet modes;
  };
  Group groups[] = {{AdviceText::kAlsoAllowed, {}},
                    {AdviceText::kWithApproval, {}},
                    {AdviceText::kExtraOnly, {}},
                    {AdviceText::kNotAllowedHere, {}},
                    {AdviceText::kNotPossibleHere, {}}};
  auto& [allowed, approval, extra, not_allowed, not_possible] = groups;
  for (const ModeIndex mode : view.policy.modes.indexes()) {
    if (mode == decision.outcome.lead || mode == view.advice.contact.planned ||
        decision.alternatives.Has(mode))
      continue;
    const Standing standing = view.ModeAt(mode).standing;
    if (standing.permission == Permission::kCannot) {
      not_possible.modes.Add(mode);
    } else if (standing.permission == Permission::kNotPermitted) {
      not_allowed.modes.Add(mode);
    } else if (!standing.counts) {
      extra.modes.Add(mode);
    } else {
      (standing.permission == Permission::kPermitted ? allowed : approval).modes.Add(mode);
    }
  }
  std::string line;
  for (const Group& group : groups) {
    if (group.modes.empty()) continue;
    line += (line.empty() ? "" : " ") + view.Say(group.label) + ": " +
            view.ModeLabels(group.modes, AdviceText::kComma) + ".";
  }
  if (line.empty()) return;
  view.Section(HeadingText::kOtherModes);
  view.page.Paragraph(line);
}

void ShowModes(View& view) {
  if (!view.all || IsClosed(view.advice.decision.outcome)) return;
  Indexed<ModeIndex, Cells> rows;
  std::array<std::size_t, kColumns> widths{};
  for (const ModeIndex mode : view.policy.modes.indexes()) {
    rows.push_back(CellsOf(view, mode));
    for (std::size_t i = 0; i < kColumns; ++i)
      widths[i] = std::max(widths[i], Columns(rows.back()[i]));
  }
  std::size_t taken = 3 + 2 * kColumns;
  for (std::size_t width : widths) taken += width;
  const bool is_table = taken + kLeastLast <= view.page.width();

  view.Section(HeadingText::kModes);
  for (const ModeIndex mode : view.policy.modes.indexes()) {
    const Cells& cells = rows[mode];
    const Ink ink = InkOf(view.ModeAt(mode));
    std::string lead = MarkOf(view, mode);
    if (is_table) {
      for (std::size_t i = 0; i < kColumns; ++i) lead += Padded(cells[i], widths[i] + 2);
      view.page.Paragraph(cells.back(), lead, ink);
      continue;
    }
    std::string words = cells[0] + ": ";
    for (std::size_t i = 1; i < cells.size(); ++i) {
      if (cells[i].empty() || cells[i] == "-") continue;
      words += (i == 1 ? "" : ", ") + cells[i];
    }
    view.page.Paragraph(words, lead, ink);
  }
}

void ShowLimits(View& view) {
  if (!view.all || view.limits.rules.empty()) return;
  view.Section(HeadingText::kLimits);
  for (std::size_t i = 0; i < view.limits.rules.size(); ++i) {
    view.page.Paragraph(view.RuleWords(*view.limits.rules[i]), Padded(std::to_string(i + 1), 3));
  }
}

}  // namespace bsup::core
