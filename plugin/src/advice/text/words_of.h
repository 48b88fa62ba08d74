// The words for what the engine has as enums.
#pragma once

#include <string>

#include "advice/engine/advice.h"
#include "base/text.h"
#include "intake/case.h"

namespace bsup::core {

const Text& TextOf(Permission permission);
const Text& TextOf(Band band);
const Text& TextOf(Attendance attendance);

// Whether a mode counts: `counts` or `on top only`.
const Text& CountingOf(bool counts);

// `allowed, counts as the required contact`. That it counts is said of a mode that may be used, and
// of a contact that is not additional.
std::string StandingWords(Permission permission, bool counts, bool additional, Language language);

}  // namespace bsup::core
