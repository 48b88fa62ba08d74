// What every benchmark needs: a stopwatch and places in an ordered sample.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace bsup::core::bench {

class Stopwatch {
 public:
  [[nodiscard]] double Nanoseconds() const {
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// The value that `share` of the sample (0 to 1) does not exceed; 0 of an empty one.
inline double Quantile(std::vector<double> sample, double share) {
  if (sample.empty()) return 0;
  const auto at = std::min(static_cast<std::size_t>(share * static_cast<double>(sample.size())),
                           sample.size() - 1);
  std::nth_element(sample.begin(), sample.begin() + static_cast<std::ptrdiff_t>(at), sample.end());
  return sample[at];
}

inline double Median(const std::vector<double>& sample) { return Quantile(sample, 0.5); }

}  // namespace bsup::core::bench
