// Advice in words: what the text at a terminal and the form of a page say alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "advice/engine/advice.h"
#include "base/catalogue.h"
#include "intake/case.h"

namespace bsup::core {

struct Speaker {
  const Policy& policy;
  const Indexed<FactIndex, FactClasses>& classes;
  const Advice& advice;
  const Case& a_case;
  Language language;

  [[nodiscard]] std::string Say(const Text& text) const { return core::Say(text, language); }
  [[nodiscard]] const std::string& Say(const Words& words) const { return words.In(language); }
  template <std::size_t kParts>
  [[nodiscard]] std::string Say(const Pattern<kParts>& pattern,
                                const std::string_view (&parts)[kParts]) const {
    return core::Say(pattern, language, parts);
  }
  [[nodiscard]] const Fact& FactAt(FactIndex fact) const { return policy.facts[fact]; }
  [[nodiscard]] const ModeAdvice& ModeAt(ModeIndex mode) const { return advice.modes[mode]; }

  // The contact is on top of what is required.
  [[nodiscard]] bool IsAdditional() const;
  // The mode's label without what stands in brackets at its end.
  [[nodiscard]] std::string ModeLabel(ModeIndex mode) const;
  [[nodiscard]] std::string ModeLabels(ModeSet modes, const Text& between) const;
  [[nodiscard]] std::string RoleLabels(const std::vector<RoleIndex>& roles) const;
  [[nodiscard]] std::string FactLabels(const std::vector<FactIndex>& facts) const;
  // `needs approval, on top only`.
  [[nodiscard]] std::string StandingWords(Standing standing) const;
};

}  // namespace bsup::core
