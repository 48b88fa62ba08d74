// By which region a case is advised: the caller's, or else the one that the payload names.
#pragma once

#include <string>
#include <vector>

#include "intake/case.h"
#include "intake/reading/payload_regions.h"
#include "policy/model/policy.h"

namespace bsup::core {

class RegionOfCase {
 public:
  // `said` is what the payload names; `known` are the regions of the policies, which outlive this.
  RegionOfCase(std::vector<PayloadRegion> said, const std::vector<Region>& known);

  // The id of the first region that is known, or empty.
  [[nodiscard]] const std::string& first() const { return first_; }

  // Notes in the case the regions that are not known, and those that are not the one it is advised
  // by. Policies without regions, and a case that is advised by the nation alone, have none of
  // these.
  void Note(const Policy& policy, Case& into) const;

 private:
  struct Said {
    PayloadRegion region;
    std::string id;  // empty: not known
  };
  std::vector<Said> said_;
  std::string first_;
};

}  // namespace bsup::core
