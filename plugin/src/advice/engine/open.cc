#include "advice/engine/open.h"

#include "advice/engine/completions.h"
#include "advice/engine/questions.h"

namespace bsup::core {

Open FindOpen(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved,
              const Decision& now, ModeIndex planned) {
  Open open;
  Completions completions(policy, classes, approved);
  open.provisional = completions.OutcomeCanChange(now);
  if (planned && !IsClosed(now.outcome))
    open.planned_safe = !completions.StandingCanChange(now, planned);
  const bool unsettled = open.provisional || !open.planned_safe.value_or(true);
  open.asked = FindQuestions(policy, classes, approved, now, planned, unsettled);
  return open;
}

}  // namespace bsup::core
