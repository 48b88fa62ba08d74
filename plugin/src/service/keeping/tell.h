// What the trail tells, as a host asks for it: a person's timeline, some of it, or one record in full.
#pragma once

#include <string>
#include <string_view>

#include "base/day.h"
#include "base/result.h"
#include "records/content/who.h"
#include "service/keeping/loaded_packs.h"
#include "trail/trail.h"

namespace bsup::core {

// `request` is the JSON of tell_asked.h; `today` is the day where it names none. JSON, or text where
// that is asked for. Leaves a READ of the person before it returns. kBadInput with JSON Pointers,
// and where the record is about nobody; kNotFound; kErased.
Result<std::string> Tell(Trail& trail, LoadedPacks& packs, const Recorder& recorder,
                         std::string_view request, Day today);

}  // namespace bsup::core
