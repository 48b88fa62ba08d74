#include "advice/engine/departure.h"

namespace bsup::core {

std::optional<Outside> OutsideOf(const Choice& choice) {
  if (choice.closed) return Outside::kNoAdvice;
  if (choice.standing.permission == Permission::kCannot) return Outside::kCannot;
  if (choice.standing.permission == Permission::kNotPermitted) return Outside::kNotPermitted;
  if (!choice.standing.counts && !choice.additional) return Outside::kDoesNotCount;
  return std::nullopt;
}

Step StepOf(const Choice& choice) {
  if (OutsideOf(choice)) return Step::kInterrupt;
  if (choice.is_advised) return Step::kCheck;
  if (choice.standing.permission != Permission::kPermitted) return Step::kReason;
  if (choice.additional) return Step::kCheck;
  const bool is_more = DirectionOf(choice) == Direction::kToInPerson;
  return is_more ? Step::kCode : Step::kReason;
}

std::optional<Direction> DirectionOf(const Choice& choice) {
  if (choice.is_advised || !choice.has_lead || choice.in_person == choice.advised_in_person)
    return std::nullopt;
  return choice.in_person ? Direction::kToInPerson : Direction::kToRemote;
}

}  // namespace bsup::core
