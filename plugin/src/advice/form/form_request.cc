#include "advice/form/form_request.h"

#include <algorithm>
#include <string>

#include "base/json.h"
#include "base/object_reader.h"
#include "base/suggest.h"

namespace bsup::core {
namespace {

JointIndex QuestionNamed(const Policy& policy, std::string_view id) {
  for (const JointIndex index : policy.questions.indexes()) {
    if (policy.questions[index].id == id) return index;
  }
  return {};
}

std::vector<std::string> NamesOf(const Policy& policy) {
  std::vector<std::string> names;
  for (const Fact& fact : policy.facts) names.push_back(fact.id);
  for (const JointQuestion& question : policy.questions) names.push_back(question.id);
  return names;
}

template <class List, class Index>
void AddOnce(List& list, Index index) {
  if (std::ranges::find(list, index) == list.end()) list.push_back(index);
}

}  // namespace

Result<FormRequest> ReadFormRequest(std::string_view json, const Policy& policy) {
  FormRequest request;
  if (json.empty()) return request;
  BSUP_TRY(const JsonDocument document, JsonDocument::Parse(json, "request"));
  std::vector<Problem> problems;
  if (!document.root().is_object())
    return Error(Status::kBadInput, "request", "the request must be an object");
  ObjectReader reader(document.root(), "request", problems);
  reader.ForEachText("answered", [&](std::string_view name, const std::string& where) {
    JointIndex joint = QuestionNamed(policy, name);
    if (const FactIndex fact = policy.FactNamed(name)) {
      joint = policy.facts[fact].joint;
      if (!joint) return AddOnce(request.facts, fact);
    }
    if (joint) return AddOnce(request.questions, joint);
    if (policy.loaded && policy.loaded->answered.contains(name)) return;
    reader.AddAt(where, Quoted(name) + " is not a fact or a question of this policy" +
                            DidYouMean(name, NamesOf(policy)));
  });
  reader.Finish();
  if (!problems.empty()) return Error(Status::kBadInput, std::move(problems));
  return request;
}

}  // namespace bsup::core
