// What was wrong with the record, and which policy this is.
#pragma once

#include "advice/text/view.h"

namespace bsup::core {

void ShowRecord(View& view);
void ShowPolicy(View& view);

}  // namespace bsup::core
