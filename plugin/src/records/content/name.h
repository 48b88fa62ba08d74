// What may stand for a person, a role or a service: a short text on one line.
#pragma once

#include <cstddef>
#include <string_view>

namespace bsup::core {

inline constexpr std::size_t kMostNameBytes = 256;
inline constexpr std::size_t kMostPersonBytes = 64;  // a case number

// Whether `text` has 1 to `most` bytes of valid UTF-8 and no control character.
bool IsName(std::string_view text, std::size_t most);

// Whether two ids of users mean the same one, however a host spells capitals, spaces, accents and
// widths, and whatever it puts in that cannot be seen. Letters of two scripts that look alike differ.
bool SameUser(std::string_view a, std::string_view b);

}  // namespace bsup::core
