// Places in lists, each list's a type of its own, so that the number of a fact cannot be taken for
// that of a mode.
//
//     using ModeIndex = Index<struct OfModes>;
//     Indexed<ModeIndex, Mode> modes;
//     for (const ModeIndex mode : modes.indexes()) Show(modes[mode]);
#pragma once

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace bsup::core {

// A place in the list that `Of` names, or none.
template <class Of>
class Index {
 public:
  constexpr Index() = default;  // none
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) constexpr explicit Index(Number number)
      : number_(static_cast<std::int32_t>(number)) {}

  constexpr explicit operator bool() const { return number_ >= 0; }  // whether it is a place
  // From 0; of a place.
  [[nodiscard]] constexpr std::size_t number() const { return static_cast<std::size_t>(number_); }

  constexpr Index& operator++() {
    ++number_;
    return *this;
  }
  [[nodiscard]] constexpr Index Next() const { return Index(number_ + 1); }

  // In order of place; none is before all.
  friend constexpr auto operator<=>(Index, Index) = default;

 private:
  std::int32_t number_ = -1;
};

// The places from `first` to the one before `end`, to be gone through in order.
template <class At>
class IndexRange {
 public:
  class Iterator {
   public:
    using value_type = At;
    using difference_type = std::ptrdiff_t;
    constexpr Iterator() = default;
    constexpr explicit Iterator(At at) : at_(at) {}
    constexpr At operator*() const { return at_; }
    constexpr Iterator& operator++() {
      ++at_;
      return *this;
    }
    constexpr Iterator operator++(int) { return std::exchange(*this, Iterator(at_.Next())); }
    friend constexpr bool operator==(Iterator, Iterator) = default;

   private:
    At at_;
  };

  constexpr IndexRange(At first, At end) : first_(first), end_(end) {}
  // The first `count` places.
  constexpr explicit IndexRange(std::size_t count) : IndexRange(At(0), At(count)) {}

  [[nodiscard]] constexpr Iterator begin() const { return Iterator(first_); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator(end_); }
  [[nodiscard]] constexpr bool empty() const { return first_ == end_; }
  [[nodiscard]] constexpr At front() const { return first_; }

 private:
  At first_;
  At end_;
};

// A list with places of its own.
template <class At, class T>
class Indexed : public std::vector<T> {
 public:
  using std::vector<T>::vector;
  using std::vector<T>::operator[];
  T& operator[](At place) { return std::vector<T>::operator[](place.number()); }
  const T& operator[](At place) const { return std::vector<T>::operator[](place.number()); }

  [[nodiscard]] IndexRange<At> indexes() const { return IndexRange<At>(this->size()); }
  // Where one more would be.
  [[nodiscard]] At next() const { return At(this->size()); }
  // Of one of its things.
  [[nodiscard]] At IndexOf(const T& thing) const { return At(&thing - this->data()); }
};

template <class At, class T, std::size_t N>
struct IndexedArray : std::array<T, N> {
  using std::array<T, N>::operator[];
  constexpr T& operator[](At place) { return std::array<T, N>::operator[](place.number()); }
  constexpr const T& operator[](At place) const {
    return std::array<T, N>::operator[](place.number());
  }
};

template <class At, class T>
class IndexedSpan : public std::span<T> {
 public:
  using std::span<T>::span;
  IndexedSpan(std::span<T> span) : std::span<T>(span) {}  // NOLINT(google-explicit-constructor)
  T& operator[](At place) const { return std::span<T>::operator[](place.number()); }

  [[nodiscard]] IndexRange<At> indexes() const { return IndexRange<At>(this->size()); }
};

}  // namespace bsup::core
