// The words for what the engine has as enums.
#pragma once

#include "advice/engine/advice.h"
#include "base/text.h"

namespace bsup::core {

const Text& TextOf(Permission permission);
const Text& TextOf(Band band);

// Whether a mode counts: `counts` or `on top only`.
const Text& CountingOf(bool counts);

}  // namespace bsup::core
