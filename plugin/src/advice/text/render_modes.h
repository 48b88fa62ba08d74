// The table of modes, and the limits that it points at.
#pragma once

#include "advice/text/view.h"

namespace bsup::core {

void ShowModes(View& view);
void ShowLimits(View& view);

}  // namespace bsup::core
