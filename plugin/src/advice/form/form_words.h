// What the parts of a form share: short words of rules, and how texts go into JSON.
#pragma once

#include <string>
#include <string_view>

#include "advice/engine/departure.h"
#include "advice/text/speaker.h"
#include "base/json_writer.h"

namespace bsup::core {

// At most kMostShort letters without a full stop: the rule's `short`, or its reason where that is
// short enough; empty where neither is.
std::string ShortOf(const Speaker& speaker, const Acting& acting);
// `guidance; Blended supervision framework (HMPPS, 2021), section 3`.
std::string FromOf(const Speaker& speaker, RuleRef rule);
// With a capital first letter.
std::string Capital(std::string text);
// The first rule that acts for certain, else the first.
const Acting& MostCertain(const std::vector<Acting>& rules);
// Choosing that mode beside this advice.
Choice ChoiceOf(const Speaker& speaker, ModeIndex mode);

}  // namespace bsup::core
