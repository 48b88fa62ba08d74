// Random choices that are the same on every machine for one seed; the standard's distributions are
// not.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace bsup::core::oracle {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  // 0 to `n` - 1.
  int Below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  // Both included.
  int Between(int low, int high) { return low + Below(high - low + 1); }
  bool Percent(int chance) { return Below(100) < chance; }

  template <class T>
  const T& Pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(Below(static_cast<int>(from.size())))];
  }

  // `count` different numbers below `n`, in order of drawing.
  std::vector<int> Some(int count, int n) {
    std::vector<int> all;
    for (int i = 0; i < n; ++i) all.push_back(i);
    for (int i = 0; i < count; ++i) {
      std::swap(all[static_cast<std::size_t>(i)], all[static_cast<std::size_t>(Between(i, n - 1))]);
    }
    all.resize(static_cast<std::size_t>(count));
    return all;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace bsup::core::oracle
