// A slow, obvious reading of plugin/docs/advice.md, to hold the engine against. It uses the
// policy's rules as they are written and never their compiled form.
#pragma once

#include <cstdint>

#include "advice/engine/advice.h"
#include "policy/resolve/policy_set.h"

namespace bsup::core::oracle {

struct SlowAdvice {
  Advice advice;
  bool exact = true;  // whether every completion of the unknown facts was tried
};

// Beyond `most_completions`, `provisional` and `planned_safe` are taken from `believed`, if given,
// and the rest follows from them.
SlowAdvice SlowAdvise(const PolicyInForce& policy, const Contact& contact, const Case& a_case,
                      Day as_of, std::int64_t most_completions = 300'000,
                      const Advice* believed = nullptr);

}  // namespace bsup::core::oracle
