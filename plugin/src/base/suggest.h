// The known name that somebody most likely meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bsup::core {

// `; did you mean "risk.rosh"?` for the nearest of `known` within a third of the word's length, else
// for one that begins with the word, that the word begins with, or that has it in it; else an empty
// string.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& known);

// `"a", "b" or "c"`.
std::string OneOf(const std::vector<std::string>& names);

// The word in double quotes, cut to 80 bytes at a character's edge, control characters replaced:
// fit for a message.
std::string Quoted(std::string_view word);

}  // namespace bsup::core
