#include "service/advising/region_of_case.h"

#include <algorithm>
#include <utility>

#include "base/json.h"
#include "intake/mapping/fold.h"
#include "intake/reading/notes.h"

namespace bsup::core {
namespace {

bool SpellAlike(const std::string& a, const std::string& b) {
  return Folded(a).text() == Folded(b).text();
}

}  // namespace

RegionOfCase::RegionOfCase(std::vector<PayloadRegion> said, const std::vector<Region>& known) {
  if (known.empty()) return;
  for (PayloadRegion& each : said) {
    const auto region = std::ranges::find_if(known, [&](const Region& candidate) {
      return SpellAlike(candidate.id, each.region) || SpellAlike(candidate.code, each.region);
    });
    const std::string id = region == known.end() ? "" : region->id;
    if (first_.empty()) first_ = id;
    said_.push_back({std::move(each), id});
  }
}

void RegionOfCase::Note(const Policy& policy, Case& into) const {
  Notes notes(into);
  for (const Said& said : said_) {
    if (said.id.empty()) {
      const JsonNode value(said.region.region);
      notes.Unmapped("regions", &value, said.region.at);
    } else if (policy.region && policy.region->id != said.id) {
      into.other_regions.push_back({said.region.region, said.region.at});
    }
  }
}

}  // namespace bsup::core
