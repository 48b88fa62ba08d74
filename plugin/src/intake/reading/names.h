// Names of people, compared: services spell one name in several ways.
#pragma once

#include <string_view>

namespace bsup::core {

// Whether two names are one: in one normal form of Unicode, whatever the case, with hyphens and
// spaces alike, and without a title before them. Any thread.
bool IsOneName(std::string_view a, std::string_view b);

}  // namespace bsup::core
