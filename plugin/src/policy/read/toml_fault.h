// What is wrong with a file that cannot be read as TOML, in the words of those who write packs.
#pragma once

#include <string_view>

#include "base/place.h"
#include "base/result.h"

namespace bsup::core {

// The parser stopped at `stopped`, and says `expected`: what it looked for there. What its author
// did is on that line: a quote or a comma that is not there, a word that needs quotes.
Problem TomlFault(std::string_view text, const Place& stopped, std::string_view expected);

}  // namespace bsup::core
