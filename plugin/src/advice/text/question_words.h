// The sentences in which a question is asked.
#pragma once

#include <vector>

#include "advice/engine/advice.h"

namespace bsup::core {

// The question of the policy that settles all facts of `question` together, or none.
JointIndex JointOf(const Policy& policy, const Question& question);

// A sentence for each fact, or one for those that a question of the policy settles together.
std::vector<Words> SentencesOf(const Policy& policy, const Question& question);

}  // namespace bsup::core
