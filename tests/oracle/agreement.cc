#include "oracle/agreement.h"

#include <cstdlib>

#include "advice/engine/advise.h"
#include "advice/json/advice_json.h"
#include "oracle/difference.h"
#include "oracle/slow_unknown.h"

namespace bsup::core::oracle {
namespace {

constexpr int kDrawnCompletions = 40;

std::string BytesDifference(const PolicyInForce& policy, const Advice& fast, const Advice& slow,
                            const Case& a_case) {
  for (Language language : {Language::kEnglish, Language::kWelsh}) {
    const std::string of_fast = AdviceJson(policy, fast, a_case, language);
    const std::string of_slow = AdviceJson(policy, slow, a_case, language);
    if (of_fast != of_slow) return "  fast  " + of_fast + "\n  slow  " + of_slow + "\n";
  }
  return "";
}

// What `fast` leaves out of account although some completion shows it.
std::string Contradiction(const PolicyInForce& in_force, const RandomCase& made, const Advice& fast,
                          Dice& dice) {
  const Policy& policy = in_force.policy;
  const SlowRules rules(policy);
  const Situation situation{policy,
                            rules,
                            made.a_case.approvals,
                            made.contact.planned,
                            fast.facts,
                            Representatives(policy)};
  for (int i = 0; i < kDrawnCompletions; ++i) {
    Facts drawn = fast.facts;
    for (const FactIndex f : OpenFacts(situation)) {
      drawn[f] = dice.Pick(situation.representatives[f]);
    }
    if (situation.Impossible(drawn)) continue;
    const Change change = Compare(situation, fast.decision, situation.Decide(drawn));
    if (change.outcome && !fast.provisional) return "  a completion changes the outcome\n";
    if (change.standing && fast.planned_safe.value_or(false)) {
      return "  a completion changes the planned mode's standing\n";
    }
  }
  return "";
}

}  // namespace

int Cases(int usual) {
  const char* times = std::getenv("BSUP_ORACLE_CASES");
  return times == nullptr ? usual : static_cast<int>(usual * std::strtod(times, nullptr));
}

Agreement Compare(const PolicyInForce& policy, const RandomCase& made, Dice& dice,
                  std::int64_t most_completions) {
  Agreement agreement;
  agreement.advice = Advise(policy, made.contact, made.a_case, made.as_of);
  const Advice& fast = agreement.advice;
  const SlowAdvice slow =
      SlowAdvise(policy, made.contact, made.a_case, made.as_of, most_completions, &fast);
  agreement.exact = slow.exact;
  agreement.difference = Difference(policy.policy, fast, slow.advice) +
                         BytesDifference(policy, fast, slow.advice, made.a_case);
  if (!slow.exact) agreement.difference += Contradiction(policy, made, fast, dice);
  return agreement;
}

}  // namespace bsup::core::oracle
