#include "policy/library/check_versions.h"

#include <algorithm>
#include <tuple>

#include "base/suggest.h"

namespace bsup::core {
namespace {

std::string Named(const PackHead& head) {
  return "version " + Quoted(head.version) + " of " + Quoted(head.id);
}

void CheckNeighbours(const PackHead& earlier, const PackHead& later, Problems& problems) {
  const std::string day_before = (later.from - 1).ToString();
  const std::string begins = Named(later) + " begins on " + later.from.ToString();
  if (!earlier.dated || !later.dated) return;
  if (earlier.from == later.from) {
    problems.Add(later.place, begins + ", as " + Named(earlier) + " at " +
                                  earlier.place.ToString() +
                                  " does; give each its own effective_from");
  } else if (!earlier.until) {
    problems.Add(earlier.place, Named(earlier) + " has no effective_until, but " + Named(later) +
                                    " follows it; add effective_until = " + day_before);
  } else if (*earlier.until >= later.from) {
    problems.Add(later.place, begins + ", but " + Named(earlier) + " at " +
                                  earlier.place.ToString() + " is in force until " +
                                  earlier.until->ToString() + "; end it on " + day_before);
  } else if (*earlier.until + 1 < later.from) {
    problems.Add(later.place, begins + ", but " + Named(earlier) + " at " +
                                  earlier.place.ToString() + " ends on " +
                                  earlier.until->ToString() +
                                  ", so that the days between have none; end it on " + day_before);
  }
}

}  // namespace

std::optional<Span> Meet(const Span& a, const Span& b) {
  Span both{std::max(a.from, b.from), a.until};
  if (!both.until || (b.until && *b.until < *both.until)) both.until = b.until;
  if (both.until && *both.until < both.from) return std::nullopt;
  return both;
}

void CheckVersions(std::vector<Pack>& packs, Problems& problems) {
  std::ranges::stable_sort(
      packs, {}, [](const Pack& pack) { return std::tuple(pack.head.id, pack.head.from); });
  for (std::size_t i = 1; i < packs.size(); ++i) {
    const PackHead& earlier = packs[i - 1].head;
    const PackHead& later = packs[i].head;
    if (earlier.id != later.id || later.id.empty()) continue;
    if (earlier.version != later.version) CheckNeighbours(earlier, later, problems);
    if (earlier.kind != later.kind || earlier.region != later.region ||
        earlier.extends != later.extends) {
      problems.Add(later.place,
                   Named(later) +
                       " is not of the same authority, region and nation as the one at " +
                       earlier.place.ToString() + "; give it its own id");
    }
    for (std::size_t j = 0; j < i; ++j) {
      const PackHead& other = packs[j].head;
      if (other.id != later.id || other.version != later.version) continue;
      problems.Add(later.place, Named(later) + " is given already at " + other.place.ToString() +
                                    "; name a file once, and give each its own version");
    }
  }
}

}  // namespace bsup::core
