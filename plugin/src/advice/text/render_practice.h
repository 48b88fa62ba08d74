// What to do: safeguards, what is due, material, and whom to ask.
#pragma once

#include "advice/text/view.h"

namespace bsup::core {

void ShowSafeguards(View& view);
void ShowCadence(View& view);
void ShowResources(View& view);
void ShowWhomToAsk(View& view);

}  // namespace bsup::core
