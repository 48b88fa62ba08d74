// The modes: in a line those that nobody plans, or a table of all with the limits it points at.
#pragma once

#include "advice/text/view.h"

namespace bsup::core {

void ShowOtherModes(View& view);
void ShowModes(View& view);
void ShowLimits(View& view);

}  // namespace bsup::core
