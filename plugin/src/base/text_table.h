// A table of fixed sentences in both languages, one for each member of an enum.
#pragma once

#include <array>
#include <cstddef>

namespace bsup::core {

template <class Member>
struct TextEntry {
  Member text;
  const char* en;
  const char* cy;
};

// Whether each stands where its enum's number says.
template <class Member, std::size_t N>
constexpr bool InOrder(const std::array<TextEntry<Member>, N>& table) {
  for (std::size_t i = 0; i < N; ++i) {
    if (static_cast<std::size_t>(table[i].text) != i) return false;
  }
  return true;
}

}  // namespace bsup::core
