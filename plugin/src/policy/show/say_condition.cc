#include "policy/show/say_condition.h"

#include <vector>

#include "base/catalogue.h"

namespace bsup::core {
namespace {

// Longer runs of values are said by their ends.
constexpr FactValue kMostListed = 4;

void SayRange(const Fact& fact, const Range& range, Language language,
              std::vector<std::string>& said) {
  const auto say = [&](FactValue value) { return fact.Say(value, language); };
  if (!fact.type_row().by_range) {
    if (fact.type_row().has_order && range.high - range.low >= kMostListed) {
      said.push_back(Say(AnswerText::kFromTo, language, {say(range.low), say(range.high)}));
      return;
    }
    for (FactValue value = range.low; value <= range.high; ++value) said.push_back(say(value));
  } else if (range.low == range.high) {
    said.push_back(say(range.low));
  } else if (range.high == fact.max) {
    said.push_back(Say(AnswerText::kOrMore, language, {say(range.low)}));
  } else if (range.low == fact.min) {
    said.push_back(Say(ConditionText::kOrLess, language, {say(range.high)}));
  } else {
    said.push_back(
        Say(AnswerText::kFromTo, language, {std::to_string(range.low), say(range.high)}));
  }
}

std::string SayTest(const Policy& policy, const Test& test, Language language) {
  const Fact& fact = policy.facts[test.fact];
  std::vector<std::string> said;
  if (test.only_known) {
    if (!test.passes.empty()) said.push_back(Say(ConditionText::kKnown, language));
  } else {
    for (const Range& range : test.passes) SayRange(fact, range, language, said);
  }
  if (test.names_unknown) said.push_back(Say(ConditionText::kNotKnown, language));
  std::string text = fact.label.In(language) + ": ";
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (i > 0) text += i + 1 == said.size() ? Say(ConditionText::kOr, language) : ", ";
    text += said[i];
  }
  return text;
}

}  // namespace

std::string SayRow(const Policy& policy, const Row& row, Language language) {
  std::string text;
  for (const Test& test : row) {
    if (!text.empty()) text += "; ";
    text += SayTest(policy, test, language);
  }
  return text;
}

std::string SayCondition(const Policy& policy, const Condition& condition, Language language) {
  if (condition.base.empty() && condition.any.empty()) return Say(ConditionText::kAlways, language);
  std::string text = SayRow(policy, condition.base, language);
  if (condition.any.empty()) return text;
  if (condition.any.size() == 1) {
    return text + (text.empty() ? "" : "; ") + SayRow(policy, condition.any.front(), language);
  }
  std::string any;
  for (const Row& row : condition.any) {
    if (!any.empty()) any += Say(ConditionText::kOr, language);
    any += "(" + SayRow(policy, row, language) + ")";
  }
  return text.empty() ? Say(ConditionText::kOneOf, language, {any})
                      : Say(ConditionText::kAndOneOf, language, {text, any});
}

}  // namespace bsup::core
