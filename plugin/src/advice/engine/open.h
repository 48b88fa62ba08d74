// What of a decision is still open while facts are unknown: whether it may change, and what to ask.
#pragma once

#include <optional>
#include <vector>

#include "advice/engine/questions.h"

namespace bsup::core {

struct Open {
  bool provisional = false;
  std::optional<bool> planned_safe;  // with a planned mode, unless contact is suspended
  Asked asked;
};

// `now` is the decision on `classes`, `approved` the boxes that approvals have settled, `planned` a
// mode or none.
Open FindOpen(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved,
              const Decision& now, ModeIndex planned);

}  // namespace bsup::core
