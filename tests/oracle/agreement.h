// One case put to both engines, and what every random test says of it.
#pragma once

#include <string>

#include "advice/engine/advice.h"
#include "oracle/random_case.h"
#include "oracle/slow_advice.h"

namespace bsup::core::oracle {

// How many cases a random test takes: `usual`, times BSUP_ORACLE_CASES if that is set.
int Cases(int usual);

struct Agreement {
  Advice advice;           // of the engine
  std::string difference;  // empty where both say the same
  bool exact = true;       // whether every completion was tried
};

// Field by field, and to the byte of the JSON in both languages. Where completions are too many to
// try them all, some are drawn with `dice` and must not contradict the engine.
Agreement Compare(const PolicyInForce& policy, const RandomCase& made, Dice& dice,
                  std::int64_t most_completions);

}  // namespace bsup::core::oracle
