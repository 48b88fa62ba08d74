// What waits in a trail: for an approval, for a promise to be kept, for an outcome.
#pragma once

#include <string>
#include <string_view>

#include "base/day.h"
#include "base/result.h"
#include "records/content/who.h"
#include "trail/trail.h"

namespace bsup::core {

// One page as JSON: {"as_of","counts","items","next"}. `request` is the JSON of worklist_asked.h;
// `today` is the day where it names none. Leaves a READ for each person on the page, in one commit,
// before it returns; a page without items leaves none. kBadInput with JSON Pointers.
Result<std::string> Worklist(Trail& trail, const Recorder& recorder, std::string_view request,
                             Day today);

}  // namespace bsup::core
