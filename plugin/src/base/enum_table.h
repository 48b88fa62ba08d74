// A closed set in one place: a table with a row for each member of an enum, in its order. The
// compiler refuses a member without a row.
//
//     enum class Basis : std::uint8_t { kRule, kLaw };
//     inline constexpr std::array kBasisNames{"rule", "law"};
//     static_assert(HasMembers<Basis>(kBasisNames.size()));
//
//     struct EffectRow { Effect member; const char* word; };
//     inline constexpr std::array kEffects{EffectRow{Effect::kRuleOut, "rule_out"}};
//     static_assert(IsTable(kEffects));
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace bsup::core {

// Whether the enum, whose underlying type is fixed, has a member of this value: compilers write a
// value without a name as a cast.
template <auto Value>
constexpr bool IsMember() {
  return std::string_view(__PRETTY_FUNCTION__).find("= (") == std::string_view::npos;
}

namespace enum_table {

// The number of members of an enum that counts from 0.
template <class Enum, std::size_t N = 0>
constexpr std::size_t Count() {
  if constexpr (IsMember<static_cast<Enum>(N)>()) {
    return Count<Enum, N + 1>();
  } else {
    return N;
  }
}

}  // namespace enum_table

template <class Enum>
constexpr bool HasMembers(std::size_t rows) {
  return enum_table::Count<Enum>() == rows;
}

// Whether each member has its row, where its number says.
template <class Row, std::size_t N>
constexpr bool IsTable(const std::array<Row, N>& table) {
  for (std::size_t i = 0; i < N; ++i) {
    if (static_cast<std::size_t>(table[i].member) != i) return false;
  }
  return HasMembers<decltype(Row::member)>(N);
}

template <class Row, std::size_t N>
constexpr const Row& RowOf(const std::array<Row, N>& table, decltype(Row::member) member) {
  return table[static_cast<std::size_t>(member)];
}

// The words of a table whose rows have one, in its order.
template <class Row, std::size_t N>
constexpr std::array<const char*, N> WordsOf(const std::array<Row, N>& table) {
  std::array<const char*, N> words{};
  for (std::size_t i = 0; i < N; ++i) words[i] = table[i].word;
  return words;
}

}  // namespace bsup::core
