#include "advice/json/ask_json.h"

#include <algorithm>
#include <string_view>

#include "advice/json/value_json.h"
#include "advice/text/answer_words.h"
#include "advice/text/question_words.h"

namespace bsup::core {
namespace {

void WriteClass(JsonWriter& json, const Fact& fact, const Range& values) {
  if (!fact.type_row().by_range) return fact.Write(json, values.low);
  json.Object();
  json.Member("from", values.low);
  json.Member("to", values.high);
  json.EndObject();
}

void WriteAnswers(JsonWriter& json, const PolicyInForce& in_force, const Question& question,
                  const AnswerGroup& group, Language language) {
  const auto& [policy, compiled] = in_force;
  json.Array("values");
  for (const std::vector<ClassIndex>& answer : group.classes) {
    json.Array();
    for (std::size_t i = 0; i < answer.size(); ++i) {
      const FactIndex fact = question.facts[i];
      WriteClass(json, policy.facts[fact], compiled.classes[fact].ValuesOf(answer[i]));
    }
    json.EndArray();
  }
  json.EndArray();
  json.Member("words", AnswersInWords(policy, compiled.classes, question, group, language));
  json.Member("outcome", NameOf(kOutcomeNames, group.outcome.kind));
  WriteMode(json, "lead", policy, group.outcome.lead);
  WriteAlternatives(json, policy, group.alternatives);
  json.Key("planned");
  if (group.planned) {
    json.Object();
    WriteStanding(json, *group.planned);
    json.EndObject();
  } else {
    json.Null();
  }
  if (question.rank == Rank::kSafeguards)
    WriteIds(json, "safeguards", policy.safeguards, group.safeguards);
}

// What a plain no sets, of the facts that are asked.
void WriteNo(JsonWriter& json, const Policy& policy, const Question& question, JointIndex joint) {
  json.Key("no");
  if (!joint) return json.Null();
  json.Object();
  for (const JointQuestion::Flag& flag : policy.questions[joint].flags) {
    if (std::ranges::find(question.facts, flag.fact) != question.facts.end())
      json.Member(policy.facts[flag.fact].id, flag.no == 1);
  }
  json.EndObject();
}

}  // namespace

void WriteAsk(JsonWriter& json, const PolicyInForce& in_force, const std::vector<Question>& ask,
              Language language) {
  const Policy& policy = in_force.policy;
  WriteEach(json, "ask", ask, [&](const Question& question) {
    const JointIndex joint = JointOf(policy, question);
    WriteTextOrNull(json, "question", joint ? std::string_view(policy.questions[joint].id) : "");
    json.Array("sentences");
    for (const Words& sentence : SentencesOf(policy, question)) json.String(sentence.In(language));
    json.EndArray();
    WriteNo(json, policy, question, joint);
    WriteEach(json, "facts", question.facts, [&](FactIndex index) {
      const Fact& fact = policy.facts[index];
      json.Member("fact", fact.id);
      json.Member("label", fact.label.In(language));
      json.Member("question", fact.ask.In(language));
    });
    json.Member("rank", static_cast<int>(question.rank));
    WriteEach(json, "answers", question.answers, [&](const AnswerGroup& group) {
      WriteAnswers(json, in_force, question, group, language);
    });
  });
}

void WriteStanding(JsonWriter& json, Standing standing) {
  json.Member("permission", NameOf(kPermissionNames, standing.permission));
  json.Member("counts", standing.counts);
}

void WriteAlternatives(JsonWriter& json, const Policy& policy, ModeSet modes) {
  WriteIds(json, "alternatives", policy.modes, modes);
}

}  // namespace bsup::core
