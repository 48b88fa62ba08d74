// How often contact is due, and how things are with it, in words.
#pragma once

#include <string>

#include "advice/text/speaker.h"

namespace bsup::core {

// `In person every 4 weeks`.
std::string RuleOfCadence(const Speaker& speaker, const Cadence& rule);
// `due by 26 November 2026`. `cadence` is one of the advice; not of a rule that is not published.
std::string StateOfCadence(const Speaker& speaker, const Cadence& rule,
                           const CadenceAdvice& cadence);

}  // namespace bsup::core
