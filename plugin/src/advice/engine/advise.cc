#include "advice/engine/advise.h"

#include <utility>

#include "advice/engine/evaluate.h"
#include "advice/engine/explain.h"
#include "advice/engine/facts.h"
#include "advice/engine/notice.h"
#include "advice/engine/open.h"

namespace bsup::core {

Advice Advise(const PolicyInForce& policy, const Contact& contact, const Case& a_case, Day as_of) {
  SettledFacts settled = SettleFacts(policy.policy, contact, a_case, as_of);
  Advice advice;
  advice.contact = contact;
  advice.as_of = as_of;
  advice.facts = std::move(settled.facts);
  advice.from = std::move(settled.from);
  advice.conflicts = std::move(settled.conflicts);

  const Classes classes(policy.compiled, advice.facts);
  const BoxBits approved = ApprovedBoxes(policy.policy, policy.compiled, a_case.approvals);
  Holding holding{classes, LiveBoxes(policy.compiled.deciding, classes),
                  LiveBoxes(policy.compiled.attending, classes)};
  holding.deciding -= approved;
  advice.decision = Decide(policy.compiled, holding.deciding);
  Explain(policy, holding, a_case, settled.clocks, advice);

  Open open = FindOpen(policy.compiled, classes, approved, advice.decision, contact.planned);
  advice.provisional = open.provisional;
  advice.planned_safe = open.planned_safe;
  advice.ask = std::move(open.asked.ask);
  advice.together = open.asked.together;
  advice.in_contact = std::move(open.asked.in_contact);
  advice.notice = Notify(policy, a_case, advice);
  return advice;
}

}  // namespace bsup::core
