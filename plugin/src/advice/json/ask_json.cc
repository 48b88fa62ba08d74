#include "advice/json/ask_json.h"

#include "advice/json/value_json.h"
#include "advice/text/answer_words.h"

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
}

}  // namespace

void WriteAsk(JsonWriter& json, const PolicyInForce& in_force, const std::vector<Question>& ask,
              Language language) {
  WriteEach(json, "ask", ask, [&](const Question& question) {
    WriteEach(json, "facts", question.facts, [&](FactIndex index) {
      const Fact& fact = in_force.policy.facts[index];
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
