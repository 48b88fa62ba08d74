// What to ask: the unknown facts whose answer would change something, in the order of
// plugin/docs/advice.md, "What is not known".
#pragma once

#include <vector>

#include "advice/engine/evaluate.h"

namespace bsup::core {

inline constexpr std::size_t kMostQuestions = 3;

struct Asked {
  std::vector<Question> ask;
  int together = 0;
  // Unknown facts that would be asked, but are not to be asked beforehand; in order.
  std::vector<FactIndex> in_contact;
};

// `now` is the decision on `classes`; `unsettled` says that something is provisional or the planned
// mode not safe; `planned` is a mode or none.
Asked FindQuestions(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved,
                    const Decision& now, ModeIndex planned, bool unsettled);

}  // namespace bsup::core
