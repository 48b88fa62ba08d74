// What the sections of the text are made from, and the page that they are written on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "advice/text/limits.h"
#include "base/catalogue.h"
#include "base/page.h"
#include "intake/case.h"

namespace bsup::core {

struct View {
  const Policy& policy;
  const Indexed<FactIndex, FactClasses>& classes;
  const Advice& advice;
  const Case& a_case;
  Language language;
  bool all;  // everything is asked for, and not what an ordinary contact needs
  Limits limits;
  Page page;

  [[nodiscard]] std::string Say(const Text& text) const { return core::Say(text, language); }
  template <std::size_t kParts>
  [[nodiscard]] std::string Say(const Pattern<kParts>& pattern,
                                const std::string_view (&parts)[kParts]) const {
    return core::Say(pattern, language, parts);
  }
  [[nodiscard]] const Fact& FactAt(FactIndex fact) const { return policy.facts[fact]; }
  [[nodiscard]] const ModeAdvice& ModeAt(ModeIndex mode) const { return advice.modes[mode]; }

  // The mode's label without what stands in brackets at its end.
  [[nodiscard]] std::string ModeLabel(ModeIndex mode) const;
  [[nodiscard]] std::string ModeLabels(ModeSet modes, const Text& between) const;
  [[nodiscard]] std::string RoleLabels(const std::vector<RoleIndex>& roles) const;
  // `needs approval, on top only`.
  [[nodiscard]] std::string StandingWords(Standing standing) const;
  // Why the rule, with its basis, who may approve, and what it does not know.
  [[nodiscard]] std::string RuleWords(const Acting& acting) const;
  // Whether the notice gives the words of what must be done, so that no other section need. It does
  // where it has no other reason.
  [[nodiscard]] bool NoticeNames(RuleIndex safeguard) const;
  // `see 1, 2 and 3 more`, or nothing.
  [[nodiscard]] std::string SeeLimits(ModeIndex mode) const;

  void Section(const Text& label, Ink ink = Ink::kBold) { page.Section(Say(label), ink); }
};

}  // namespace bsup::core
