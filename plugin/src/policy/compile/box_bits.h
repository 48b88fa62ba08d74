// Which boxes of a table hold, a bit for each.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/index.h"

namespace bsup::core {

struct Box;
using BoxIndex = Index<Box>;

// CheckPolicy refuses a policy with more boxes than they hold.
inline constexpr std::size_t kBoxesInWord = 64;
inline constexpr std::size_t kMostBoxWords = 16;
inline constexpr std::size_t kMostBoxes = kBoxesInWord * kMostBoxWords;

// The boxes that one class of a fact leaves alive: a row of a table's masks, which outlives this.
// As many words as the table has.
struct BoxMask {
  const std::uint64_t* words;
};

// A set of the boxes of one table. Its size is fixed, so that a decision allocates nothing; only
// the words that the table has are ever read.
class BoxBits {
 public:
  // None of the boxes of a table of that many.
  explicit BoxBits(std::size_t boxes) : words_((boxes + kBoxesInWord - 1) / kBoxesInWord) {
    for (std::size_t w = 0; w < words_; ++w) bits_[w] = 0;
  }
  // All of them.
  [[nodiscard]] static BoxBits All(std::size_t boxes) {
    BoxBits all(boxes);
    for (std::size_t w = 0; w < all.words_; ++w) all.bits_[w] = ~std::uint64_t{0};
    const std::size_t spare = all.words_ * kBoxesInWord - boxes;
    if (spare > 0) all.bits_[all.words_ - 1] >>= spare;
    return all;
  }

  [[nodiscard]] bool any() const { return !none(); }
  [[nodiscard]] bool none() const {
    for (std::size_t w = 0; w < words_; ++w) {
      if (bits_[w] != 0) return false;
    }
    return true;
  }
  [[nodiscard]] bool Has(BoxIndex box) const {
    return (bits_[box.number() / kBoxesInWord] >> box.number() % kBoxesInWord & 1) != 0;
  }
  [[nodiscard]] bool Within(const BoxBits& other) const {
    for (std::size_t w = 0; w < words_; ++w) {
      if ((bits_[w] & ~other.bits_[w]) != 0) return false;
    }
    return true;
  }
  void Add(BoxIndex box) {
    bits_[box.number() / kBoxesInWord] |= std::uint64_t{1} << box.number() % kBoxesInWord;
  }

  BoxBits& operator&=(BoxMask mask) {
    for (std::size_t w = 0; w < words_; ++w) bits_[w] &= mask.words[w];
    return *this;
  }
  BoxBits& operator&=(const BoxBits& other) { return *this &= BoxMask{other.bits_.data()}; }
  BoxBits& operator|=(const BoxBits& other) {
    for (std::size_t w = 0; w < words_; ++w) bits_[w] |= other.bits_[w];
    return *this;
  }
  BoxBits& operator-=(const BoxBits& other) {
    for (std::size_t w = 0; w < words_; ++w) bits_[w] &= ~other.bits_[w];
    return *this;
  }
  friend bool operator==(const BoxBits& a, const BoxBits& b) {
    return a.words_ == b.words_ && a.Within(b) && b.Within(a);
  }

  // Calls `see` with each box of the set, in order.
  template <class See>
  void ForEach(See see) const {
    for (std::size_t w = 0; w < words_; ++w) {
      for (std::uint64_t rest = bits_[w]; rest != 0; rest &= rest - 1) {
        see(BoxIndex(w * kBoxesInWord + static_cast<std::size_t>(std::countr_zero(rest))));
      }
    }
  }

 private:
  std::size_t words_;
  std::array<std::uint64_t, kMostBoxWords> bits_;  // of which `words_` mean something
};

}  // namespace bsup::core
