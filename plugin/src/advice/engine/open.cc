#include "advice/engine/open.h"

#include <utility>

#include "advice/engine/completions.h"
#include "advice/engine/questions.h"

namespace bsup::core {

Open FindOpen(const CompiledPolicy& policy, const Classes& classes, const BoxBits& approved,
              const Decision& now, ModeIndex planned) {
  Open open;
  Completions completions(policy, classes, approved);
  open.provisional = completions.OutcomeCanChange(now);
  if (planned) open.planned_safe = !completions.StandingCanChange(now, planned);
  const bool unsettled = open.provisional || !open.planned_safe.value_or(true);
  Asked asked = FindQuestions(policy, classes, approved, now, planned, unsettled);
  open.ask = std::move(asked.ask);
  open.together = asked.together;
  return open;
}

}  // namespace bsup::core
