// From a sound library to policies: one for each region and each span of days on which nothing
// changes.
#pragma once

#include <optional>
#include <vector>

#include "policy/library/library.h"

namespace bsup::core {

// The suspensions that concern a region (none: the nation alone), of all versions, in order of
// first day.
std::vector<Suspension> SuspensionsOf(const Library& library, const std::optional<Region>& region);

// The policies of one region, in order of date; empty where no version lists it.
std::vector<Policy> ResolveRegion(const Library& library, const std::optional<Region>& region);

// Every region of any version, in the order in which they are first listed.
std::vector<Region> RegionsOf(const Library& library);

}  // namespace bsup::core
