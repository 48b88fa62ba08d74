// What to ask, in JSON: each question with its answers and what each leads to.
#pragma once

#include <vector>

#include "advice/engine/advice.h"
#include "base/json_writer.h"
#include "policy/resolve/policy_in_force.h"

namespace bsup::core {

void WriteAsk(JsonWriter& json, const PolicyInForce& in_force, const std::vector<Question>& ask,
              Language language);

// Members, also of other parts of advice: what is permitted and counts, and which other modes lead.
void WriteStanding(JsonWriter& json, Standing standing);
void WriteAlternatives(JsonWriter& json, const Policy& policy, ModeSet modes);

}  // namespace bsup::core
