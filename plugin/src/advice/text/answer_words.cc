#include "advice/text/answer_words.h"

#include <algorithm>

#include "base/catalogue.h"

namespace bsup::core {
namespace {

// A group that would take more pieces than this is `any other answer`, if it is the largest.
constexpr std::size_t kMostPieces = 3;

std::string Join(const std::vector<std::string>& pieces) {
  std::string joined;
  for (const std::string& piece : pieces) joined += (joined.empty() ? "" : ", ") + piece;
  return joined;
}

std::string SayCount(const Fact& fact, Range values, Language language) {
  if (values.low == values.high) return fact.Say(values.low, language);
  if (values.high >= fact.max)
    return Say(AnswerText::kOrMore, language, {fact.Say(values.low, language)});
  if (values.low <= fact.min)
    return Say(AnswerText::kUpTo, language, {fact.Say(values.high, language)});
  return Say(AnswerText::kFromTo, language,
             {std::to_string(values.low), fact.Say(values.high, language)});
}

// A piece for each value; classes of a count that lie side by side are one piece.
std::vector<std::string> Pieces(const Fact& fact, const FactClasses& classes,
                                const std::vector<ClassIndex>& numbers, Language language) {
  std::vector<std::string> pieces;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    Range values = classes.ValuesOf(numbers[i]);
    if (!fact.type_row().by_range) {
      pieces.push_back(fact.Say(values.low, language));
      continue;
    }
    while (i + 1 < numbers.size() && numbers[i + 1] == numbers[i].Next()) {
      values.high = classes.ValuesOf(numbers[++i]).high;
    }
    pieces.push_back(SayCount(fact, values, language));
  }
  return pieces;
}

}  // namespace

std::string AnswersInWords(const Policy& policy, const Indexed<FactIndex, FactClasses>& classes,
                           const Question& question, const AnswerGroup& group, Language language) {
  const auto pieces_of = [&](std::size_t i, const std::vector<ClassIndex>& numbers) {
    return Pieces(policy.facts[question.facts[i]], classes[question.facts[i]], numbers, language);
  };

  if (question.answers.size() == 1) return Say(AnswerText::kAnyAnswer, language);
  std::vector<std::string> pieces;
  if (question.facts.size() == 1) {
    std::vector<ClassIndex> numbers;
    for (const std::vector<ClassIndex>& answer : group.classes) numbers.push_back(answer[0]);
    pieces = pieces_of(0, numbers);
  } else {
    for (std::size_t i = 0; i < group.classes.size();) {
      const ClassIndex first = group.classes[i][0];
      std::vector<ClassIndex> seconds;
      for (; i < group.classes.size() && group.classes[i][0] == first; ++i)
        seconds.push_back(group.classes[i][1]);
      pieces.push_back(pieces_of(0, {first}).front() + " + " + Join(pieces_of(1, seconds)));
    }
  }

  const auto largest = std::max_element(question.answers.begin(), question.answers.end(),
                                        [](const AnswerGroup& a, const AnswerGroup& b) {
                                          return a.classes.size() < b.classes.size();
                                        });
  if (pieces.size() > kMostPieces && *largest == group) return Say(AnswerText::kAnyOther, language);
  return Join(pieces);
}

}  // namespace bsup::core
