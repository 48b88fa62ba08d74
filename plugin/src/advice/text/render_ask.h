// What to ask, and what each answer would do.
#pragma once

#include "advice/text/view.h"

namespace bsup::core {

void ShowQuestions(View& view);

}  // namespace bsup::core
