// ASCII text cut and in lower case, whatever the locale.
#pragma once

#include <string>
#include <string_view>

namespace bsup::core {

// Without those characters at both ends.
std::string_view Trimmed(std::string_view text, std::string_view cut = " \t\r");

std::string Lower(std::string_view text);

}  // namespace bsup::core
