#include "policy/library/check_region_weigh.h"

#include "base/suggest.h"

namespace bsup::core {
namespace {

// All that a region adds for a mode, and all that it adds against it, as if every factor acted.
class Sum {
 public:
  Sum(const RegionWeigh& bound, ModeIndex mode) : bound_(bound), mode_(mode) {}

  // Whether it is the rule that takes the sum out of its bounds; the sum is then `now`.
  bool Passes(const Factor& rule) {
    const int weight = rule.kind == bound_.kind ? rule.weigh[mode_] : 0;
    const bool inside = bound_.range.Has(more_) && bound_.range.Has(less_);
    int& sum = weight > 0 ? more_ : less_;
    sum += weight;
    now_ = sum;
    return inside && !bound_.range.Has(sum);
  }
  [[nodiscard]] int now() const { return now_; }

 private:
  const RegionWeigh& bound_;
  ModeIndex mode_;
  int more_ = 0;
  int less_ = 0;
  int now_ = 0;
};

}  // namespace

void CheckRegionWeigh(const NationalVersion& national, const OverlayVersion& region,
                      Problems& problems) {
  const Policy& policy = national.vocabulary.policy;
  for (const RegionWeigh& bound : policy.region_weigh) {
    for (const ModeIndex mode : policy.modes.indexes()) {
      Sum sum(bound, mode);
      for (const Factor& rule : region.rules.factors) {
        if (!sum.Passes(rule)) continue;
        problems.Add(
            rule.place,
            "with " + Quoted(rule.id) + " the factors of kind " + Quoted(RowOf(bound.kind).word) +
                " that this region adds weigh " + std::to_string(sum.now()) + " on " +
                Quoted(policy.modes[mode].id) + "; \"region_weigh\" of the national pack at " +
                national.head.place.ToString() + " allows from " + std::to_string(bound.range.low) +
                " to " + std::to_string(bound.range.high));
      }
    }
  }
}

}  // namespace bsup::core
