#include "advice/form/form_words.h"

#include <algorithm>

#include "base/page.h"
#include "policy/compile/rule_of.h"
#include "policy/show/basis_words.h"

namespace bsup::core {

std::string ShortOf(const Speaker& speaker, const Acting& acting) {
  const Rule& rule = RuleOf(speaker.policy, acting.ref);
  if (const std::string& in_short = speaker.Say(rule.in_short); !in_short.empty()) return in_short;
  std::string because = speaker.Say(rule.because);
  if (because.ends_with('.')) because.pop_back();
  return Columns(because) <= kMostShort ? because : "";
}

std::string FromOf(const Speaker& speaker, RuleRef rule) {
  std::string from;
  if (const auto basis = BasisOf(speaker.policy, rule)) from = speaker.Say(TextOf(*basis));
  const Citation& source = RuleOf(speaker.policy, rule).source;
  for (const auto& [text, between] : {std::pair(&source.text, "; "), {&source.place, ", "}}) {
    if (!text->empty()) from += (from.empty() ? "" : between) + *text;
  }
  return from;
}

std::string Capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

const Acting& MostCertain(const std::vector<Acting>& rules) {
  const auto certain =
      std::ranges::find_if(rules, [](const Acting& acting) { return acting.unknown.empty(); });
  return certain == rules.end() ? rules.front() : *certain;
}

Choice ChoiceOf(const Speaker& speaker, ModeIndex mode) {
  const Decision& decision = speaker.advice.decision;
  ModeSet advised = decision.alternatives;
  if (decision.outcome.lead) advised.Add(decision.outcome.lead);
  return {.closed = IsClosed(decision.outcome),
          .standing = speaker.ModeAt(mode).standing,
          .in_person = speaker.policy.modes[mode].in_person,
          .is_advised = advised.Has(mode),
          .has_lead = bool(decision.outcome.lead),
          .advised_in_person = !(advised - speaker.policy.Remote()).empty(),
          .additional = speaker.IsAdditional()};
}

}  // namespace bsup::core
