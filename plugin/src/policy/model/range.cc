#include "policy/model/range.h"

#include <algorithm>

namespace bsup::core {

std::vector<Range> Normalised(std::vector<Range> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const Range& a, const Range& b) { return a.low < b.low; });
  std::vector<Range> out;
  for (const Range& range : ranges) {
    if (range.low > range.high) continue;
    if (!out.empty() && range.low <= out.back().high + 1) {
      out.back().high = std::max(out.back().high, range.high);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

std::vector<Range> Complement(const std::vector<Range>& ranges, Range domain) {
  std::vector<Range> out;
  FactValue next = domain.low;
  for (const Range& range : ranges) {
    if (range.low > next) out.push_back({next, range.low - 1});
    next = range.high + 1;
  }
  if (next <= domain.high) out.push_back({next, domain.high});
  return out;
}

}  // namespace bsup::core
