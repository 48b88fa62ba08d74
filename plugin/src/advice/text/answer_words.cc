#include "advice/text/answer_words.h"

#include <algorithm>

#include "advice/text/question_words.h"
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
  if (values.high == values.low + 1)
    return Say(AnswerText::kEither, language,
               {std::to_string(values.low), fact.Say(values.high, language)});
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

// `no` for the plain no; else the flags that are otherwise: `Victim + Perpetrator`.
std::string JointPiece(const Policy& policy, const Indexed<FactIndex, FactClasses>& classes,
                       const JointQuestion& joint, const Question& question,
                       const std::vector<ClassIndex>& answer, Language language) {
  std::string flags;
  auto given = answer.begin();
  for (const FactIndex index : question.facts) {
    const auto flag = std::ranges::find(joint.flags, index, &JointQuestion::Flag::fact);
    const FactValue value = classes[index].ValuesOf(*given++).low;
    if (value == flag->no) continue;
    flags += (flags.empty() ? "" : " + ") + policy.facts[index].label.In(language);
  }
  return flags.empty() ? Say(ValueText::kNo, language) : flags;
}

std::vector<std::string> JointPieces(const Policy& policy,
                                     const Indexed<FactIndex, FactClasses>& classes,
                                     const JointQuestion& joint, const Question& question,
                                     const AnswerGroup& group, Language language) {
  std::vector<std::string> pieces;
  for (const std::vector<ClassIndex>& answer : group.classes)
    pieces.push_back(JointPiece(policy, classes, joint, question, answer, language));
  std::size_t answers = 0;
  for (const AnswerGroup& each : question.answers) answers += each.classes.size();
  const std::string no = Say(ValueText::kNo, language);
  const bool is_yes = pieces.size() + 1 == answers && std::ranges::find(pieces, no) == pieces.end();
  return is_yes ? std::vector{Say(ValueText::kYes, language)} : pieces;
}

}  // namespace

std::string AnswersInWords(const Policy& policy, const Indexed<FactIndex, FactClasses>& classes,
                           const Question& question, const AnswerGroup& group, Language language) {
  const auto pieces_of = [&](std::size_t i, const std::vector<ClassIndex>& numbers) {
    return Pieces(policy.facts[question.facts[i]], classes[question.facts[i]], numbers, language);
  };

  if (question.answers.size() == 1) return Say(AnswerText::kAnyAnswer, language);
  std::vector<std::string> pieces;
  if (const JointIndex joint = JointOf(policy, question)) {
    pieces = JointPieces(policy, classes, policy.questions[joint], question, group, language);
  } else if (question.facts.size() == 1) {
    std::vector<ClassIndex> numbers;
    for (const std::vector<ClassIndex>& answer : group.classes) numbers.push_back(answer[0]);
    pieces = pieces_of(0, numbers);
  } else {
    for (std::size_t i = 0; i < group.classes.size();) {
      const std::vector<ClassIndex>& first = group.classes[i];
      const auto same_start = [&](const std::vector<ClassIndex>& other) {
        return std::equal(first.begin(), first.end() - 1, other.begin());
      };
      std::vector<ClassIndex> lasts;
      for (; i < group.classes.size() && same_start(group.classes[i]); ++i)
        lasts.push_back(group.classes[i].back());
      std::string piece;
      for (std::size_t f = 0; f + 1 < first.size(); ++f)
        piece += pieces_of(f, {first[f]}).front() + " + ";
      pieces.push_back(piece + Join(pieces_of(first.size() - 1, lasts)));
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
