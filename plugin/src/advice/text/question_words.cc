#include "advice/text/question_words.h"

#include <algorithm>

namespace bsup::core {
namespace {

std::ptrdiff_t CountOf(const Policy& policy, const Question& question, JointIndex joint) {
  return std::ranges::count_if(question.facts,
                               [&](FactIndex fact) { return policy.facts[fact].joint == joint; });
}

}  // namespace

JointIndex JointOf(const Policy& policy, const Question& question) {
  const JointIndex joint = policy.facts[question.facts.front()].joint;
  if (!joint || question.facts.size() < 2) return {};
  const auto all = static_cast<std::ptrdiff_t>(question.facts.size());
  return CountOf(policy, question, joint) == all ? joint : JointIndex();
}

std::vector<Words> SentencesOf(const Policy& policy, const Question& question) {
  std::vector<Words> sentences;
  std::vector<JointIndex> asked;
  for (const FactIndex index : question.facts) {
    const Fact& fact = policy.facts[index];
    if (!fact.joint || CountOf(policy, question, fact.joint) < 2) {
      sentences.push_back(fact.ask);
    } else if (std::ranges::find(asked, fact.joint) == asked.end()) {
      asked.push_back(fact.joint);
      sentences.push_back(policy.questions[fact.joint].ask);
    }
  }
  return sentences;
}

}  // namespace bsup::core
