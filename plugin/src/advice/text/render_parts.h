// The sections of the text, each in the order of the page; for the render files only.
#pragma once

#include <string>
#include <vector>

#include "advice/text/screen.h"
#include "base/catalogue.h"
#include "policy/compile/rule_of.h"

namespace bsup::core {

// What stands against modes, each rule once and numbered from 1, so that the table can point at it.
// A mode points at its strictest rules first; the planned mode at all of its own, other modes at
// two.
struct Limits {
  std::vector<const Acting*> rules;
  std::vector<std::vector<std::size_t>> numbers;  // by mode
  std::vector<std::size_t> more;                  // by mode: rules that are not listed
};

// No mode is advised on at all: contact is suspended, or there is no sentence. The modes are not
// compared then.
inline bool IsClosed(Outcome outcome) {
  return outcome == kOutcomeNoAdvice || outcome == kOutcomeReferSuspended;
}

Limits CollectLimits(const Policy& policy, const Advice& advice);

struct View {
  const Policy& policy;
  const std::vector<FactClasses>& classes;
  const Advice& advice;
  const Case& a_case;
  Language language;
  Limits limits;
  Screen screen;

  [[nodiscard]] std::string Say(const Text& text) const { return core::Say(text, language); }
  template <std::size_t kParts>
  [[nodiscard]] std::string Say(const Pattern<kParts>& pattern,
                                const std::string_view (&parts)[kParts]) const {
    return core::Say(pattern, language, parts);
  }
  [[nodiscard]] const Fact& FactAt(int fact) const {
    return policy.facts[static_cast<std::size_t>(fact)];
  }
  [[nodiscard]] const ModeAdvice& ModeAt(int mode) const {
    return advice.modes[static_cast<std::size_t>(mode)];
  }

  // The mode's label without what stands in brackets at its end.
  [[nodiscard]] std::string ModeLabel(int mode) const;
  [[nodiscard]] std::string ModeLabels(ModeSet modes, const Text& between) const;
  [[nodiscard]] std::string RoleLabels(const std::vector<int>& roles) const;
  // `needs approval, on top only`.
  [[nodiscard]] std::string StandingWords(Standing standing) const;
  // Why the rule, with its basis, who may approve, and what it does not know.
  [[nodiscard]] std::string RuleWords(const Acting& acting) const;
  // `see 1, 2 and 3 more`, or nothing.
  [[nodiscard]] std::string SeeLimits(int mode) const;

  void Section(const Text& label, Ink ink = Ink::kBold) { screen.Section(Say(label), ink); }
};

void ShowContact(View& view);
void ShowNotice(View& view);
void ShowLead(View& view);
void ShowReasons(View& view);
void ShowModes(View& view);
void ShowLimits(View& view);
void ShowQuestions(View& view);
void ShowSafeguards(View& view);
void ShowCadence(View& view);
void ShowRecord(View& view);
void ShowResources(View& view);
void ShowWhomToAsk(View& view);
void ShowPolicy(View& view);

}  // namespace bsup::core
