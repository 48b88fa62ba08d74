// What was wrong with the record that advice rests on, in words.
#pragma once

#include <string>
#include <vector>

#include "advice/text/speaker.h"

namespace bsup::core {

// A sentence for each: somebody else's part, sources that disagree, what was not understood.
std::vector<std::string> RecordWords(const Speaker& speaker);

}  // namespace bsup::core
