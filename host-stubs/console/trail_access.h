// Opening the trail that the command line names, and telling of what was recorded in it.
#pragma once

#include <string>

#include "blended_supervision/plugin.hpp"
#include "options.h"

namespace console {

bsup::Trail OpenTrail(const bsup::Session& session, const TrailAccess& access);

// Makes it where there is none, and then says on standard error what was made and what to do with
// it.
bsup::Trail OpenOrMakeTrail(const bsup::Session& session, const TrailAccess& access);

// "recorded as no. 12 at 2026-11-24 10:15:00 UTC"
std::string ToldOf(const bsup::Receipt& receipt);

}  // namespace console
