// What an answer to a question would change, in words.
#pragma once

#include <string>

#include "advice/text/speaker.h"

namespace bsup::core {

// `Office visit only; Telephone call: not allowed`, or that nothing changes. `group` is one of a
// question of this advice.
std::string EffectWords(const Speaker& speaker, const AnswerGroup& group);

}  // namespace bsup::core
