// The lists of advice as JSON: what to ask, what is due, what came in, what to use.
#include <algorithm>

#include "advice/engine/cadence_shown.h"
#include "advice/json/advice_json.h"
#include "advice/json/advice_writer.h"
#include "advice/json/intake_json.h"
#include "advice/text/answer_words.h"

namespace bsup::core {

void AdviceWriter::WriteAsk() {
  json_.Array("ask");
  for (const Question& question : advice_.ask) {
    json_.Object();
    json_.Array("facts");
    for (const FactIndex index : question.facts) {
      const Fact& fact = FactAt(index);
      json_.Object();
      json_.Member("fact", fact.id);
      WriteWords("label", fact.label);
      WriteWords("question", fact.ask);
      json_.EndObject();
    }
    json_.EndArray();
    json_.Member("rank", static_cast<int>(question.rank));
    json_.Array("answers");
    for (const AnswerGroup& group : question.answers) WriteAnswers(question, group);
    json_.EndArray();
    json_.EndObject();
  }
  json_.EndArray();
  json_.Member("together", advice_.together);
}

void AdviceWriter::WriteAnswers(const Question& question, const AnswerGroup& group) {
  json_.Object();
  json_.Array("values");
  for (const std::vector<ClassIndex>& answer : group.classes) {
    json_.Array();
    for (std::size_t i = 0; i < answer.size(); ++i) WriteClass(question.facts[i], answer[i]);
    json_.EndArray();
  }
  json_.EndArray();
  json_.Member("words", AnswersInWords(policy_, classes_, question, group, language_));
  json_.Member("outcome", NameOf(kOutcomeNames, group.outcome.kind));
  json_.Key("lead");
  WriteMode(json_, policy_, group.outcome.lead);
  WriteAlternatives(group.alternatives);
  json_.Key("planned");
  if (group.planned) {
    json_.Object();
    WriteStanding(*group.planned);
    json_.EndObject();
  } else {
    json_.Null();
  }
  json_.EndObject();
}

void AdviceWriter::WriteClass(FactIndex index, ClassIndex of) {
  const Fact& fact = FactAt(index);
  const Range values = classes_[index].ValuesOf(of);
  if (!fact.type_row().by_range) return fact.Write(json_, values.low);
  json_.Object();
  json_.Member("from", values.low);
  json_.Member("to", values.high);
  json_.EndObject();
}

void AdviceWriter::WriteCadence() {
  json_.Array("cadence");
  for (const CadenceAdvice& cadence : advice_.cadence) {
    const Cadence& rule = policy_.cadence[cadence.rule];
    rules_.Refer({RuleKind::kCadence, cadence.rule});
    json_.Object();
    json_.Member("rule", rule.id);
    json_.Member("state", NameOf(kCadenceShownNames, ShownOf(rule, cadence, advice_.contact.date)));
    json_.Member("due", cadence.due);
    json_.Member("last", cadence.last);
    json_.Member("suspended_until", cadence.suspended_until);
    json_.Member("in_spite", cadence.reaches_in_spite);
    WriteWords("because", rule.because);
    json_.EndObject();
  }
  json_.EndArray();
}

void AdviceWriter::WriteIntake() {
  for (const Approval& approval : case_.approvals)
    rules_.Refer({RuleKind::kPrinciple, approval.principle});
  for (const RuleIndex safeguard : case_.confirmed) rules_.Refer({RuleKind::kSafeguard, safeguard});
  json_.Key("approvals");
  WriteApprovals(json_, policy_, case_.approvals);
  json_.Key("confirmed");
  WriteConfirmed(json_, policy_, case_.confirmed);
  WriteConflicts();
  json_.Key("unmapped");
  WriteUnmapped(json_, case_.unmapped);
  json_.Key("failed");
  WriteFailed(json_, case_.failed);
  json_.Key("others");
  WriteOthers(json_, case_.others);
  json_.Key("lapsed");
  WriteLapsed(json_, case_.lapsed);
}

void AdviceWriter::WriteConflicts() {
  json_.Array("conflicts");
  for (const Conflict& conflict : advice_.conflicts) {
    const Fact& fact = FactAt(conflict.fact);
    json_.Object();
    json_.Member("fact", fact.id);
    WriteWords("label", fact.label);
    json_.Key("sources");
    WriteSources(json_, fact, conflict.sources);
    json_.Key("taken");
    fact.Write(json_, conflict.taken);
    json_.Key("rule");
    if (!conflict.integrity) {
      json_.Null();
    } else {
      rules_.ReferIntegrity(conflict.integrity);
      json_.String(policy_.integrity[conflict.integrity].id);
    }
    json_.EndObject();
  }
  json_.EndArray();
}

void AdviceWriter::WriteResources() {
  json_.Array("resources");
  for (const Acting& acting : advice_.resources) {
    const Resource& resource = policy_.resources[acting.ref.index];
    json_.Object();
    WriteReference(acting);
    json_.Member("subject", resource.subject);
    WriteWords("title", resource.title);
    json_.Member("minutes", resource.minutes);
    json_.Array("outline");
    for (const Words& step : resource.outline) json_.String(step.In(language_));
    json_.EndArray();
    json_.EndObject();
  }
  json_.EndArray();
}

}  // namespace bsup::core
