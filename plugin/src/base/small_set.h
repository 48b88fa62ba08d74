// Sets of so few members that a word holds them, bit i for the member whose number is i.
#pragma once

#include <bit>
#include <cstddef>
#include <initializer_list>
#include <limits>

namespace bsup::core {

// `Member` is an Index, `Word` an unsigned number with a bit for each possible member.
template <class Member, class Word>
class SmallSet {
 public:
  static constexpr std::size_t kMost = std::numeric_limits<Word>::digits;

  constexpr SmallSet() = default;  // empty
  constexpr SmallSet(std::initializer_list<Member> members) {
    for (const Member member : members) Add(member);
  }
  // The members numbered 0 to `count` - 1.
  [[nodiscard]] static constexpr SmallSet All(std::size_t count) {
    constexpr Word kAll = std::numeric_limits<Word>::max();
    if (count == 0) return {};
    return SmallSet(count >= kMost ? kAll : static_cast<Word>(kAll >> (kMost - count)));
  }
  [[nodiscard]] static constexpr SmallSet FromBits(Word bits) { return SmallSet(bits); }
  [[nodiscard]] constexpr Word bits() const { return bits_; }

  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr std::size_t count() const {
    return static_cast<std::size_t>(std::popcount(bits_));
  }
  [[nodiscard]] constexpr bool Has(Member member) const {
    return (bits_ >> member.number() & 1) != 0;
  }
  [[nodiscard]] constexpr bool Meets(SmallSet other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] constexpr bool Within(SmallSet other) const { return (bits_ & ~other.bits_) == 0; }
  // The first member; of a set that has one.
  [[nodiscard]] constexpr Member first() const { return Member(std::countr_zero(bits_)); }

  constexpr void Add(Member member) { bits_ = static_cast<Word>(bits_ | BitOf(member)); }
  [[nodiscard]] constexpr SmallSet With(Member member) const { return *this | SmallSet{member}; }
  [[nodiscard]] constexpr SmallSet Without(Member member) const { return *this - SmallSet{member}; }

  constexpr SmallSet& operator|=(SmallSet other) { return *this = *this | other; }
  constexpr SmallSet& operator&=(SmallSet other) { return *this = *this & other; }
  constexpr SmallSet& operator-=(SmallSet other) { return *this = *this - other; }
  friend constexpr SmallSet operator|(SmallSet a, SmallSet b) {
    return SmallSet(static_cast<Word>(a.bits_ | b.bits_));
  }
  friend constexpr SmallSet operator&(SmallSet a, SmallSet b) {
    return SmallSet(static_cast<Word>(a.bits_ & b.bits_));
  }
  // What is in `a` and not in `b`.
  friend constexpr SmallSet operator-(SmallSet a, SmallSet b) {
    return SmallSet(static_cast<Word>(a.bits_ & ~b.bits_));
  }
  friend constexpr bool operator==(SmallSet, SmallSet) = default;

  // The members in order.
  class Iterator {
   public:
    using value_type = Member;
    using difference_type = std::ptrdiff_t;
    constexpr Iterator() = default;
    constexpr explicit Iterator(Word rest) : rest_(rest) {}
    constexpr Member operator*() const { return Member(std::countr_zero(rest_)); }
    constexpr Iterator& operator++() {
      rest_ = static_cast<Word>(rest_ & (rest_ - 1));
      return *this;
    }
    constexpr Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend constexpr bool operator==(Iterator, Iterator) = default;

   private:
    Word rest_ = 0;
  };
  [[nodiscard]] constexpr Iterator begin() const { return Iterator(bits_); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator(); }

 private:
  constexpr explicit SmallSet(Word bits) : bits_(bits) {}
  static constexpr Word BitOf(Member member) {
    return static_cast<Word>(Word{1} << member.number());
  }

  Word bits_ = 0;
};

}  // namespace bsup::core
