// The words for an enum's values, as JSON has them: an array beside the enum, in its order.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bsup::core {

template <class Names, class Enum>
constexpr const char* NameOf(const Names& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

// The value whose word this is.
template <class Enum, class Names>
constexpr std::optional<Enum> ParseName(const Names& names, std::string_view word) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (word == names[i]) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

// The words as a list, for OneOf and DidYouMean.
template <std::size_t N>
std::vector<std::string> Listed(const std::array<const char*, N>& names) {
  return {names.begin(), names.end()};
}

}  // namespace bsup::core
