#include "policy/show/say_condition.h"

#include <vector>

namespace bsup::core {
namespace {

const Words kAlways{"always", "bob amser"};
const Words kOr{" or ", " neu "};
const Words kTo{" to ", " i "};
const Words kOrMore{" or more", " neu ragor"};
const Words kOrLess{" or less", " neu lai"};
const Words kKnown{"known", "hysbys"};
const Words kNotKnown{"not known", "anhysbys"};
const Words kAndOneOf{"; and one of: ", "; ac un o'r rhain: "};
const Words kOneOf{"one of: ", "un o'r rhain: "};

// Longer runs of values are said by their ends.
constexpr FactValue kMostListed = 4;

void SayRange(const Fact& fact, const Range& range, Language language,
              std::vector<std::string>& said) {
  const auto say = [&](FactValue value) { return fact.Say(value, language); };
  if (fact.type != FactType::kCount) {
    if (fact.type == FactType::kLevel && range.high - range.low >= kMostListed) {
      said.push_back(say(range.low) + kTo.In(language) + say(range.high));
      return;
    }
    for (FactValue value = range.low; value <= range.high; ++value) said.push_back(say(value));
  } else if (range.low == range.high) {
    said.push_back(say(range.low));
  } else if (range.high == fact.max) {
    said.push_back(say(range.low) + kOrMore.In(language));
  } else if (range.low == fact.min) {
    said.push_back(say(range.high) + kOrLess.In(language));
  } else {
    said.push_back(std::to_string(range.low) + kTo.In(language) + say(range.high));
  }
}

std::string SayTest(const Policy& policy, const Test& test, Language language) {
  const Fact& fact = policy.facts[static_cast<std::size_t>(test.fact)];
  std::vector<std::string> said;
  if (test.only_known) {
    if (!test.passes.empty()) said.push_back(kKnown.In(language));
  } else {
    for (const Range& range : test.passes) SayRange(fact, range, language, said);
  }
  if (test.names_unknown) said.push_back(kNotKnown.In(language));
  std::string text = fact.label.In(language) + ": ";
  for (std::size_t i = 0; i < said.size(); ++i) {
    if (i > 0) text += i + 1 == said.size() ? kOr.In(language) : ", ";
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
  if (condition.base.empty() && condition.any.empty()) return kAlways.In(language);
  std::string text = SayRow(policy, condition.base, language);
  if (condition.any.empty()) return text;
  if (condition.any.size() == 1) {
    return text + (text.empty() ? "" : "; ") + SayRow(policy, condition.any.front(), language);
  }
  text += (text.empty() ? kOneOf : kAndOneOf).In(language);
  for (std::size_t i = 0; i < condition.any.size(); ++i) {
    if (i > 0) text += kOr.In(language);
    text += "(" + SayRow(policy, condition.any[i], language) + ")";
  }
  return text;
}

}  // namespace bsup::core
