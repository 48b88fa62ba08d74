// The answers of one group in words: `yes`; `low, medium`; `57 days or more`; `any other answer`.
#pragma once

#include <string>
#include <vector>

#include "advice/engine/advice.h"

namespace bsup::core {

// `group` is one of `question`'s. `classes` are those of the compiled policy.
std::string AnswersInWords(const Policy& policy, const Indexed<FactIndex, FactClasses>& classes,
                           const Question& question, const AnswerGroup& group, Language language);

}  // namespace bsup::core
